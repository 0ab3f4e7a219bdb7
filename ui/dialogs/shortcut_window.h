// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QMenuBar;
class QTextBrowser;

namespace mqttscope::ui {

class Theme;

/// All keys on one page: those of the menus, read from the menus, and those of the panes.
class ShortcutWindow : public QDialog {
    Q_OBJECT
public:
    /// The theme must outlive the window.
    ShortcutWindow(const QMenuBar& menus, const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] QTextBrowser* page() const { return m_page; }

private:
    QTextBrowser* m_page;
};

} // namespace mqttscope::ui

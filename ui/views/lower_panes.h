// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QSplitter;
class QTabBar;

namespace mqttscope::ui {

class Theme;

/// Two panes side by side; where there is no room for both, one of them with a tab for each.
class LowerPanes : public QWidget {
    Q_OBJECT
public:
    /// Below this width, in units of the design, the panes become tabs.
    static constexpr int kSideBySideFrom = 760;

    /// Takes both panes as children. The theme must outlive it.
    LowerPanes(QWidget* left, QWidget* right, const Theme& theme, QWidget* parent = nullptr);

    void setTitles(const QString& left, const QString& right);
    [[nodiscard]] QSplitter* splitter() const { return m_splitter; }
    [[nodiscard]] QTabBar* tabs() const { return m_tabs; }
    /// Whether the panes are tabs now.
    [[nodiscard]] bool isCompact() const { return m_compact; }

Q_SIGNALS:
    void compactChanged(bool compact);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();

    const Theme* m_theme;
    QWidget* m_left;
    QWidget* m_right;
    QSplitter* m_splitter;
    QTabBar* m_tabs;
    bool m_compact = false;
};

} // namespace mqttscope::ui

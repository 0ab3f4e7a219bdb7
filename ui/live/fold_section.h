// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace mqttscope::ui {

class Theme;

/// A part of a dialog that is rarely needed: folded to its title and what is set in it.
class FoldSection : public QWidget {
    Q_OBJECT
public:
    /// The theme must outlive it.
    FoldSection(const Theme& theme, const QString& title, QWidget* parent = nullptr);

    /// Where its content goes.
    [[nodiscard]] QVBoxLayout* content() const { return m_content; }
    /// Small, and its content begins at the left: where there is little room.
    void setCompact(bool compact);
    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const;
    /// What is set, in short.
    void setSummary(const QString& summary);
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QToolButton* button() const { return m_button; }

Q_SIGNALS:
    void toggled(bool open);

private:
    void refreshTheme();

    const Theme* m_theme;
    QToolButton* m_button;
    QLabel* m_summary;
    QWidget* m_body;
    QVBoxLayout* m_content;
    bool m_compact = false;
};

} // namespace mqttscope::ui

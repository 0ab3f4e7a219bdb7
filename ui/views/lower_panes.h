// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QSplitter;
class QTabBar;

namespace mqttscope::ui {

class Theme;

/// A pane at the left, two one above the other at its right; where there is no room for them, one of the
/// three with a tab for each.
class LowerPanes : public QWidget {
    Q_OBJECT
public:
    /// Below this width, in units of the design, the panes become tabs.
    static constexpr int kSideBySideFrom = 760;
    /// Below this height likewise: two panes one above the other would show nothing whole.
    static constexpr int kStackedFrom = 290;
    /// What one pane with its tabs needs, in units of the design.
    static constexpr int kLeastWidth = 180;
    static constexpr int kLeastHeight = 90;

    /// Takes the panes as children. The theme must outlive it.
    LowerPanes(QWidget* left, QWidget* above, QWidget* below, const Theme& theme, QWidget* parent = nullptr);

    /// The words of the tabs.
    void setTitles(const QString& left, const QString& above, const QString& below);
    /// Between left and right.
    [[nodiscard]] QSplitter* splitter() const { return m_splitter; }
    /// Between the two at the right.
    [[nodiscard]] QSplitter* rightSplitter() const { return m_right; }
    [[nodiscard]] QTabBar* tabs() const { return m_tabs; }
    /// What the tabs need: side by side the panes need more, but with less room they become tabs.
    [[nodiscard]] QSize minimumSizeHint() const override;
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
    QWidget* m_above;
    QWidget* m_below;
    QSplitter* m_splitter;
    QSplitter* m_right;
    QTabBar* m_tabs;
    bool m_compact = false;
};

} // namespace mqttscope::ui

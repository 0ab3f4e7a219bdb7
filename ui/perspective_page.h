// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/status_strip.h"

#include <QWidget>

#include <optional>

namespace mqttscope::ui {

/// What the middle of the window shows in a perspective that needs all of it: a view of the one selection.
class PerspectivePage : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Whether the page is what the window shows: its keys work only then, and it costs nothing else.
    virtual void setActive(bool active) = 0;
    /// Whether there is nothing to show without a capture.
    [[nodiscard]] virtual bool needsCapture() const { return true; }
    /// What is known of the capture has changed.
    virtual void updateState() = 0;
    virtual void retranslate() = 0;
    /// Icons of its actions in the present colours.
    virtual void refreshIcons() = 0;
    /// Whether everything asked for is on the screen.
    [[nodiscard]] virtual bool isSettled() const { return true; }
    /// Whether there is a next packet (1), or a previous one (-1), in the order of the page.
    [[nodiscard]] virtual bool hasPacket(int direction) const = 0;
    virtual void goToPacket(int direction) = 0;
    /// What the status bar says of the place; none: there is no status bar.
    [[nodiscard]] virtual std::optional<StatusStrip::Place> statusPlace() const { return std::nullopt; }
    /// A step of its path was clicked, counted from 0.
    virtual void goToPathStep(qsizetype) {}
    /// What is said after the name of the file.
    [[nodiscard]] virtual QString fileRemark() const { return {}; }
    /// What the window says in the projector about the keys; empty: the page says it itself.
    [[nodiscard]] virtual QString keyHints() const { return {}; }
    /// What the window is asked to find. False: the page has nothing of its own to find in.
    enum class Find : std::uint8_t { Open, Next, Previous };
    virtual bool find(Find) { return false; }
    /// Folds or unfolds what the page folds. False: it folds nothing.
    virtual bool setAllExpanded(bool) { return false; }
    /// Whether there is something to fold or to unfold; none: the page folds nothing, the tree of the window
    /// does.
    [[nodiscard]] virtual std::optional<bool> canSetAllExpanded() const { return std::nullopt; }

Q_SIGNALS:
    /// What statusPlace, fileRemark or hasPacket say is another than before.
    void stateChanged();
    /// isSettled() has become true.
    void settled();
};

} // namespace mqttscope::ui

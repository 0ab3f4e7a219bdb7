// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace mqttscope::ui {

class Workspace;

/// A part of the window about the capture as a whole, in a dock: rules, sessions, statistics. It reads the
/// workspace, follows its signals, and costs nothing while it is hidden.
class Panel : public QWidget {
    Q_OBJECT
public:
    /// Of the size at first, in units of the design.
    static constexpr int kWidth = 330;
    static constexpr int kHeight = 240;

    /// The workspace must outlive the panel.
    explicit Panel(Workspace& workspace, QWidget* parent = nullptr);

    /// Names the panel in settings and tests; never translated, never changed.
    [[nodiscard]] virtual QString id() const = 0;
    /// In the language of the window.
    [[nodiscard]] virtual QString title() const = 0;
    /// Name of its icon.
    [[nodiscard]] virtual QString icon() const = 0;
    /// What a panel takes of the window at first; the list keeps its summary beside it.
    [[nodiscard]] QSize sizeHint() const override;
    /// Texts in the present language.
    virtual void retranslate() = 0;

Q_SIGNALS:
    /// Its title is another than before.
    void titleChanged();

protected:
    [[nodiscard]] Workspace& workspace() const { return *m_workspace; }

private:
    Workspace* m_workspace;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace mqttscope::ui {

class LabSession;
class Theme;

/// The button of the toolbar that starts and stops the broker, with a lamp: a full one while it runs.
class BrokerButton : public QToolButton {
    Q_OBJECT
public:
    /// All must outlive the button. `toggle` starts and stops.
    BrokerButton(QAction& toggle, const LabSession& lab, const Theme& theme, QWidget* parent = nullptr);

    /// What it does and what the lamp says, in the present language.
    void refresh();
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refreshTheme();
    [[nodiscard]] int lampSize() const;
    [[nodiscard]] int lampRoom() const;

    QAction* m_toggle;
    const LabSession* m_lab;
    const Theme* m_theme;
};

} // namespace mqttscope::ui

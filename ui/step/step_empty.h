// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace mqttscope::ui {

class StepModel;
class Workspace;

/// What stands in the place of a packet where there is none, and what can be done about it.
class StepEmpty : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive the widget.
    StepEmpty(const Workspace& workspace, const StepModel& model, QWidget* parent = nullptr);

    /// Says what is the case now.
    void update();

    // For tests.
    [[nodiscard]] QString heading() const;
    [[nodiscard]] QPushButton* nextPacket() const { return m_next; }
    [[nodiscard]] QPushButton* layers() const { return m_layers; }

Q_SIGNALS:
    void packetRequested();
    void layersRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refreshTheme();
    void placeColumn();
    [[nodiscard]] std::uint32_t frameToOffer() const;

    const Workspace* m_workspace;
    const StepModel* m_model;
    QVBoxLayout* m_column;
    QLabel* m_icon;
    QLabel* m_heading;
    QLabel* m_text;
    QPushButton* m_next;
    QPushButton* m_layers;
};

} // namespace mqttscope::ui

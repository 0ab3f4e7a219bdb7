// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace mqttscope::ui {

class LabSession;
class Workspace;

/// The broker of the lab: start and stop, where to reach it, who is there, what it keeps, what goes wrong on
/// purpose, and what it decided, in sentences.
class BrokerPanel : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive the panel.
    BrokerPanel(Workspace& workspace, LabSession& lab, QWidget* parent = nullptr);

    void retranslate();
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace mqttscope::ui {

class LabSession;
class Workspace;

/// The clients of the lab side by side, each a card: its connection, what it subscribes to and publishes,
/// what came and went.
class ClientBoard : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive the board.
    ClientBoard(Workspace& workspace, LabSession& lab, QWidget* parent = nullptr);

    void retranslate();
};

} // namespace mqttscope::ui

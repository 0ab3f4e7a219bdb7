// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/client_bubbles.h"

#include <QDialog>

class QPlainTextEdit;

namespace mqttscope::ui {

class Workspace;

/// The payload of one message of a client, as text (JSON with line breaks) and byte for byte.
class ClientPayloadWindow : public QDialog {
    Q_OBJECT
public:
    /// The workspace must outlive it.
    ClientPayloadWindow(const ClientBubble& bubble, Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] QPlainTextEdit* readable() const { return m_text; }
    [[nodiscard]] QPlainTextEdit* hex() const { return m_hex; }

private:
    QPlainTextEdit* m_text;
    QPlainTextEdit* m_hex;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/client_bubbles.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;

namespace mqttscope::ui {

class Workspace;

/// The payload of one message of a client, as text (JSON with line breaks) or as a picture, and byte for
/// byte, and its properties.
class ClientPayloadWindow : public QDialog {
    Q_OBJECT
public:
    /// The workspace must outlive it. `properties`: lines, as ClientBubbles::properties() has them.
    ClientPayloadWindow(const ClientBubble& bubble, const QStringList& properties, Workspace& workspace,
                        QWidget* parent = nullptr);

    [[nodiscard]] QPlainTextEdit* readable() const { return m_text; }
    [[nodiscard]] QPlainTextEdit* hex() const { return m_hex; }
    /// Hidden unless the payload is a picture that can be shown.
    [[nodiscard]] QLabel* picture() const { return m_picture; }
    [[nodiscard]] QPlainTextEdit* properties() const { return m_properties; }

private:
    QPlainTextEdit* m_text;
    QPlainTextEdit* m_hex;
    QLabel* m_picture;
    QPlainTextEdit* m_properties;
};

} // namespace mqttscope::ui

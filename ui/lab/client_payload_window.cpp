// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_payload_window.h"

#include "ui/models/payload_text.h"
#include "ui/models/quantity_text.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace mqttscope::ui {

ClientPayloadWindow::ClientPayloadWindow(const ClientBubble& bubble, Workspace& workspace, QWidget* parent)
    : QDialog(parent), m_text(new QPlainTextEdit), m_hex(new QPlainTextEdit)
{
    const Theme& theme = workspace.theme();
    constexpr qsizetype kMaxTitle = 80;
    //: %1 a topic
    setWindowTitle(tr("Payload of %1").arg(wireText(bubble.message.topic, kMaxTitle)));
    analysis::Payload payload;
    payload.bytes = bubble.message.payload;
    payload.size = bubble.payloadSize;
    payload.contentType = bubble.message.properties.contentType;
    const PayloadTexts texts = describePayload(std::move(payload));
    m_text->setPlainText(texts.json.isEmpty() ? texts.text : texts.json);
    m_hex->setPlainText(texts.hex);
    for (QPlainTextEdit* view : {m_text, m_hex}) {
        view->setReadOnly(true);
        view->setTabChangesFocus(true);
        view->setFont(theme.fixedFont());
        view->setLineWrapMode(view == m_text ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
        view->setObjectName(QStringLiteral("framedEdit"));
    }
    m_text->setVisible(texts.utf8 && bubble.payloadSize > 0);
    m_text->setAccessibleName(tr("Payload as text"));
    m_hex->setAccessibleName(tr("Payload in hexadecimal"));
    auto* size =
        new QLabel(bubble.payloadSize > bubble.message.payload.size()
                       ? tr("%1, of which the first %2 are kept")
                             .arg(sizeText(bubble.payloadSize), sizeText(bubble.message.payload.size()))
                       : sizeText(bubble.payloadSize));
    size->setProperty("secondary", true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton* copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, [this, &workspace] {
        workspace.copy(m_text->isHidden() ? m_hex->toPlainText() : m_text->toPlainText());
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* column = new QVBoxLayout(this);
    column->addWidget(size);
    column->addWidget(m_text, 1);
    column->addWidget(m_hex, 1);
    column->addWidget(buttons);
    column->setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12));
    column->setSpacing(theme.px(8));
    resize(theme.px(560), theme.px(380));
}

} // namespace mqttscope::ui

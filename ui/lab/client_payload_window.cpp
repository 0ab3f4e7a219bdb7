// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_payload_window.h"

#include "ui/models/payload_text.h"
#include "ui/models/quantity_text.h"
#include "ui/models/query_thread.h"
#include "ui/models/text.h"
#include "ui/panels/payload_image.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr int kPictureWidth = 520; // in units of the design
constexpr int kPictureHeight = 260;

QByteArray asBytes(const std::vector<std::uint8_t>& payload)
{
    QByteArray bytes(static_cast<qsizetype>(payload.size()), Qt::Uninitialized);
    std::copy(payload.begin(), payload.end(), bytes.begin());
    return bytes;
}

} // namespace

ClientPayloadWindow::ClientPayloadWindow(const ClientBubble& bubble, const QStringList& properties,
                                         Workspace& workspace, QWidget* parent)
    : QDialog(parent), m_text(new QPlainTextEdit), m_hex(new QPlainTextEdit), m_picture(new QLabel),
      m_properties(new QPlainTextEdit)
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
    for (QPlainTextEdit* view : {m_text, m_hex, m_properties}) {
        view->setReadOnly(true);
        view->setTabChangesFocus(true);
        view->setFont(view == m_properties ? theme.font() : theme.fixedFont());
        view->setLineWrapMode(view == m_hex ? QPlainTextEdit::NoWrap : QPlainTextEdit::WidgetWidth);
        view->setObjectName(QStringLiteral("framedEdit"));
    }
    m_text->setVisible(texts.utf8 && bubble.payloadSize > 0);
    m_text->setAccessibleName(tr("Payload as text"));
    m_hex->setAccessibleName(tr("Payload in hexadecimal"));
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->hide();
    if (texts.image != ImageFormat::None && bubble.payloadSize == bubble.message.payload.size()) {
        workspace.queries().ask(
            this, 0,
            [bytes = asBytes(bubble.message.payload), format = texts.image](const QueryThread::Cancelled&) {
                return decodeImage(bytes, format);
            },
            [this, &theme](const PayloadImage& decoded) {
                if (decoded.image.isNull())
                    return;
                const QSize room(theme.px(kPictureWidth), theme.px(kPictureHeight));
                const QPixmap picture = QPixmap::fromImage(decoded.image);
                const bool fits = picture.width() <= room.width() && picture.height() <= room.height();
                m_picture->setPixmap(
                    fits ? picture : picture.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation));
                //: %1, %2 numbers of picture points
                m_picture->setAccessibleName(
                    tr("Picture, %1 by %2").arg(decoded.size.width()).arg(decoded.size.height()));
                m_picture->show();
            });
    }
    auto* size =
        new QLabel(bubble.payloadSize > bubble.message.payload.size()
                       ? tr("%1, of which the first %2 are kept")
                             .arg(sizeText(bubble.payloadSize), sizeText(bubble.message.payload.size()))
                       : sizeText(bubble.payloadSize));
    size->setProperty("secondary", true);
    m_properties->setPlainText(properties.join(QLatin1Char('\n')));
    m_properties->setVisible(!properties.isEmpty());
    m_properties->setMaximumHeight(theme.px(110));
    m_properties->setAccessibleName(tr("Properties"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton* copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, [this, &workspace] {
        workspace.copy(m_text->isHidden() ? m_hex->toPlainText() : m_text->toPlainText());
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* column = new QVBoxLayout(this);
    column->addWidget(size);
    column->addWidget(m_picture, 1);
    column->addWidget(m_text, 1);
    column->addWidget(m_hex, 1);
    column->addWidget(m_properties);
    column->addWidget(buttons);
    column->setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12));
    column->setSpacing(theme.px(8));
    resize(theme.px(560), theme.px(380));
}

} // namespace mqttscope::ui

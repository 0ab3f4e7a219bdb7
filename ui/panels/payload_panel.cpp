// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/payload_panel.h"

#include "ui/models/document_session.h"
#include "ui/models/quantity_text.h"
#include "ui/models/query_thread.h"
#include "ui/models/save_bytes.h"
#include "ui/models/selection_model.h"
#include "ui/models/text.h"
#include "ui/panels/json_highlighter.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QButtonGroup>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <limits>

namespace mqttscope::ui {

PayloadPanel::PayloadPanel(Workspace& workspace, QWidget* parent) : Panel(workspace, parent)
{
    build();
    connect(&workspace.selection(), &SelectionModel::selectionChanged, this, &PayloadPanel::look);
    // It may be read otherwise now; selectionChanged follows.
    connect(&workspace.selection(), &SelectionModel::dissectionChanged, this,
            [this] { m_message = index::kNone; });
    connect(&workspace.theme(), &Theme::changed, this, &PayloadPanel::refreshTheme);
    connect(m_save, &QPushButton::clicked, this, &PayloadPanel::chooseFile);
    connect(m_values, &QPushButton::clicked, this,
            [this] { this->workspace().showValues(text(m_texts.payload.topic)); });
    refreshTheme();
    PayloadPanel::retranslate();
}

void PayloadPanel::build()
{
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    m_stack = new QStackedWidget;
    m_notice = new QLabel;
    m_notice->setWordWrap(true);
    m_notice->setAlignment(Qt::AlignCenter);
    m_notice->setProperty("secondary", true);
    auto* content = new QWidget;
    m_stack->addWidget(m_notice);
    m_stack->addWidget(content);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_stack);

    m_bar = new QWidget;
    m_bar->setObjectName(QStringLiteral("panelBar"));
    m_bar->setAttribute(Qt::WA_StyledBackground);
    m_modes = new QHBoxLayout(m_bar);
    m_modes->setSpacing(0);
    auto* group = new QButtonGroup(this);
    for (std::size_t i = 0; i < kModes; ++i) {
        auto* button = new QToolButton;
        button->setCheckable(true);
        button->setProperty("segment", i == 0            ? QStringLiteral("left")
                                       : i + 1 == kModes ? QStringLiteral("right")
                                                         : QStringLiteral("middle"));
        group->addButton(button);
        connect(button, &QToolButton::clicked, this, [this, i] {
            m_mode = static_cast<Mode>(i);
            showContent();
        });
        m_buttons[i] = button;
        m_modes->addWidget(button);
    }
    m_modes->addStretch();
    button(Mode::Automatic)->setChecked(true);

    m_text = new QPlainTextEdit;
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_highlighter = new JsonHighlighter(m_text->document(), workspace().theme());
    m_picture = new QLabel;
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setWordWrap(true);
    m_pictureArea = new QScrollArea;
    m_pictureArea->setFrameShape(QFrame::NoFrame);
    m_pictureArea->setWidget(m_picture);
    m_pictureArea->setWidgetResizable(true);
    m_views = new QStackedWidget;
    m_views->addWidget(m_text);
    m_views->addWidget(m_pictureArea);

    m_footer = new QWidget;
    m_footer->setObjectName(QStringLiteral("panelFooter"));
    m_footer->setAttribute(Qt::WA_StyledBackground);
    auto* foot = new QVBoxLayout(m_footer);
    m_facts = new QLabel;
    m_facts->setWordWrap(true);
    m_facts->setTextFormat(Qt::PlainText);
    m_values = new QPushButton;
    m_save = new QPushButton;
    auto* buttons = new QHBoxLayout;
    for (QPushButton* one : {m_values, m_save}) {
        one->setProperty("compact", true);
        buttons->addWidget(one);
    }
    buttons->addStretch();
    foot->addWidget(m_facts);
    foot->addLayout(buttons);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_views, 1);
    column->addWidget(m_footer);
}

QString PayloadPanel::title() const
{
    return tr("Payload");
}

// The PUBLISH that the selected field belongs to, else the first of the frame.
std::uint32_t PayloadPanel::wantedMessage() const
{
    const auto& snapshot = workspace().session().snapshot();
    const auto& dissection = workspace().selection().dissection();
    if (!snapshot || !dissection)
        return index::kNone;
    const auto isPublish = [&](std::uint32_t message) {
        return message < snapshot->messages.size() &&
               snapshot->messages[message].type() == mqtt::PacketType::Publish;
    };
    const std::uint32_t selected = workspace().selection().selection().message;
    if (selected != index::kNone)
        return isPublish(selected) ? selected : index::kNone;
    for (const index::DissectedMessage& one : dissection->messages) {
        if (isPublish(one.message))
            return one.message;
    }
    return index::kNone;
}

void PayloadPanel::look()
{
    if (!isVisible()) {
        m_stale = true;
        return;
    }
    m_stale = false;
    const std::uint32_t message = wantedMessage();
    if (message == m_message && message != index::kNone)
        return;
    m_message = message;
    m_known = false;
    for (const int question : {Read, Decode})
        workspace().queries().drop(this, question);
    if (message == index::kNone) {
        showNotice(workspace().session().document() == nullptr
                       ? tr("Open a capture: what it holds is summed up here.")
                       : tr("Select a PUBLISH: its application message is shown here."));
        return;
    }
    workspace().queries().ask(
        this, Read,
        [document = workspace().session().document(), snapshot = workspace().session().snapshot(),
         message](const QueryThread::Cancelled&) {
            return describePayload(
                analysis::readPayload(*document, *snapshot, message, PayloadTexts::kMaxRead));
        },
        [this](PayloadTexts texts) { take(std::move(texts)); });
}

void PayloadPanel::take(PayloadTexts texts)
{
    m_texts = std::move(texts);
    m_image = {};
    m_known = true;
    const bool pictures = m_texts.image != ImageFormat::None || m_texts.decodedImage != ImageFormat::None;
    if (pictures)
        decode();
    showContent();
}

void PayloadPanel::decode()
{
    const auto& bytes = m_texts.payload.bytes;
    const bool own = m_texts.image != ImageFormat::None;
    const QByteArray picture =
        own ? QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()))
            : m_texts.decoded;
    workspace().queries().ask(
        this, Decode,
        [picture, format = own ? m_texts.image : m_texts.decodedImage](const QueryThread::Cancelled&) {
            return decodeImage(picture, format);
        },
        [this](PayloadImage image) {
            m_image = std::move(image);
            showContent();
        });
}

bool PayloadPanel::isPossible(Mode mode) const
{
    switch (mode) {
    case Mode::Automatic:
    case Mode::Text:
    case Mode::Hex:
        return true;
    case Mode::Json:
        return !m_texts.json.isEmpty();
    case Mode::Base64:
        return !m_texts.decoded.isEmpty();
    case Mode::Image:
        return m_texts.image != ImageFormat::None || m_texts.decodedImage != ImageFormat::None;
    }
    return false;
}

PayloadPanel::Mode PayloadPanel::bestMode() const
{
    switch (m_texts.best) {
    case PayloadKind::Empty:
    case PayloadKind::Text:
        return Mode::Text;
    case PayloadKind::Json:
        return Mode::Json;
    case PayloadKind::Base64:
    case PayloadKind::Image:
        return Mode::Image;
    case PayloadKind::Binary:
        return Mode::Hex;
    }
    return Mode::Hex;
}

void PayloadPanel::showContent()
{
    if (!m_known)
        return;
    m_shown = m_mode == Mode::Automatic || !isPossible(m_mode) ? bestMode() : m_mode;
    for (std::size_t i = 0; i < kModes; ++i)
        m_buttons[i]->setEnabled(isPossible(static_cast<Mode>(i)));
    button(isPossible(m_mode) ? m_mode : Mode::Automatic)->setChecked(true);
    showFacts();
    if (m_texts.payload.size == 0) {
        showNotice(tr("This message is empty: 0 bytes. With RETAIN = 1 that erases the retained message."));
        return;
    }
    m_stack->setCurrentIndex(1);
    if (m_shown == Mode::Image) {
        showImage();
        return;
    }
    m_views->setCurrentWidget(m_text);
    m_highlighter->setActive(m_shown == Mode::Json);
    const Theme& theme = workspace().theme();
    // A value of a few characters is read from the back row.
    constexpr qsizetype kShort = 40;
    const bool isShort = m_texts.text.size() <= kShort && !m_texts.text.contains(QLatin1Char('\n'));
    m_text->setFont(m_shown != Mode::Text ? theme.fixedFont()
                                          : theme.font(isShort ? TextUse::Title : TextUse::Normal));
    m_text->setLineWrapMode(m_shown == Mode::Hex ? QPlainTextEdit::NoWrap : QPlainTextEdit::WidgetWidth);
    switch (m_shown) {
    case Mode::Json:
        m_text->setPlainText(m_texts.json);
        break;
    case Mode::Hex:
        m_text->setPlainText(m_texts.hex);
        break;
    case Mode::Base64: {
        analysis::Payload inside;
        inside.bytes.assign(m_texts.decoded.begin(), m_texts.decoded.end());
        inside.size = inside.bytes.size();
        const PayloadTexts texts = describePayload(std::move(inside));
        m_text->setPlainText(texts.best == PayloadKind::Binary || texts.best == PayloadKind::Image ? texts.hex
                             : texts.json.isEmpty() ? texts.text
                                                    : texts.json);
        break;
    }
    case Mode::Text:
    case Mode::Automatic:
    case Mode::Image:
        m_text->setPlainText(m_texts.text);
        break;
    }
}

void PayloadPanel::showImage()
{
    m_views->setCurrentWidget(m_pictureArea);
    if (!m_image.problem.isEmpty() || m_image.image.isNull()) {
        m_picture->setPixmap({});
        m_picture->setText(m_image.problem.isEmpty() ? tr("Reading the picture…") : m_image.problem);
        return;
    }
    m_picture->setText(QString());
    scalePicture();
}

// As large as it is, or as the panel allows.
void PayloadPanel::scalePicture()
{
    if (m_image.image.isNull() || m_views->currentWidget() != m_pictureArea)
        return;
    const qreal ratio = devicePixelRatioF();
    const int margin = workspace().theme().px(16);
    const QSize room = (m_pictureArea->viewport()->size() - QSize(margin, margin)).expandedTo({1, 1});
    QSize size = m_image.image.size();
    if (size.width() > room.width() || size.height() > room.height())
        size.scale(room, Qt::KeepAspectRatio);
    QPixmap pixmap = QPixmap::fromImage(m_image.image.scaled(
        size.expandedTo({1, 1}) * ratio, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    pixmap.setDevicePixelRatio(ratio);
    m_picture->setPixmap(pixmap);
}

void PayloadPanel::showFacts()
{
    const QLocale locale;
    const analysis::Payload& payload = m_texts.payload;
    QStringList facts;
    if (!payload.topic.empty())
        facts += wireText(payload.topic, 200);
    facts += tr("%Ln byte(s)", nullptr, static_cast<int>(payload.size));
    if (payload.bytes.size() < payload.size)
        facts += tr("only %1 of them were captured or read")
                     .arg(locale.toString(qulonglong{payload.bytes.size()}));
    if (payload.format)
        //: the Payload Format Indicator of MQTT 5
        facts += *payload.format == 1 ? tr("the sender says: UTF-8 text") : tr("the sender says: bytes");
    if (!payload.contentType.empty())
        facts += QStringLiteral("Content Type ") + wireText(payload.contentType, 100);
    if (payload.format == 1 && !m_texts.utf8)
        facts += tr("but it is not valid UTF-8");
    if (!m_texts.jsonProblem.isEmpty())
        facts += m_texts.jsonProblem;
    const ImageFormat format = m_texts.image != ImageFormat::None ? m_texts.image : m_texts.decodedImage;
    if (format != ImageFormat::None) {
        QString picture = imageFormatName(format);
        if (!m_image.size.isEmpty())
            picture += QStringLiteral(" %1 × %2").arg(m_image.size.width()).arg(m_image.size.height());
        facts += picture;
    }
    if (m_texts.cut && m_shown != Mode::Image)
        facts += tr("only the beginning is shown");
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_save->setEnabled(payload.size > 0);
    m_values->setEnabled(!payload.topic.empty());
}

void PayloadPanel::showNotice(const QString& sentence)
{
    m_notice->setText(sentence);
    m_stack->setCurrentIndex(0);
}

QString PayloadPanel::shownText() const
{
    return m_stack->currentIndex() == 1 && m_views->currentWidget() == m_text ? m_text->toPlainText()
                                                                              : QString();
}

QString PayloadPanel::facts() const
{
    return m_facts->text();
}

QString PayloadPanel::notice() const
{
    return m_stack->currentIndex() == 0 ? m_notice->text() : QString();
}

bool PayloadPanel::isSettled() const
{
    return !workspace().queries().isBusy(this, Read) && !workspace().queries().isBusy(this, Decode);
}

void PayloadPanel::chooseFile()
{
    static constexpr const char* kEndings[] = {".bin", ".png", ".jpg", ".gif", ".bmp", ".svg", ".webp"};
    QString ending = QLatin1String(kEndings[static_cast<std::size_t>(m_texts.image)]);
    if (m_texts.image == ImageFormat::None && m_texts.best == PayloadKind::Json)
        ending = QStringLiteral(".json");
    else if (m_texts.image == ImageFormat::None && m_texts.best == PayloadKind::Text)
        ending = QStringLiteral(".txt");
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save the payload"), QStringLiteral("payload") + ending);
    if (!path.isEmpty())
        saveTo(path);
}

void PayloadPanel::saveTo(const QString& path)
{
    if (m_message == index::kNone)
        return;
    workspace().queries().ask(
        this, Save,
        [document = workspace().session().document(), snapshot = workspace().session().snapshot(),
         message = m_message, path](const QueryThread::Cancelled&) {
            std::vector<std::uint8_t> bytes;
            analysis::readPayloadBytes(*document, *snapshot, message, std::numeric_limits<std::size_t>::max(),
                                       bytes);
            return saveBytes(path, QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()),
                                                           static_cast<qsizetype>(bytes.size())));
        },
        [this, path](const QString& problem) {
            if (!problem.isEmpty())
                m_facts->setText(problem);
            Q_EMIT saved(path, problem.isEmpty());
        });
}

void PayloadPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    if (m_stale || !m_known)
        look();
}

void PayloadPanel::hideEvent(QHideEvent* event)
{
    Panel::hideEvent(event);
    for (const int question : {Read, Decode})
        workspace().queries().drop(this, question);
    if (!m_known)
        m_message = index::kNone;
}

void PayloadPanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    scalePicture();
}

void PayloadPanel::refreshTheme()
{
    const Theme& theme = workspace().theme();
    const int wide = theme.px(24);
    m_notice->setContentsMargins(wide, wide, wide, wide);
    m_modes->setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8));
    m_footer->layout()->setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8));
    m_footer->layout()->setSpacing(theme.px(8));
    m_values->setIcon(theme.icon(QStringLiteral("ui-wave")));
    m_save->setIcon(theme.icon(QStringLiteral("ui-file")));
    m_text->document()->setDocumentMargin(theme.px(10));
    showContent();
}

void PayloadPanel::retranslate()
{
    button(Mode::Automatic)->setText(tr("Auto"));
    button(Mode::Automatic)->setToolTip(tr("As its content and the properties of the packet suggest"));
    button(Mode::Text)->setText(tr("Text"));
    button(Mode::Json)->setText(QStringLiteral("JSON"));
    //: hexadecimal, a short button
    button(Mode::Hex)->setText(tr("Hex"));
    button(Mode::Base64)->setText(QStringLiteral("Base64"));
    button(Mode::Base64)->setToolTip(tr("What the base64 text stands for"));
    button(Mode::Image)->setText(tr("Picture"));
    m_values->setText(QLatin1Char(' ') + tr("Values over time"));
    m_save->setText(QLatin1Char(' ') + tr("Save…"));
    m_text->setAccessibleName(tr("Payload"));
    m_picture->setAccessibleName(tr("Picture"));
    if (m_known)
        showContent();
    else
        look();
    if (m_message == index::kNone)
        showNotice(workspace().session().document() == nullptr
                       ? tr("Open a capture: what it holds is summed up here.")
                       : tr("Select a PUBLISH: its application message is shown here."));
    Q_EMIT titleChanged();
}

} // namespace mqttscope::ui

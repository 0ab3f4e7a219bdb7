// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/welcome_page.h"

#include "teach/vocabulary.h"
#include "ui/live/capture_card.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/card_head.h"
#include "ui/views/entry_list.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QResizeEvent>
#include <QStyle>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace mqttscope::ui {
namespace {

QString subjectName(teach::SampleSubject subject)
{
    using teach::SampleSubject;
    const auto words = [](const char* name) { return QCoreApplication::translate("WelcomePage", name); };
    switch (subject) {
    case SampleSubject::FirstSteps:
        return words(QT_TRANSLATE_NOOP("WelcomePage", "First steps"));
    case SampleSubject::Bytes:
        return words(QT_TRANSLATE_NOOP("WelcomePage", "What is written how"));
    case SampleSubject::Delivery:
        return words(QT_TRANSLATE_NOOP("WelcomePage", "QoS: deliveries and losses"));
    case SampleSubject::Sessions:
        return words(QT_TRANSLATE_NOOP("WelcomePage", "Sessions and MQTT 5.0"));
    case SampleSubject::Faults:
        return words(QT_TRANSLATE_NOOP("WelcomePage", "Something is wrong: find it"));
    }
    return {};
}

/// Takes what height remains, and asks for no more than it needs.
template <class View> class Modest final : public View {
public:
    using View::View;
    [[nodiscard]] QSize sizeHint() const override
    {
        return {View::sizeHint().width(), View::minimumHeight()};
    }
};

} // namespace

QString storyHtml(const std::string& story)
{
    static const QRegularExpression kCode(QStringLiteral("`([^`]+)`"));
    return text(story).toHtmlEscaped().replace(kCode, QStringLiteral("<code>\\1</code>"));
}

WelcomePage::WelcomePage(const Theme& theme, const teach::Vocabulary& vocabulary, RecentFiles& recent,
                         InterfaceModel& interfaces, QSettings& settings, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_vocabulary(&vocabulary), m_recent(&recent),
      m_picture(new QLabel(this)), m_name(new QLabel(this)), m_claim(new QLabel(this)),
      m_capture(new CaptureCard(theme, interfaces, settings)),
      m_openHead(new CardHead(theme, QStringLiteral("ui-open"))),
      m_sampleHead(new CardHead(theme, QStringLiteral("ui-book"))),
      m_samples(teach::sampleFolder(QCoreApplication::applicationDirPath().toStdString()))
{
    setObjectName(QStringLiteral("welcomePage"));
    setAttribute(Qt::WA_StyledBackground);
    m_name->setText(QStringLiteral("mqttscope"));
    m_claim->setProperty("secondary", true);
    auto* names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name);
    names->addWidget(m_claim);
    auto* head = new QHBoxLayout;
    head->addWidget(m_picture);
    head->addLayout(names);
    head->addStretch();
    m_openCard = makeOpenCard();
    m_sampleCard = makeSampleCard();
    m_cards = new QGridLayout;
    auto* column = new QVBoxLayout(this);
    column->addLayout(head);
    column->addLayout(m_cards, 1);

    connect(&recent, &RecentFiles::changed, this, &WelcomePage::showRecent);
    connect(&theme, &Theme::changed, this, &WelcomePage::refreshTheme);
    arrange();
    refreshTheme();
    retranslate();
}

// Three doors beside each other; on a small screen, or at a large zoom, two above one, or one below the
// other.
void WelcomePage::arrange()
{
    const int columns = width() >= m_theme->px(kThreeColumnsFrom) ? 3
                        : width() >= m_theme->px(kTwoColumnsFrom) ? 2
                                                                  : 1;
    if (columns != m_columns) {
        m_columns = columns;
        m_inDrop->setDirection(columns == 2 ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
        for (QFrame* card : {m_openCard, static_cast<QFrame*>(m_capture), m_sampleCard})
            m_cards->removeWidget(card);
        m_cards->addWidget(m_openCard, 0, 0);
        m_cards->addWidget(m_capture, columns == 1 ? 1 : 0, columns == 1 ? 0 : 1);
        m_cards->addWidget(m_sampleCard, 3 - columns, columns == 3 ? 2 : 0, 1, columns == 3 ? 1 : columns);
    }
    const bool wide = width() >= m_theme->px(kThreeColumnsFrom) + 3 * m_theme->px(kStoryBesideFrom) / 4;
    m_cards->setColumnStretch(0, 9);
    m_cards->setColumnStretch(1, columns > 1 ? 10 : 0);
    m_cards->setColumnStretch(2, columns < 3 ? 0 : wide ? 15 : 10);
}

QFrame* WelcomePage::makeOpenCard()
{
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("card"));
    m_drop = new QFrame;
    m_drop->setObjectName(QStringLiteral("dropFrame"));
    m_open = new QPushButton;
    m_open->setProperty("primary", true);
    m_hint = new QLabel;
    m_hint->setProperty("secondary", true);
    m_inDrop = new QBoxLayout(QBoxLayout::LeftToRight, m_drop);
    m_inDrop->addStretch();
    m_inDrop->addWidget(m_open, 0, Qt::AlignCenter);
    m_inDrop->addWidget(m_hint, 0, Qt::AlignCenter);
    m_inDrop->addStretch();
    m_recentTitle = new QLabel;
    m_recentTitle->setProperty("secondary", true);
    m_recentList = new Modest<EntryList>(*m_theme);
    m_recentList->setOneClick(true);
    m_nothingRecent = new QLabel;
    m_nothingRecent->setProperty("muted", true);
    auto* column = new QVBoxLayout(card);
    column->addWidget(m_openHead);
    column->addWidget(m_drop);
    column->addWidget(m_recentTitle);
    column->addWidget(m_recentList, 1);
    column->addWidget(m_nothingRecent);
    column->addStretch();
    connect(m_open, &QPushButton::clicked, this, &WelcomePage::openRequested);
    connect(m_recentList, &EntryList::chosen, this, &WelcomePage::fileRequested);
    return card;
}

QFrame* WelcomePage::makeSampleCard()
{
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("card"));
    m_sampleList = new Modest<EntryList>(*m_theme);
    m_storyPane = new QWidget;
    m_storyPane->setObjectName(QStringLiteral("story"));
    m_storyPane->setAttribute(Qt::WA_StyledBackground);
    m_storyTitle = new QLabel;
    m_storyTitle->setWordWrap(true);
    m_story = new Modest<QTextBrowser>;
    m_story->setFrameShape(QFrame::NoFrame);
    m_story->viewport()->setAutoFillBackground(false);
    m_openSample = new QPushButton;
    auto* story = new QVBoxLayout(m_storyPane);
    story->addWidget(m_storyTitle);
    story->addWidget(m_story, 1);
    story->addWidget(m_openSample, 0, Qt::AlignLeft);
    m_sampleRow = new QBoxLayout(QBoxLayout::LeftToRight);
    m_sampleRow->addWidget(m_sampleList, 5);
    m_sampleRow->addWidget(m_storyPane, 4);
    auto* column = new QVBoxLayout(card);
    column->addWidget(m_sampleHead);
    column->addLayout(m_sampleRow, 1);
    card->installEventFilter(this);
    connect(m_sampleList, &EntryList::currentKeyChanged, this, &WelcomePage::showStory);
    connect(m_sampleList, &EntryList::chosen, this, &WelcomePage::openSample);
    connect(m_openSample, &QPushButton::clicked, this, [this] { openSample(m_sampleList->currentKey()); });
    card->setVisible(!m_samples.empty());
    return card;
}

void WelcomePage::refreshTheme()
{
    const int wide = m_theme->px(24);
    layout()->setContentsMargins(wide, m_theme->px(18), wide, m_theme->px(20));
    layout()->setSpacing(m_theme->px(16));
    m_cards->setSpacing(m_theme->px(16));
    m_picture->setPixmap(
        m_theme->pixmap(QStringLiteral("app-mqttscope"), Ink::Text, m_theme->px(56), devicePixelRatioF()));
    m_name->setFont(m_theme->font(TextUse::Display));
    QFont larger = m_theme->font();
    larger.setPixelSize(qRound(larger.pixelSize() * 1.15));
    m_claim->setFont(larger);
    for (QFrame* card : {m_openCard, m_sampleCard}) {
        card->layout()->setContentsMargins(m_theme->px(18), m_theme->px(16), m_theme->px(18),
                                           m_theme->px(16));
        card->layout()->setSpacing(m_theme->px(12));
    }
    m_drop->setMinimumHeight(m_theme->px(74));
    m_recentList->setMinimumHeight(m_theme->px(90));
    m_sampleList->setMinimumHeight(m_theme->px(120));
    m_story->setMinimumHeight(m_theme->px(70));
    m_open->setIcon(m_theme->icon(QStringLiteral("ui-open"), Ink::OnAccent));
    m_openSample->setIcon(m_theme->icon(QStringLiteral("ui-open")));
    for (QPushButton* button : {m_open, m_openSample})
        button->setIconSize({m_theme->px(16), m_theme->px(16)});
    QFont heading = m_theme->font(TextUse::Small);
    heading.setWeight(QFont::DemiBold);
    m_recentTitle->setFont(heading);
    m_nothingRecent->setFont(m_theme->font(TextUse::Small));
    m_storyPane->layout()->setContentsMargins(m_theme->px(16), m_theme->px(14), m_theme->px(16),
                                              m_theme->px(14));
    m_storyPane->layout()->setSpacing(m_theme->px(8));
    QFont title = m_theme->font(TextUse::Strong);
    title.setPixelSize(qRound(title.pixelSize() * 1.15));
    m_storyTitle->setFont(title);
    m_story->setFont(m_theme->font());
    m_story->document()->setDocumentMargin(0);
    m_story->document()->setDefaultStyleSheet(
        QStringLiteral("code { font-family: '%1'; } body { line-height: 140%; }")
            .arg(m_theme->fixedFont().family()));
    showStory(m_sampleList->currentKey());
    arrange();
    arrangeStory();
}

void WelcomePage::retranslate()
{
    m_claim->setText(tr("See MQTT go by, understand every byte."));
    m_openHead->setWords(tr("Open a capture"), tr("pcap and pcapng, compressed or not"));
    m_open->setText(QLatin1Char(' ') + tr("Choose a file…")); // Qt leaves no room after the icon
    m_open->setToolTip(QKeySequence(QKeySequence::Open).toString(QKeySequence::NativeText));
    m_hint->setText(tr("or drop it here"));
    m_recentTitle->setText(tr("Opened last"));
    m_recentList->setAccessibleName(tr("Captures opened last"));
    m_nothingRecent->setText(tr("What you open will be listed here."));
    m_sampleHead->setWords(tr("Samples"), tr("small conversations with their story"));
    m_sampleList->setAccessibleName(tr("Samples"));
    m_story->setAccessibleName(tr("Story of the sample"));
    m_openSample->setText(QLatin1Char(' ') + tr("Open this sample"));
    m_capture->retranslate();
    showRecent();
    showSamples();
}

void WelcomePage::showRecent()
{
    QList<Entry> entries;
    const QDateTime now = QDateTime::currentDateTime();
    for (const RecentFile& file : m_recent->files()) {
        const QFileInfo info(file.path);
        Entry entry;
        entry.key = file.path;
        entry.icon = QStringLiteral("ui-file");
        entry.title = info.fileName();
        entry.remark = file.frames > 0 ? tr("%Ln frames", nullptr, static_cast<int>(file.frames)) : QString();
        entry.right = info.exists() ? sayTime(file.opened, now) : tr("no longer there");
        entry.toolTip = file.path;
        entries.append(entry);
    }
    m_recentList->setEntries(entries);
    m_recentList->setVisible(!entries.isEmpty());
    m_nothingRecent->setVisible(entries.isEmpty());
}

void WelcomePage::showSamples()
{
    QList<Entry> entries;
    std::optional<teach::SampleSubject> subject;
    for (const teach::Sample& sample : teach::samples()) {
        if (subject != sample.subject) {
            subject = sample.subject;
            Entry heading;
            heading.title = subjectName(sample.subject);
            entries.append(heading);
        }
        Entry entry;
        entry.key = text(sample.id);
        entry.icon = QStringLiteral("ui-book");
        entry.title = text(m_vocabulary->sample(sample.id, "title"));
        entry.right = entry.key;
        entries.append(entry);
    }
    m_sampleList->setEntries(entries);
    if (m_sampleList->currentKey().isEmpty())
        m_sampleList->setCurrentKey(text(teach::samples().front().id));
    showStory(m_sampleList->currentKey());
}

void WelcomePage::showStory(const QString& id)
{
    const std::string name = id.toStdString();
    m_storyTitle->setText(text(m_vocabulary->sample(name, "title")));
    m_story->setHtml(QStringLiteral("<body>%1</body>").arg(storyHtml(m_vocabulary->sample(name, "story"))));
    m_openSample->setEnabled(!id.isEmpty());
}

QString WelcomePage::story() const
{
    return m_story->toPlainText();
}

void WelcomePage::openSample(const QString& id)
{
    for (const teach::Sample& sample : teach::samples()) {
        if (text(sample.id) == id)
            Q_EMIT sampleRequested(QString::fromStdString((m_samples / sample.fileName).string()));
    }
}

void WelcomePage::setDragging(bool dragging)
{
    m_drop->setProperty("dragging", dragging);
    style()->unpolish(m_drop);
    style()->polish(m_drop);
}

void WelcomePage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool WelcomePage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_sampleCard && event->type() == QEvent::Resize)
        arrangeStory();
    return QWidget::eventFilter(watched, event);
}

// A story gives way to the list where there is no room for both.
void WelcomePage::arrangeStory()
{
    const bool beside = m_sampleCard->width() >= m_theme->px(kStoryBesideFrom);
    m_sampleRow->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_storyPane->setVisible(beside || m_sampleCard->height() >= m_theme->px(kStoryBelowFrom));
}

} // namespace mqttscope::ui

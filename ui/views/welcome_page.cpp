// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/welcome_page.h"

#include "teach/vocabulary.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/entry_list.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
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

} // namespace

QString storyHtml(const std::string& story)
{
    static const QRegularExpression kCode(QStringLiteral("`([^`]+)`"));
    return text(story).toHtmlEscaped().replace(kCode, QStringLiteral("<code>\\1</code>"));
}

WelcomePage::WelcomePage(const Theme& theme, const teach::Vocabulary& vocabulary, RecentFiles& recent,
                         QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_vocabulary(&vocabulary), m_recent(&recent),
      m_picture(new QLabel(this)), m_name(new QLabel(this)), m_claim(new QLabel(this)),
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
    m_cards = new QHBoxLayout;
    m_cards->addWidget(makeOpenCard(), 5);
    m_cards->addWidget(makeSampleCard(), 9);
    auto* column = new QVBoxLayout(this);
    column->addLayout(head);
    column->addLayout(m_cards, 1);

    connect(&recent, &RecentFiles::changed, this, &WelcomePage::showRecent);
    connect(&theme, &Theme::changed, this, &WelcomePage::refreshTheme);
    refreshTheme();
    retranslate();
}

QLayout* WelcomePage::makeHead(Head& head)
{
    head.icon = new QLabel;
    head.icon->setObjectName(QStringLiteral("cardIcon"));
    head.icon->setAlignment(Qt::AlignCenter);
    head.title = new QLabel;
    head.remark = new QLabel;
    head.remark->setProperty("secondary", true);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(head.title);
    words->addWidget(head.remark);
    auto* row = new QHBoxLayout;
    row->addWidget(head.icon);
    row->addLayout(words, 1);
    return row;
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
    auto* inside = new QHBoxLayout(m_drop);
    inside->addStretch();
    inside->addWidget(m_open);
    inside->addWidget(m_hint);
    inside->addStretch();
    m_recentTitle = new QLabel;
    m_recentTitle->setProperty("secondary", true);
    m_recentList = new EntryList(*m_theme);
    m_recentList->setOneClick(true);
    m_nothingRecent = new QLabel;
    m_nothingRecent->setProperty("muted", true);
    auto* column = new QVBoxLayout(card);
    column->addLayout(makeHead(m_openHead));
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
    m_sampleList = new EntryList(*m_theme);
    m_storyPane = new QWidget;
    m_storyPane->setObjectName(QStringLiteral("story"));
    m_storyPane->setAttribute(Qt::WA_StyledBackground);
    m_storyTitle = new QLabel;
    m_storyTitle->setWordWrap(true);
    m_story = new QTextBrowser;
    m_story->setFrameShape(QFrame::NoFrame);
    m_story->viewport()->setAutoFillBackground(false);
    m_openSample = new QPushButton;
    auto* story = new QVBoxLayout(m_storyPane);
    story->addWidget(m_storyTitle);
    story->addWidget(m_story, 1);
    story->addWidget(m_openSample, 0, Qt::AlignLeft);
    auto* row = new QHBoxLayout;
    row->addWidget(m_sampleList, 5);
    row->addWidget(m_storyPane, 4);
    auto* column = new QVBoxLayout(card);
    column->addLayout(makeHead(m_sampleHead));
    column->addLayout(row, 1);
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
    for (QFrame* card : findChildren<QFrame*>(QStringLiteral("card"))) {
        card->layout()->setContentsMargins(m_theme->px(18), m_theme->px(16), m_theme->px(18),
                                           m_theme->px(16));
        card->layout()->setSpacing(m_theme->px(12));
    }
    for (const auto& [head, icon] :
         {std::pair(&m_openHead, "ui-open"), std::pair(&m_sampleHead, "ui-book")}) {
        const int size = m_theme->px(36);
        head->icon->setFixedSize(size, size);
        head->icon->setPixmap(
            m_theme->pixmap(QLatin1String(icon), Ink::Accent, size / 2, devicePixelRatioF()));
        head->title->setFont(m_theme->font(TextUse::Title));
        head->remark->setWordWrap(true);
        head->remark->setFont(m_theme->font(TextUse::Small));
    }
    m_drop->setMinimumHeight(m_theme->px(74));
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
}

void WelcomePage::retranslate()
{
    m_claim->setText(tr("See MQTT go by, understand every byte."));
    m_openHead.title->setText(tr("Open a capture"));
    m_openHead.remark->setText(tr("pcap and pcapng, compressed or not"));
    m_open->setText(QLatin1Char(' ') + tr("Choose a file…")); // Qt leaves no room after the icon
    m_open->setToolTip(QKeySequence(QKeySequence::Open).toString(QKeySequence::NativeText));
    m_hint->setText(tr("or drop it here"));
    m_recentTitle->setText(tr("Opened last"));
    m_recentList->setAccessibleName(tr("Captures opened last"));
    m_nothingRecent->setText(tr("What you open will be listed here."));
    m_sampleHead.title->setText(tr("Samples"));
    m_sampleHead.remark->setText(tr("small conversations with their story"));
    m_sampleList->setAccessibleName(tr("Samples"));
    m_story->setAccessibleName(tr("Story of the sample"));
    m_openSample->setText(QLatin1Char(' ') + tr("Open this sample"));
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
    m_storyPane->setVisible(width() >= m_theme->px(kStoryFrom));
}

} // namespace mqttscope::ui

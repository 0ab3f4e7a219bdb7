// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/waiting_page.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <algorithm>
#include <climits>

namespace mqttscope::ui {
namespace {

constexpr int kWidest = 560; // text, in units of the design

} // namespace

WaitingPage::WaitingPage(const Theme& theme, QWidget* parent)
    : QScrollArea(parent), m_theme(&theme), m_column(new QVBoxLayout), m_icon(new QLabel),
      m_heading(new QLabel), m_text(new QLabel), m_hints(new QLabel), m_showAll(new QPushButton),
      m_options(new QPushButton), m_vantage(new QPushButton)
{
    // A small screen at 200 % has no room for all of it.
    auto* page = new QWidget;
    page->setLayout(m_column);
    setWidget(page);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    m_showAll->setProperty("primary", true);
    m_text->setProperty("secondary", true);
    m_hints->setProperty("secondary", true);
    m_hints->setTextFormat(Qt::RichText);
    for (QLabel* label : {m_icon, m_heading, m_text})
        label->setAlignment(Qt::AlignCenter);
    for (QLabel* label : {m_heading, m_text, m_hints})
        label->setWordWrap(true);
    m_column->addStretch(2);
    for (QWidget* widget : {m_icon, m_heading, m_text, m_hints})
        m_column->addWidget(widget);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    for (QPushButton* button : {m_showAll, m_options, m_vantage})
        row->addWidget(button);
    row->addStretch(1);
    m_column->addLayout(row);
    m_column->addStretch(3);
    connect(m_showAll, &QPushButton::clicked, this, &WaitingPage::showAllRequested);
    connect(m_options, &QPushButton::clicked, this, &WaitingPage::optionsRequested);
    connect(m_vantage, &QPushButton::clicked, this, &WaitingPage::vantageRequested);
    connect(&theme, &Theme::changed, this, &WaitingPage::refreshTheme);
    refreshTheme();
}

void WaitingPage::say(const Case& now)
{
    m_case = now;
    retranslate();
}

// The most likely first.
QStringList WaitingPage::hints() const
{
    QStringList hints;
    if (m_case.broker)
        return {tr("Is a client connected? The perspective Lab has clients; others connect to the address "
                   "that the broker says.")};
    if (m_case.stream)
        return {tr("Does the program at the other end of the stream write already? Many keep back the first "
                   "frames until a buffer is full: tcpdump does not with -U."),
                tr("Does its own capture filter let MQTT through?")};
    if (m_case.frames > 0)
        return {tr("Is MQTT spoken on another port? A CONNECT is recognised on any port: connect the client "
                   "again while the capture runs."),
                tr("Is it encrypted (TLS, port 8883)? Then only encrypted bytes pass.")};
    hints += tr("Does anybody speak at this moment? Publish a message, or connect a client.");
    if (!m_case.filter.isEmpty())
        hints += tr("Does the broker use another port than the capture filter lets through?");
    hints += tr(
        "Do client and broker run on this computer? Then their frames pass over the loopback interface, lo.");
    hints +=
        tr("Do they run on two other computers? In a switched network their frames do not come by here.");
    return hints;
}

void WaitingPage::retranslate()
{
    const bool some = m_case.frames > 0;
    m_heading->setText(some             ? tr("No MQTT has come yet")
                       : m_case.running ? tr("Waiting for the first frame")
                                        : tr("No frame has come"));
    QString text = m_case.broker   ? tr("Everything that passes the built-in broker is captured.")
                   : m_case.stream ? tr("A capture is read from %1.").arg(m_case.source)
                   : m_case.filter.isEmpty()
                       ? tr("Everything that passes %1 is captured.").arg(m_case.source)
                       //: %1 interfaces, %2 a capture filter
                       : tr("What passes %1 and the capture filter “%2” lets through is captured.")
                             .arg(m_case.source, m_case.filter);
    if (some)
        text = tr("%Ln frame(s) came, none of them carries MQTT.", nullptr,
                  static_cast<int>(std::min<std::uint64_t>(m_case.frames, INT_MAX))) +
               QLatin1Char(' ') + text;
    m_text->setText(text);
    QString list;
    for (const QString& hint : hints())
        list += QStringLiteral("<li style='margin-bottom:%1px'>%2</li>")
                    .arg(m_theme->px(6))
                    .arg(hint.toHtmlEscaped());
    m_hints->setText(QStringLiteral("<p>%1</p><ul style='margin-left:%3px; -qt-list-indent:0'>%2</ul>")
                         .arg(tr("If nothing comes:").toHtmlEscaped(), list)
                         .arg(m_theme->px(14)));
    m_showAll->setText(tr("Show all frames"));
    m_showAll->setVisible(some);
    m_options->setText(tr("Capture options…"));
    m_options->setVisible(!m_case.stream);
    m_vantage->setText(tr("What can I see from here?"));
}

QString WaitingPage::heading() const
{
    return m_heading->text();
}

QString WaitingPage::text() const
{
    return m_text->text();
}

void WaitingPage::refreshTheme()
{
    m_column->setSpacing(m_theme->px(14));
    m_icon->setPixmap(
        m_theme->pixmap(QStringLiteral("ui-capture"), Ink::TextMuted, m_theme->px(40), devicePixelRatioF()));
    m_heading->setFont(m_theme->font(TextUse::Title));
    m_text->setFont(m_theme->font(TextUse::Reading));
    m_hints->setFont(m_theme->font());
    retranslate(); // its distances
    placeColumn();
}

// Lines that are too long are hard to read.
void WaitingPage::placeColumn()
{
    const int side = std::max(m_theme->px(24), (width() - m_theme->px(kWidest)) / 2);
    m_column->setContentsMargins(side, m_theme->px(16), side, m_theme->px(16));
}

void WaitingPage::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    placeColumn();
}

} // namespace mqttscope::ui

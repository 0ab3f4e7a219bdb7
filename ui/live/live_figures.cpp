// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/live_figures.h"

#include "ui/models/live_session.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace mqttscope::ui {
namespace {

using analysis::LiveState;

int few(std::uint64_t number)
{
    return static_cast<int>(std::min<std::uint64_t>(number, INT_MAX));
}

/// "01:23", "1:02:03".
QString clockText(std::chrono::milliseconds duration)
{
    const auto seconds = static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(duration).count());
    const QLatin1Char zero('0');
    const QString rest =
        QStringLiteral("%1:%2").arg(seconds / 60 % 60, 2, 10, zero).arg(seconds % 60, 2, 10, zero);
    return seconds < 3600 ? rest : QStringLiteral("%1:%2").arg(seconds / 3600).arg(rest);
}

} // namespace

LiveFigures::LiveFigures(const LiveSession& session, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_session(&session), m_theme(&theme), m_row(new QHBoxLayout(this)),
      m_line(new QFrame(this)), m_icon(new QLabel(this)), m_count(new QLabel(this)),
      m_dropped(new QLabel(this)), m_time(new QLabel(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_line->setObjectName(QStringLiteral("hairline"));
    m_line->setFixedWidth(1);
    m_row->addWidget(m_line, 0, Qt::AlignVCenter);
    for (QLabel* label : {m_icon, m_count, m_dropped, m_time})
        m_row->addWidget(label);
    for (QLabel* label : {m_count, m_time})
        label->setProperty("secondary", true);
    connect(&session, &LiveSession::changed, this, &LiveFigures::refresh);
    connect(&theme, &Theme::changed, this, &LiveFigures::refreshTheme);
    refreshTheme();
}

QString LiveFigures::countText() const
{
    const analysis::LiveStatus& status = m_session->status();
    QStringList parts;
    constexpr int kLongestSource = 24; // letters
    const QString source = m_session->source();
    parts += source.size() > kLongestSource ? QStringLiteral("…") + source.right(kLongestSource) : source;
    parts += tr("%Ln frame(s)", nullptr, few(status.frames));
    if (status.state == LiveState::Running)
        //: frames a second
        parts += tr("%1/s").arg(QLocale().toString(std::llround(m_session->rate())));
    return parts.join(QStringLiteral(" · "));
}

QString LiveFigures::dropText() const
{
    const analysis::LiveStatus& status = m_session->status();
    if (status.dumpcap && m_session->isBusy())
        //: frames that were dropped: dumpcap says their number at the end
        return tr("drops are counted at the end");
    if (status.counts.empty())
        return {}; // a stream: whoever captures it knows
    return tr("%Ln dropped", nullptr, few(status.dropped()));
}

// What was taken away while the others go on.
QString LiveFigures::goneText() const
{
    QStringList gone;
    for (const std::string& name : m_session->status().gone)
        gone += tr("%1 is gone").arg(QString::fromStdString(name));
    return gone.join(QStringLiteral(" · "));
}

QString LiveFigures::interfacesText() const
{
    QStringList lines;
    for (const capture::InterfaceCounts& one : m_session->status().counts) {
        QString line =
            tr("%1: %Ln frame(s)", nullptr, few(one.captured)).arg(QString::fromStdString(one.interface)) +
            QStringLiteral(" · ") + tr("%Ln dropped", nullptr, few(one.dropped));
        if (one.interfaceDropped > 0)
            line += QStringLiteral(" · ") +
                    tr("%Ln lost by the interface itself", nullptr, few(one.interfaceDropped));
        lines += line;
    }
    return lines.join(QLatin1Char('\n'));
}

void LiveFigures::refresh()
{
    const analysis::LiveStatus& status = m_session->status();
    const bool there = status.state != LiveState::Idle && !m_session->isAdopted();
    setVisible(there);
    if (!there)
        return;
    const bool running = m_session->isBusy();
    if (running != m_running || m_icon->pixmap().isNull()) {
        m_running = running;
        m_icon->setPixmap(m_theme->pixmap(QStringLiteral("ui-capture"), running ? Ink::Error : Ink::TextMuted,
                                          m_theme->px(14), devicePixelRatioF()));
    }
    m_count->setText(status.state == LiveState::Stopping
                         ? countText() + QStringLiteral(" · ") + tr("stopping…")
                         : countText());
    QString dropped = dropText();
    if (const QString gone = goneText(); !gone.isEmpty())
        dropped += (dropped.isEmpty() ? QString() : QStringLiteral(" · ")) + gone;
    const bool lost = status.dropped() > 0 || !status.gone.empty();
    m_dropped->setText(dropped.isEmpty() ? dropped : QStringLiteral(" · ") + dropped);
    m_dropped->setVisible(!dropped.isEmpty());
    QPalette palette = m_dropped->palette();
    palette.setColor(QPalette::WindowText, m_theme->color(lost ? Ink::Error : Ink::TextSecondary));
    m_dropped->setPalette(palette);
    QFont font = m_theme->font(TextUse::Small);
    font.setWeight(lost ? QFont::DemiBold : QFont::Normal);
    m_dropped->setFont(font);
    m_time->setText(QStringLiteral(" · ") + clockText(status.duration));
    setToolTip(interfacesText());
}

QString LiveFigures::text() const
{
    return isHidden() ? QString() : m_count->text() + m_dropped->text() + m_time->text();
}

void LiveFigures::refreshTheme()
{
    const QFont small = m_theme->font(TextUse::Small);
    for (QLabel* label : {m_count, m_time})
        label->setFont(small);
    m_row->setSpacing(0);
    m_line->setFixedHeight(m_theme->px(16));
    m_icon->setContentsMargins(m_theme->px(8), 0, m_theme->px(6), 0);
    m_icon->setPixmap({});
    refresh();
}

} // namespace mqttscope::ui

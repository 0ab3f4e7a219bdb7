// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_status.h"

#include "ui/models/lab_session.h"
#include "ui/theme/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

namespace mqttscope::ui {

LabStatus::LabStatus(const LabSession& lab, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_lab(&lab), m_theme(&theme), m_row(new QHBoxLayout(this)), m_lamp(new QLabel(this)),
      m_broker(new QLabel(this)), m_bolt(new QLabel(this)), m_faults(new QLabel(this)),
      m_line(new QFrame(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_line->setObjectName(QStringLiteral("hairline"));
    m_line->setFixedWidth(1);
    m_broker->setProperty("secondary", true);
    m_faults->setProperty("tone", QStringLiteral("error"));
    for (QWidget* widget :
         {static_cast<QWidget*>(m_lamp), static_cast<QWidget*>(m_broker), static_cast<QWidget*>(m_bolt),
          static_cast<QWidget*>(m_faults), static_cast<QWidget*>(m_line)})
        m_row->addWidget(widget, 0, Qt::AlignVCenter);
    connect(&lab, &LabSession::stateChanged, this, &LabStatus::refresh);
    connect(&lab, &LabSession::snapshotChanged, this, &LabStatus::refresh);
    connect(&theme, &Theme::changed, this, &LabStatus::refreshTheme);
    refreshTheme();
}

void LabStatus::refresh()
{
    const bool running = m_lab->isRunning() && !m_lab->started().reachable.empty();
    setVisible(running || m_lab->isStopping() || m_lab->isStarting());
    if (!running) {
        m_broker->setText(m_lab->isStarting() ? tr("the broker is starting") : tr("the broker is ending"));
        m_bolt->hide();
        m_faults->hide();
        return;
    }
    const auto& snapshot = *m_lab->snapshot();
    const broker::NetworkAddress& address = m_lab->started().reachable.front();
    m_broker->setText(
        //: %1 an address with its port
        tr("broker %1, %Ln client(s)", nullptr, static_cast<int>(snapshot.connections))
            .arg(QString::fromStdString(broker::textOf(address))));
    const auto armed = std::count_if(snapshot.faults.begin(), snapshot.faults.end(),
                                     [](const auto& fault) { return !fault.spent; });
    m_lamp->setToolTip(m_broker->text());
    m_faults->setText(tr("%Ln armed fault(s)", nullptr, static_cast<int>(armed)));
    m_bolt->setVisible(armed > 0);
    m_faults->setVisible(armed > 0);
}

void LabStatus::setCompact(bool compact)
{
    m_broker->setVisible(!compact);
    m_lamp->setAccessibleName(compact ? m_broker->text() : QString());
}

QString LabStatus::text() const
{
    return isHidden() ? QString() : m_broker->text();
}

QString LabStatus::faultText() const
{
    return isHidden() || m_faults->isHidden() ? QString() : m_faults->text();
}

void LabStatus::refreshTheme()
{
    m_row->setSpacing(m_theme->px(6));
    m_lamp->setPixmap(
        m_theme->pixmap(QStringLiteral("ui-dot"), Ink::Ok, m_theme->px(10), devicePixelRatioF()));
    m_bolt->setPixmap(
        m_theme->pixmap(QStringLiteral("ui-bolt"), Ink::Error, m_theme->px(14), devicePixelRatioF()));
    m_broker->setFont(m_theme->font(TextUse::Small));
    QFont bold = m_theme->font(TextUse::Small);
    bold.setWeight(QFont::DemiBold);
    m_faults->setFont(bold);
    m_line->setFixedHeight(m_theme->px(16));
    refresh();
}

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_projector_head.h"

#include "ui/lab/broker_delegate.h"
#include "ui/models/lab_session.h"
#include "ui/models/lab_table_model.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace mqttscope::ui {
namespace {

using broker::lab::SessionRow;

constexpr qsizetype kMaxName = 24;

Lamp lampOf(const SessionRow& row)
{
    return row.frozen ? Lamp::Frozen : row.connected ? Lamp::On : Lamp::Off;
}

QPixmap lampPixmap(const Theme& theme, Lamp lamp, int size, qreal ratio)
{
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintLampDisc(painter, theme, QRectF(0, 0, size, size), static_cast<int>(lamp));
    return pixmap;
}

} // namespace

LabProjectorHead::LabProjectorHead(Workspace& workspace, LabSession& lab, QAction& toggle, QWidget* parent)
    : QFrame(parent), m_workspace(&workspace), m_lab(&lab), m_row(new QHBoxLayout(this)), m_lamp(new QLabel),
      m_address(new QLabel), m_start(new QPushButton), m_people(new QWidget),
      m_peopleRow(new QHBoxLayout(m_people)), m_more(new QLabel)
{
    setObjectName(QStringLiteral("projectorHead"));
    m_address->setTextFormat(Qt::PlainText);
    m_start->setProperty("primary", true);
    m_more->setProperty("secondary", true);
    m_people->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_peopleRow->setContentsMargins(0, 0, 0, 0);
    m_peopleRow->addStretch(1);
    m_peopleRow->addWidget(m_more);
    m_row->addWidget(m_lamp);
    m_row->addWidget(m_address);
    m_row->addWidget(m_start);
    m_row->addWidget(m_people, 1);
    connect(m_start, &QPushButton::clicked, &toggle, &QAction::trigger);
    connect(&lab, &LabSession::stateChanged, this, &LabProjectorHead::showState);
    connect(&lab, &LabSession::snapshotChanged, this, &LabProjectorHead::showState);
    connect(&lab, &LabSession::chosenClientChanged, this, &LabProjectorHead::showState);
    connect(&workspace.theme(), &Theme::changed, this, &LabProjectorHead::refreshTheme);
    refreshTheme();
    retranslate();
}

QString LabProjectorHead::addressText() const
{
    return m_address->text();
}

QString LabProjectorHead::moreText() const
{
    return m_more->isHidden() ? QString() : m_more->text();
}

void LabProjectorHead::showState()
{
    const Theme& theme = m_workspace->theme();
    const bool running = m_lab->isRunning();
    m_start->setVisible(!running);
    m_start->setEnabled(!m_lab->isStopping());
    m_lamp->setPixmap(lampPixmap(theme, running ? Lamp::On : Lamp::Off, theme.px(11), devicePixelRatioF()));
    const auto& reachable = m_lab->snapshot()->reachable;
    const auto& listening = m_lab->started().addresses;
    m_address->setText(!running             ? tr("The broker does not run.")
                       : !reachable.empty() ? text(broker::textOf(reachable.front()))
                       : !listening.empty() ? text(broker::textOf(listening.front()))
                                            : QString());
    m_address->setFont(running ? theme.fixedFont(1.15, QFont::DemiBold) : theme.font(TextUse::Medium));
    showSigns();
}

// The signs stay the same widgets: whoever is at one with the keyboard stays there.
void LabProjectorHead::showSigns()
{
    const Theme& theme = m_workspace->theme();
    std::vector<const SessionRow*> rows;
    if (m_lab->isRunning()) {
        for (const SessionRow& row : m_lab->snapshot()->sessions.rows)
            rows.push_back(&row);
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const SessionRow* a, const SessionRow* b) { return a->connected && !b->connected; });
    m_sessions = m_lab->isRunning() ? m_lab->snapshot()->sessions.total : 0;
    const std::size_t count = std::min(rows.size(), kMaxSigns);
    while (m_pool.size() < count) {
        auto* sign = new QToolButton;
        sign->setProperty("sign", true);
        sign->setCheckable(true);
        sign->setFocusPolicy(Qt::StrongFocus);
        sign->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        connect(sign, &QToolButton::clicked, this, [this, sign] {
            m_lab->chooseClient(sign->property("client").toString());
            showSigns(); // chosen it stays chosen
        });
        m_peopleRow->insertWidget(static_cast<int>(m_pool.size()), sign);
        m_pool.push_back(sign);
    }
    m_signs.assign(m_pool.begin(), m_pool.begin() + static_cast<std::ptrdiff_t>(count));
    for (std::size_t i = 0; i < count; ++i) {
        QToolButton* sign = m_signs[i];
        const QString client = text(rows[i]->clientId);
        const QString name = wireText(rows[i]->clientId, kMaxName);
        const Lamp lamp = lampOf(*rows[i]);
        const QString state = lamp == Lamp::Frozen ? tr("frozen")
                              : lamp == Lamp::On   ? tr("connected")
                                                   : tr("not connected");
        sign->setProperty("client", client);
        sign->setText(QLatin1Char(' ') + name); // Qt leaves no room after the icon
        sign->setFont(theme.font(lamp == Lamp::On ? TextUse::Strong : TextUse::Normal));
        sign->setIcon(lampPixmap(theme, lamp, theme.px(11), devicePixelRatioF()));
        sign->setIconSize({theme.px(11), theme.px(11)});
        sign->setChecked(client == m_lab->chosenClient());
        //: %1 a client, %2 "connected"
        sign->setAccessibleName(tr("%1, %2").arg(name, state));
        sign->setToolTip(tr("%1: faults are for this client when it is chosen").arg(state));
    }
    placeSigns();
}

// In one line, as many as there is room for.
void LabProjectorHead::placeSigns()
{
    const int gap = m_peopleRow->spacing();
    const int room = m_people->width();
    const auto moreOf = [this](std::size_t shown) {
        return m_sessions > shown ? tr("and %Ln more", nullptr, static_cast<int>(m_sessions - shown))
                                  : QString();
    };
    std::size_t shown = 0;
    int used = 0;
    for (const QToolButton* sign : m_signs) {
        const int with = used + sign->sizeHint().width() + gap;
        const QString more = moreOf(shown + 1);
        const int rest = more.isEmpty() ? 0 : m_more->fontMetrics().horizontalAdvance(more) + gap;
        if (shown > 0 && with + rest > room)
            break;
        used = with;
        ++shown;
    }
    for (std::size_t i = 0; i < m_pool.size(); ++i)
        m_pool[i]->setVisible(i < shown);
    m_more->setText(moreOf(shown));
    m_more->setVisible(!m_more->text().isEmpty());
}

void LabProjectorHead::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    placeSigns();
}

void LabProjectorHead::retranslate()
{
    m_start->setText(tr("Start the broker"));
    m_people->setAccessibleName(tr("Who is connected"));
    showState();
}

void LabProjectorHead::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_row->setContentsMargins(theme.px(10), theme.px(5), theme.px(10), theme.px(5));
    m_row->setSpacing(theme.px(7));
    m_peopleRow->setSpacing(theme.px(5));
    m_more->setFont(theme.font());
    showState();
}

} // namespace mqttscope::ui

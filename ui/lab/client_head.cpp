// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_head.h"

#include "ui/models/plain_words.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStyle>
#include <QToolButton>

#include <utility>

namespace mqttscope::ui {

/// A text that is cut where there is no room for it.
class ClientText : public QLabel {
public:
    ClientText()
    {
        setTextFormat(Qt::PlainText);
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        style()->drawItemText(&painter, rect(), Qt::AlignVCenter, palette(), isEnabled(),
                              fontMetrics().elidedText(text(), Qt::ElideRight, width()), foregroundRole());
    }
};

/// Full while the client is connected, hollow while it is not.
class ClientLamp : public QWidget {
public:
    explicit ClientLamp(const Theme& theme) : m_theme(&theme) {}
    void show(bool lit, bool frozen)
    {
        m_lit = lit;
        m_frozen = frozen;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QColor color = m_theme->color(m_frozen ? Ink::FamilyConnection
                                            : m_lit  ? Ink::Ok
                                                     : Ink::LineControl);
        painter.setPen(QPen(color, m_theme->px(15) / 10.0));
        painter.setBrush(m_lit ? QBrush(color) : QBrush(Qt::NoBrush));
        const double size = m_theme->px(8);
        painter.drawEllipse(QRectF((width() - size) / 2, (height() - size) / 2, size, size));
    }

private:
    const Theme* m_theme;
    bool m_lit = false;
    bool m_frozen = false;
};

ClientHead::ClientHead(const Theme& theme, QWidget* parent)
    : QFrame(parent), m_theme(&theme), m_title(new QWidget), m_icon(new QLabel), m_name(new ClientText),
      m_role(new QLabel), m_connect(new QPushButton), m_plug(new QToolButton), m_freeze(new QToolButton),
      m_close(new QToolButton), m_lamp(new ClientLamp(theme)), m_word(new QLabel), m_summary(new ClientText),
      m_form(new QToolButton), m_problem(new QLabel)
{
    setObjectName(QStringLiteral("clientHead"));
    m_title->setObjectName(QStringLiteral("clientTitle"));
    m_title->setAttribute(Qt::WA_StyledBackground);
    for (QLabel* label : {m_role, m_word, m_problem})
        label->setTextFormat(Qt::PlainText);
    m_role->setProperty("secondary", true);
    m_summary->setProperty("secondary", true);
    m_problem->setWordWrap(true);
    m_problem->setProperty("tone", QStringLiteral("error"));
    m_problem->hide();
    m_connect->setProperty("compact", true);
    for (QToolButton* button : {m_plug, m_freeze, m_close, m_form}) {
        button->setProperty("bare", true);
        button->setFocusPolicy(Qt::StrongFocus);
    }
    m_freeze->setCheckable(true);
    m_form->setCheckable(true);
    auto* title = new QHBoxLayout(m_title);
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_icon, m_name, m_role, m_connect, m_plug, m_freeze, m_close})
        title->addWidget(part, part == m_name ? 1 : 0);
    auto* state = new QHBoxLayout;
    state->addWidget(m_lamp);
    state->addWidget(m_word);
    state->addWidget(m_summary, 1);
    state->addWidget(m_form);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 1); // the line below
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addLayout(state);
    column->addWidget(m_problem);
    connect(m_connect, &QPushButton::clicked, this, [this] {
        if (m_state.open)
            Q_EMIT disconnectWanted();
        else
            Q_EMIT connectWanted();
    });
    connect(m_plug, &QToolButton::clicked, this, &ClientHead::pullWanted);
    connect(m_freeze, &QToolButton::clicked, this, &ClientHead::freezeWanted);
    connect(m_close, &QToolButton::clicked, this, &ClientHead::closeWanted);
    connect(m_form, &QToolButton::toggled, this, &ClientHead::refreshTheme);
    connect(m_theme, &Theme::changed, this, &ClientHead::refreshTheme);
    refreshTheme();
    retranslate();
}

void ClientHead::setClient(const QString& icon, const QString& name)
{
    m_iconName = icon;
    m_name->setText(name);
    m_name->setToolTip(plainTip(name));
    refreshTheme();
}

void ClientHead::setRole(const QString& role)
{
    m_role->setText(role);
    showRole();
}

void ClientHead::setState(const broker::lab::LabClientState& state, const broker::ClientOptions& options)
{
    m_state = state;
    m_options = options;
    showState();
}

void ClientHead::setProblem(const QString& sentence)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
}

QString ClientHead::name() const
{
    return m_name->text();
}

QString ClientHead::stateText() const
{
    return m_word->text() + QStringLiteral(" · ") + m_summary->text();
}

/// The role gives way before the name does.
void ClientHead::showRole()
{
    constexpr int kRoom = 372; // in units of the design
    m_role->setVisible(!m_theme->projector() && width() >= m_theme->px(kRoom));
}

void ClientHead::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    showRole();
}

void ClientHead::showState()
{
    const bool lit = m_state.connected;
    m_lamp->show(lit, m_state.frozen);
    m_word->setText(m_state.frozen ? (m_state.open ? tr("frozen") : tr("frozen, not connected"))
                    : lit          ? tr("connected")
                    : m_state.open ? tr("connecting…")
                                   : tr("not connected"));
    m_connect->setText(m_state.open ? tr("Disconnect") : tr("Connect"));
    const bool primary = !m_state.open;
    if (m_connect->property("primary").toBool() != primary) {
        m_connect->setProperty("primary", primary);
        m_connect->style()->unpolish(m_connect);
        m_connect->style()->polish(m_connect);
    }
    m_plug->setEnabled(m_state.open);
    {
        const QSignalBlocker quiet(m_freeze);
        m_freeze->setChecked(m_state.frozen);
    }
    QStringList parts;
    if (m_state.inFlight > 0)
        parts += tr("%Ln in flight", nullptr, static_cast<int>(m_state.inFlight));
    if (!m_theme->projector())
        parts += connectionSummary(m_options);
    const QString summary = parts.join(QStringLiteral(" · "));
    m_summary->setToolTip(summary);
    m_summary->setText(summary);
}

void ClientHead::retranslate()
{
    m_plug->setToolTip(tr("Pull the plug: the connection breaks off without DISCONNECT"));
    m_plug->setAccessibleName(tr("Pull the plug"));
    m_freeze->setToolTip(tr("Freeze: the client reads nothing and sends nothing, as a program that hangs"));
    m_freeze->setAccessibleName(tr("Freeze"));
    m_close->setToolTip(tr("Remove the client"));
    m_close->setAccessibleName(m_close->toolTip());
    m_form->setToolTip(tr("Connection: host, version, Client Identifier, Will…"));
    m_form->setAccessibleName(tr("Connection"));
    showState();
}

void ClientHead::refreshTheme()
{
    const Theme& theme = *m_theme;
    m_title->layout()->setContentsMargins(theme.px(10), theme.px(3), theme.px(6), theme.px(3));
    m_title->layout()->setSpacing(theme.px(6));
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->itemAt(1)->layout()->setContentsMargins(theme.px(10), theme.px(2), theme.px(6), theme.px(2));
    column->itemAt(1)->layout()->setSpacing(theme.px(7));
    m_problem->setContentsMargins(theme.px(10), 0, theme.px(10), theme.px(5));
    m_icon->setPixmap(theme.pixmap(m_iconName, Ink::Text, theme.px(15), devicePixelRatioF()));
    const bool projector = theme.projector(); // who it is and how it stands, large; the rest is not for then
    m_name->setFont(theme.font(projector ? TextUse::Title : TextUse::Strong));
    m_role->setFont(theme.font(TextUse::Small));
    m_connect->setFont(theme.font(projector ? TextUse::Normal : TextUse::Small));
    m_word->setFont(theme.font(projector ? TextUse::Strong : TextUse::Medium));
    m_summary->setFont(theme.font(TextUse::Small));
    m_problem->setFont(theme.font(TextUse::Small));
    m_lamp->setFixedSize(theme.px(11), theme.px(11));
    m_plug->setIcon(theme.icon(QStringLiteral("ui-unplug")));
    m_freeze->setIcon(
        theme.icon(QStringLiteral("ui-freeze"), m_freeze->isChecked() ? Ink::Accent : Ink::Text));
    m_close->setIcon(theme.icon(QStringLiteral("ui-cross"), Ink::TextSecondary));
    m_form->setIcon(theme.icon(m_form->isChecked() ? QStringLiteral("ui-chevron-down")
                                                   : QStringLiteral("ui-chevron-right")));
    for (QToolButton* button : {m_plug, m_freeze, m_close, m_form}) {
        button->setIconSize({theme.px(14), theme.px(14)});
        button->setFixedSize(theme.px(26), theme.px(26));
    }
    m_freeze->setVisible(!projector);
    m_close->setVisible(!projector);
    m_form->setVisible(!projector);
    showRole();
    showState();
}

} // namespace mqttscope::ui

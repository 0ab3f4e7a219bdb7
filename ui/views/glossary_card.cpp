// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/glossary_card.h"

#include "teach/glossary/glossary.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QAccessible>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {
namespace {

/// Widest card, in units of the design: about sixty letters in a line.
constexpr int kWidth = 380;
/// Milliseconds that a mouse has for the way from the term to the card.
constexpr int kGrace = 300;

} // namespace

QFont withoutLigatures(QFont font)
{
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

GlossaryCard& GlossaryCard::of(const QWidget& widget, Workspace& workspace)
{
    QWidget* window = widget.window();
    auto* card = window->findChild<GlossaryCard*>(QString(), Qt::FindDirectChildrenOnly);
    return card != nullptr ? *card : *new GlossaryCard(workspace, window);
}

GlossaryCard::GlossaryCard(Workspace& workspace, QWidget* window)
    : QFrame(window), m_workspace(&workspace), m_term(new QLabel(this)), m_other(new QLabel(this)),
      m_text(new QLabel(this)), m_clause(new QLabel(this)), m_more(new QToolButton(this))
{
    setObjectName(QStringLiteral("glossaryCard"));
    setAttribute(Qt::WA_StyledBackground);
    for (QLabel* label : {m_term, m_other, m_text, m_clause}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_other->setProperty("secondary", true);
    m_clause->setProperty("secondary", true);
    m_more->setProperty("chip", true);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more->setFocusPolicy(Qt::NoFocus); // the keyboard has Enter at the term itself
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_clause, 1);
    foot->addWidget(m_more, 0, Qt::AlignBottom);
    auto* column = new QVBoxLayout(this);
    for (QLabel* label : {m_term, m_other, m_text})
        column->addWidget(label);
    column->addLayout(foot);
    hide();
    m_leaving.setSingleShot(true);
    m_leaving.setInterval(kGrace);
    connect(&m_leaving, &QTimer::timeout, this, &QWidget::hide);
    connect(m_more, &QToolButton::clicked, this, [this] {
        hide();
        m_workspace->showGlossary(m_id);
    });
    connect(&workspace.theme(), &Theme::changed, this, &QWidget::hide);
}

void GlossaryCard::fill()
{
    const Theme& theme = m_workspace->theme();
    const teach::Glossary& glossary = m_workspace->glossary();
    const teach::GlossaryEntry* entry = glossary.entry(m_id.toStdString());
    if (entry == nullptr)
        return;
    const QString other = text(glossary.otherWord(*entry));
    const bool french = m_workspace->vocabulary().language() == teach::Language::French;
    m_term->setText(text(entry->term));
    m_other->setText(french ? tr("in English: %1").arg(other) : tr("in French: %1").arg(other));
    m_other->setVisible(!other.isEmpty());
    m_text->setText(text(entry->text));
    m_clause->setText(text(glossary.clause(*entry)));
    //: opens the glossary
    m_more->setText(QLatin1Char(' ') + tr("Glossary"));
    m_more->setToolTip(tr("Open the glossary here (Enter)"));
    m_more->setIcon(theme.icon(QStringLiteral("ui-book"), Ink::Accent));
    m_more->setIconSize({theme.px(14), theme.px(14)});

    QFont term = theme.font(TextUse::Reading);
    term.setWeight(QFont::DemiBold);
    m_term->setFont(term);
    m_other->setFont(theme.font(TextUse::Small));
    m_text->setFont(withoutLigatures(theme.font()));
    m_clause->setFont(theme.font(TextUse::Small));
    m_more->setFont(theme.font(TextUse::Small));
    layout()->setContentsMargins(theme.px(14), theme.px(10), theme.px(12), theme.px(10));
    layout()->setSpacing(theme.px(5));
    QStringList said{m_term->text()};
    for (const QLabel* label : {m_other, m_text, m_clause}) {
        if (!label->isHidden() && !label->text().isEmpty())
            said += label->text();
    }
    setAccessibleName(said.join(QStringLiteral(". ")));
}

void GlossaryCard::showTerm(const QString& id, QWidget& owner, const QRect& place, bool stays)
{
    if (!owner.isVisible())
        return;
    m_leaving.stop();
    m_stays = stays;
    if (m_owner != nullptr && m_owner != &owner)
        disconnect(m_owner, &QObject::destroyed, this, nullptr);
    m_id = id;
    if (m_owner != &owner) {
        m_owner = &owner;
        connect(&owner, &QObject::destroyed, this, &QWidget::hide);
    }
    fill();
    this->place(owner, place);
    if (!isVisible())
        qApp->installEventFilter(this); // Esc and clicks, wherever the focus is
    show();
    raise();
    QAccessibleEvent news(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&news);
}

// Below the term, or above it where there is no room; always inside the window.
void GlossaryCard::place(QWidget& owner, const QRect& place)
{
    const Theme& theme = m_workspace->theme();
    const QWidget* window = parentWidget();
    const int edge = theme.px(6);
    const int width = std::min(theme.px(kWidth), window->width() - 2 * edge);
    layout()->invalidate();
    const int height = std::max(layout()->totalHeightForWidth(width), layout()->totalMinimumSize().height());
    const QPoint at = owner.mapTo(window, place.topLeft());
    const int x = std::clamp(at.x() - theme.px(14), edge, std::max(edge, window->width() - width - edge));
    const int below = at.y() + place.height() + theme.px(4);
    const int above = at.y() - height - theme.px(4);
    const bool fitsBelow = below + height + edge <= window->height();
    const int y = fitsBelow || above < edge ? below : above;
    setGeometry(x, std::clamp(y, edge, std::max(edge, window->height() - height - edge)), width, height);
}

void GlossaryCard::closeFor(const QWidget& owner)
{
    if (m_owner == &owner)
        hide();
}

void GlossaryCard::closeSoonFor(const QWidget& owner)
{
    if (isShownFor(owner) && !m_stays)
        m_leaving.start();
}

bool GlossaryCard::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
        if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
            event->accept();
            if (event->type() == QEvent::KeyPress)
                hide();
            return true;
        }
        break;
    case QEvent::MouseButtonPress: {
        const auto* widget = qobject_cast<QWidget*>(watched);
        if (widget != nullptr && widget != this && !isAncestorOf(widget) && widget != m_owner &&
            (m_owner == nullptr || !m_owner->isAncestorOf(widget)))
            hide();
        break;
    }
    case QEvent::Wheel:
    case QEvent::Resize:
        if (watched == parentWidget())
            hide();
        break;
    default:
        break;
    }
    return QFrame::eventFilter(watched, event);
}

void GlossaryCard::enterEvent(QEnterEvent* event)
{
    m_leaving.stop();
    QFrame::enterEvent(event);
}

void GlossaryCard::leaveEvent(QEvent* event)
{
    if (!m_stays)
        m_leaving.start();
    QFrame::leaveEvent(event);
}

void GlossaryCard::hideEvent(QHideEvent* event)
{
    m_leaving.stop();
    qApp->removeEventFilter(this);
    QFrame::hideEvent(event);
}

} // namespace mqttscope::ui

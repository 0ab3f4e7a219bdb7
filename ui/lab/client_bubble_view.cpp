// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_bubble_view.h"

#include "dissector/mqtt/utf8.h"
#include "ui/lab/client_bubble_delegate.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace mqttscope::ui {

ClientBubbleView::ClientBubbleView(ClientBubbles& model, const Theme& theme, QWidget* parent)
    : QListView(parent), m_model(&model), m_theme(&theme), m_newest(new QPushButton(this))
{
    setItemDelegate(new ClientBubbleDelegate(model, theme, *this, this));
    // Before the view forgets where its rows are.
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &ClientBubbleView::rowsAboutToGo);
    setModel(&model);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setResizeMode(QListView::Adjust);
    m_newest->setObjectName(QStringLiteral("newestBubble"));
    m_newest->setProperty("compact", true);
    m_newest->hide();
    connect(m_newest, &QPushButton::clicked, this, [this] {
        setFocus(); // the button goes
        scrollToBottom();
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &ClientBubbleView::showUnseen);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &ClientBubbleView::showUnseen);
    connect(&model, &QAbstractItemModel::rowsAboutToBeInserted, this,
            &ClientBubbleView::rowsAboutToBeInserted);
    connect(&model, &QAbstractItemModel::dataChanged, this, [this] { scheduleDelayedItemsLayout(); });
    connect(&theme, &Theme::changed, this, &ClientBubbleView::refreshTheme);
    connect(this, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
        if (isMessage(index))
            Q_EMIT frameWanted(index.row());
    });
    connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex& index) {
        if (isMessage(index))
            Q_EMIT payloadWanted(index.row());
    });
    refreshTheme();
    retranslate();
}

void ClientBubbleView::retranslate()
{
    setAccessibleName(tr("Messages of the client"));
    m_model->retranslate();
    showUnseen();
}

void ClientBubbleView::refreshTheme()
{
    m_newest->setFont(m_theme->font(TextUse::Small));
    m_newest->setIcon(m_theme->icon(QStringLiteral("ui-chevron-down"), Ink::Accent));
    m_newest->setIconSize({m_theme->px(12), m_theme->px(12)});
    placeButton();
    scheduleDelayedItemsLayout();
}

bool ClientBubbleView::isMessage(const QModelIndex& index) const
{
    return index.isValid() && m_model->bubble(index.row()).kind != ClientBubble::Kind::Note;
}

bool ClientBubbleView::isAtEnd() const
{
    const QScrollBar* bar = verticalScrollBar();
    return bar->value() >= bar->maximum() - 2;
}

void ClientBubbleView::rowsAboutToBeInserted()
{
    m_follows = m_scrollDue || isAtEnd();
}

void ClientBubbleView::rowsInserted(const QModelIndex& parent, int start, int end)
{
    QListView::rowsInserted(parent, start, end);
    if (!m_follows) {
        m_unseen += end - start + 1;
        showUnseen();
        return;
    }
    // Once for all that comes in one turn: each time the rows would be laid out.
    if (std::exchange(m_scrollDue, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_scrollDue = false;
            scrollToBottom();
        },
        Qt::QueuedConnection);
}

// The oldest go when there are too many: who looks back still sees the same.
void ClientBubbleView::rowsAboutToGo()
{
    if (m_scrollDue || m_place || isAtEnd())
        return;
    const QModelIndex top = indexAt(QPoint(0, 0));
    if (!top.isValid())
        return;
    m_place = Place{QPersistentModelIndex(top), visualRect(top).top()};
    QMetaObject::invokeMethod(this, &ClientBubbleView::keepPlace, Qt::QueuedConnection);
}

void ClientBubbleView::keepPlace()
{
    const std::optional<Place> place = std::exchange(m_place, std::nullopt);
    if (!place || !place->row.isValid())
        return;
    const int now = visualRect(place->row).top();
    verticalScrollBar()->setValue(verticalScrollBar()->value() + now - place->top);
}

void ClientBubbleView::showUnseen()
{
    if (isAtEnd())
        m_unseen = 0;
    m_newest->setVisible(m_unseen > 0);
    if (m_unseen == 0)
        return;
    m_newest->setText(QLatin1Char(' ') +
                      tr("%Ln new", nullptr, m_unseen)); // Qt leaves no room after the icon
    m_newest->setAccessibleName(tr("To the newest: %Ln new", nullptr, m_unseen));
    m_newest->setToolTip(m_newest->accessibleName());
    placeButton();
}

void ClientBubbleView::placeButton()
{
    m_newest->adjustSize();
    const QRect room = viewport()->geometry();
    m_newest->move(room.center().x() - m_newest->width() / 2,
                   room.bottom() - m_newest->height() - m_theme->px(8));
    m_newest->raise();
}

// Few rows stand at the bottom, next to where the next one is written.
void ClientBubbleView::updateGeometries()
{
    QListView::updateGeometries();
    const int spare = std::max(0, contentsRect().height() - contentsSize().height());
    if (spare != viewportMargins().top())
        setViewportMargins(0, spare, 0, 0);
}

void ClientBubbleView::resizeEvent(QResizeEvent* event)
{
    const bool follows = isAtEnd();
    QListView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) // lines break elsewhere
        scheduleDelayedItemsLayout();
    if (follows)
        scrollToBottom();
    placeButton();
}

/// As text if it is that, else in hexadecimal.
void ClientBubbleView::copyPayload(int row)
{
    const std::vector<std::uint8_t>& payload = m_model->bubble(row).message.payload;
    const std::string_view characters = field::asText(payload);
    Q_EMIT copyRequested(mqtt::isWellFormedUtf8(characters) ? text(characters) : hexText(payload));
}

// Whoever comes by the keyboard begins at the newest.
void ClientBubbleView::focusInEvent(QFocusEvent* event)
{
    if (!currentIndex().isValid() && m_model->rowCount() > 0)
        setCurrentIndex(m_model->index(m_model->rowCount() - 1));
    QListView::focusInEvent(event);
}

void ClientBubbleView::contextMenuEvent(QContextMenuEvent* event)
{
    const QModelIndex index =
        event->reason() == QContextMenuEvent::Keyboard ? currentIndex() : indexAt(event->pos());
    if (!isMessage(index))
        return;
    QMenu menu;
    // Bubbles come and go while the menu is open.
    const auto offer = [&](const QString& words, auto act) {
        menu.addAction(words, this, [of = QPersistentModelIndex(index), act] {
            if (of.isValid())
                act(of.row());
        });
    };
    offer(tr("Show the &frame"), [this](int row) { Q_EMIT frameWanted(row); });
    offer(tr("Show the &payload…"), [this](int row) { Q_EMIT payloadWanted(row); });
    menu.addSeparator();
    offer(tr("&Copy the payload"), [this](int row) { copyPayload(row); });
    offer(tr("Copy the &topic"),
          [this](int row) { Q_EMIT copyRequested(text(m_model->bubble(row).message.topic)); });
    menu.exec(event->reason() == QContextMenuEvent::Keyboard
                  ? viewport()->mapToGlobal(visualRect(index).center())
                  : event->globalPos());
}

void ClientBubbleView::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex index = currentIndex();
    if (isMessage(index)) {
        if (event->matches(QKeySequence::Copy))
            return copyPayload(index.row());
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            Q_EMIT frameWanted(index.row());
            return;
        }
        if (event->key() == Qt::Key_Space) {
            Q_EMIT payloadWanted(index.row());
            return;
        }
    }
    QListView::keyPressEvent(event);
}

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/conversation_model.h"

#include <QListView>
#include <QStyledItemDelegate>

namespace mqttscope::ui {

class Theme;

/// Paints packets as bubbles, the client's at the left and the broker's at the right, and what happens to the
/// connection as lines across.
class ConversationDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// Both must outlive the delegate.
    ConversationDelegate(const ConversationModel& model, const Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintSeparator(QPainter& painter, const QRect& rect, int row) const;
    void paintBubble(QPainter& painter, const QRect& rect, int row, bool selected) const;
    void paintHead(QPainter& painter, const QRect& rect, const PacketBubble& packet) const;
    [[nodiscard]] QString secondLine(const PacketBubble& packet) const;

    const ConversationModel* m_model;
    const Theme* m_theme;
};

/// A session as a conversation.
class ConversationView : public QListView {
    Q_OBJECT
public:
    /// Both must outlive the view.
    ConversationView(ConversationModel& model, const Theme& theme, QWidget* parent = nullptr);

Q_SIGNALS:
    /// The user went to a line of a frame.
    void frameChosen(std::uint32_t frame, std::uint32_t message);

public:
    /// Shows the line of a frame, or none; nobody is told.
    void showFrame(std::uint32_t frame);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    ConversationModel* m_model;
    bool m_following = false;
};

} // namespace mqttscope::ui

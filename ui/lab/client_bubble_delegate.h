// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/client_bubbles.h"
#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

class QAbstractItemView;

namespace mqttscope::ui {

class Theme;

/// Paints messages as bubbles, what the client sent at the right and what came to it at the left, and what
/// happens to its connection as lines between them.
class ClientBubbleDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// All must outlive the delegate.
    ClientBubbleDelegate(const ClientBubbles& model, const Theme& theme, const QAbstractItemView& view,
                         QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void measure();
    [[nodiscard]] QFont topicFont() const;
    [[nodiscard]] QFont payloadFont() const;
    [[nodiscard]] QFont timeFont() const;
    [[nodiscard]] QString timeText(int row) const;
    [[nodiscard]] QFont chipFont() const;
    [[nodiscard]] int chipHeight() const;
    [[nodiscard]] int topicHeight() const;
    [[nodiscard]] QString retainWord(const ClientBubble& bubble) const;
    /// As wide as what it says, within the row.
    [[nodiscard]] int bubbleWidth(int row, int across) const;
    [[nodiscard]] int chipWidth(const QString& word) const;
    [[nodiscard]] QRect noteText(const QRect& row, const QString& text) const;
    void paintNote(QPainter& painter, const QRect& rect, int row) const;
    void paintBubble(QPainter& painter, const QRect& rect, int row, bool selected) const;
    void paintHead(QPainter& painter, QRect line, int row) const;
    void paintPayload(QPainter& painter, QRect line, int row) const;
    void paintState(QPainter& painter, const QRect& line, int row) const;
    void paintChip(QPainter& painter, const QRect& place, const QString& word, Ink ink) const;
    void paintQos(QPainter& painter, const QRect& place, int qos) const;

    const ClientBubbles* m_model;
    const Theme* m_theme;
    const QAbstractItemView* m_view;
    int m_messageHeight = 0; ///< of a row, without the line about its state
    int m_stateHeight = 0;
};

} // namespace mqttscope::ui

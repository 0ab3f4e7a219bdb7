// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rule_list_model.h"
#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

namespace mqttscope::ui {

class Theme;

/// The icon of a level and its inks.
struct LevelLook {
    const char* icon;
    Ink ink;
    Ink tint;
};
[[nodiscard]] LevelLook levelLook(analysis::FindingLevel level);

/// Paints the rules panel's list: one line each, the current finding as a card.
class RuleDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// Model and theme must outlive the delegate; `view` is who is painted.
    RuleDelegate(const RuleListModel& model, const Theme& theme, const QAbstractItemView& view,
                 QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Where the line "where" of the card of a row stands, for the mouse; empty if it is no card.
    [[nodiscard]] QRect whereRect(const QRect& row, int at) const;

private:
    [[nodiscard]] bool isCard(const QModelIndex& index) const;
    /// Lays the card out in a width and, with a painter, paints it. Returns its height.
    int card(QPainter* painter, const QRect& rect, const FindingCard& card, QRect* where = nullptr) const;
    int cardHead(QPainter* painter, const QRect& rect, const FindingCard& card) const;
    void line(QPainter& painter, const QRect& rect, const QModelIndex& index, bool selected) const;
    [[nodiscard]] int lineHeight() const;

    const RuleListModel* m_model;
    const Theme* m_theme;
    const QAbstractItemView* m_view;
};

} // namespace mqttscope::ui

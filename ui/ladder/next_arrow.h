// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_picture.h"

#include <QWidget>

#include <optional>

namespace mqttscope::ui {

class Theme;

/// A packet that may come next: who sends it, its arrow as the ladder draws it, who gets it. The sender
/// stands at the left.
class NextArrow : public QWidget {
    Q_OBJECT
public:
    /// The theme must outlive the widget.
    explicit NextArrow(const Theme& theme, QWidget* parent = nullptr);

    /// What is drawn. `tag` without a place; none: the packet has no identifier.
    struct Packet {
        QString from;
        QString to;
        QString type;
        PictureArrow arrow;
        std::optional<PictureTag> tag;
    };
    void setPacket(const Packet& packet);
    [[nodiscard]] const Packet& packet() const { return m_packet; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme* m_theme;
    Packet m_packet;
};

} // namespace mqttscope::ui

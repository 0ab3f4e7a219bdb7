// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/client_packet.h"

#include <QWidget>

namespace mqttscope::ui {

class Theme;

/// The bytes of a packet before it is sent, in the colours and lines of their parts, as many on a line as
/// there is room for.
class ClientBytes : public QWidget {
    Q_OBJECT
public:
    /// The theme must outlive it.
    explicit ClientBytes(const Theme& theme, QWidget* parent = nullptr);

    void setPacket(PacketRuns packet);
    [[nodiscard]] const PacketRuns& packet() const { return m_packet; }
    void retranslate();

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QSize cell() const;
    [[nodiscard]] int columns(int width) const;
    [[nodiscard]] QRect cellAt(std::size_t byte) const;
    [[nodiscard]] const PacketRun* runAt(std::size_t byte) const;
    [[nodiscard]] QString runText(const PacketRun& run) const;
    [[nodiscard]] bool isCut() const { return m_packet.size > m_packet.bytes.size(); }
    void refreshTheme();

    const Theme* m_theme;
    PacketRuns m_packet;
};

} // namespace mqttscope::ui

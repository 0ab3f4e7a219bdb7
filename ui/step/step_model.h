// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/byte_walk.h"
#include "teach/narration/narration.h"

#include <QObject>

#include <memory>
#include <optional>

namespace mqttscope::ui {

class Workspace;

/// Which byte, or bit, the step by step walk has come to. It has no selection of its own: each step selects
/// the byte, and what is selected elsewhere is where the walk goes on.
class StepModel : public QObject {
    Q_OBJECT
public:
    /// The workspace must outlive the model.
    explicit StepModel(Workspace& workspace, QObject* parent = nullptr);

    /// The walk through the selected frame; null if none is selected.
    [[nodiscard]] const analysis::ByteWalk* walk() const { return m_walk.get(); }
    /// The packet or layer that is walked through; null if the frame has no bytes.
    [[nodiscard]] const analysis::Stretch* stretch() const;
    [[nodiscard]] analysis::BytePlace place() const { return m_place; }
    /// 7 to 0 while the bits of the byte are walked through.
    [[nodiscard]] std::optional<int> bit() const { return m_bit; }
    /// The selected frame for those who narrate; its dissection is null if none is selected.
    [[nodiscard]] const teach::NarratedFrame& frame() const { return m_frame; }
    /// Whether the selected frame has a packet of MQTT.
    [[nodiscard]] bool hasMqtt() const;

    /// Which byte of the packet it is, from 1, and of how many; 0 if there is none.
    [[nodiscard]] std::uint32_t number() const;
    [[nodiscard]] std::uint32_t count() const;
    [[nodiscard]] bool isAtBegin() const { return number() <= 1 && m_bit.value_or(7) == 7; }
    [[nodiscard]] bool isAtEnd() const { return number() == count(); }

    /// Frame of the next packet; 0 if there is none. The same frame may have another.
    [[nodiscard]] std::uint32_t frameOfNextPacket() const;
    [[nodiscard]] std::uint32_t frameOfPreviousPacket() const;

public Q_SLOTS:
    /// Steps forwards; false at the end of the packet.
    bool next(mqttscope::analysis::StepUnit unit = analysis::StepUnit::Byte);
    bool previous(mqttscope::analysis::StepUnit unit = analysis::StepUnit::Byte);
    bool nextBit();
    bool previousBit();
    void toBegin();
    void toEnd();
    /// The first byte of the next packet of the capture: in this frame, or in the next that has one.
    bool nextPacket();
    bool previousPacket();
    /// Any byte of the selected frame.
    void goTo(mqttscope::analysis::BytePlace place);
    void goToBit(int bit);
    /// The first byte of a stretch of the walk; the one of the present byte stays where it is.
    void goToStretch(int index);

Q_SIGNALS:
    /// Another packet, layer or frame is walked through. `placeChanged` follows.
    void stretchChanged();
    void placeChanged();

private:
    void showDissection();
    void showSelection();
    void become(analysis::BytePlace place, std::optional<int> bit);
    void select(analysis::BytePlace place, std::optional<int> bit);
    [[nodiscard]] std::uint32_t bitLineOf(analysis::BytePlace place, int bit) const;
    [[nodiscard]] const analysis::Stretch* beside(int direction) const;
    bool toPacketOfFrame(std::uint32_t frame, bool last);

    Workspace* m_workspace;
    std::unique_ptr<const analysis::ByteWalk> m_walk;
    teach::NarratedFrame m_frame;
    analysis::BytePlace m_place;
    std::optional<int> m_bit;
    analysis::Stretch m_announced; ///< what `stretchChanged` spoke of
    std::uint32_t m_announcedFrame = 0;
    bool m_selecting = false; ///< it is the walk that changes the selection
};

} // namespace mqttscope::ui

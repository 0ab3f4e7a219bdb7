// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/select_sink.h"
#include "dissector/filter/value_source.h"
#include "dissector/index/frame_source.h"
#include "dissector/index/quick_header.h"
#include "dissector/index/snapshot.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace mqttscope::index {

/// What records say of the fields of a frame, and a look at its plain headers: enough for most filters. What
/// it says is what dissecting the frame would say; what it does not know, it leaves to that.
class RecordValues final : public filter::ValueSource {
public:
    /// The selection must outlive the source.
    explicit RecordValues(const field::FieldSelection& selection);

    /// The frame (from 1) that is asked about from now on.
    void setFrame(const Snapshot& snapshot, const FrameSource& source, std::uint32_t frame);

    [[nodiscard]] filter::Knowledge knows(std::uint16_t slot) override;
    /// Only if it knows them.
    [[nodiscard]] std::span<const field::FieldValue> values(std::uint16_t slot) override;
    [[nodiscard]] std::optional<std::span<const std::uint32_t>> interned(std::uint16_t slot) override;
    [[nodiscard]] bool knowsLayers() const override { return false; }

private:
    /// What a slot asks for.
    enum class Fact : std::uint8_t {
        Nothing, ///< of which records know nothing
        Frame,
        FrameNumber,
        FrameTime,
        FrameTimeRelative,
        FrameTimeDelta,
        FrameLen,
        FrameCapLen,
        Ethernet,
        EthSource,
        EthDestination,
        EthAddress,
        Ipv4,
        Ipv4Source,
        Ipv4Destination,
        Ipv4Address,
        Ipv6,
        Ipv6Source,
        Ipv6Destination,
        Ipv6Address,
        Tcp,
        TcpStream,
        TcpSourcePort,
        TcpDestinationPort,
        TcpPort,
        Mqtt,
        MqttType,
        MqttDup,
        MqttQos,
        MqttRetain,
        MqttPacketId,
        MqttTopic,
        MqttLength,
        MqttOther, ///< any field of some packet types
    };
    struct Slot {
        Fact fact = Fact::Nothing;
        std::uint16_t packetTypes = 0; ///< of MqttOther: the types that can have the field, one bit each
    };

    [[nodiscard]] static Fact factOf(field::FieldId id);
    [[nodiscard]] filter::Knowledge knowsHeader(Fact fact);
    [[nodiscard]] filter::Knowledge knowsMessages(const Slot& slot);
    void scanMessages();
    [[nodiscard]] bool readLengths();
    void fillFrame(Fact fact);
    void fillHeader(Fact fact);
    void fillMessages(Fact fact);
    void fillTopics();
    [[nodiscard]] bool hasQosFlags(const MessageRecord& message, std::uint32_t index) const;
    void add(std::uint64_t number) { m_out->push_back(field::FieldValue::of(number)); }
    void add(field::ByteView bytes) { m_out->push_back(field::FieldValue::of(bytes)); }

    std::vector<Slot> m_slots;
    std::vector<std::vector<field::FieldValue>> m_values; ///< by slot
    std::vector<field::FieldValue>* m_out = nullptr;
    const Snapshot* m_snapshot = nullptr;
    const FrameSource* m_source = nullptr;
    const FrameRecord* m_record = nullptr;
    std::uint32_t m_frame = 0;

    bool m_headerRead = false;
    std::optional<QuickHeader> m_header;
    bool m_scanned = false;
    bool m_plain = false;                  ///< records say everything about the messages
    std::uint16_t m_packetTypes = 0;       ///< of the messages, one bit each
    std::vector<std::uint32_t> m_messages; ///< those that the display filter `mqtt` sees
    std::vector<std::uint32_t> m_lengths;  ///< Remaining Length of each
    std::vector<std::uint32_t> m_topics;   ///< string ids
};

/// The packet types in which a field can occur, one bit each; all of them if it is not known better.
[[nodiscard]] std::uint16_t packetTypesOf(field::FieldId id);

} // namespace mqttscope::index

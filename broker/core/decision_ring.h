// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/effects.h"
#include "broker/core/time.h"
#include "dissector/field/field_id.h"
#include "dissector/field/issue_code.h"
#include "dissector/mqtt/decision.h"
#include "dissector/mqtt/types.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

namespace mqttscope::broker {

/// The beginning of a text, kept in place: a record must not allocate and must outlive what it tells of.
template <std::size_t Size> class ShortText {
public:
    ShortText() = default;
    ShortText& operator=(std::string_view text)
    {
        m_cut = text.size() > Size;
        std::size_t size = std::min(text.size(), Size);
        while (m_cut && size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0U) == 0x80U)
            --size; // a character is kept whole
        if (size != 0)
            std::memcpy(m_text.data(), text.data(), size);
        m_size = static_cast<std::uint8_t>(size);
        return *this;
    }
    [[nodiscard]] std::string_view text() const { return {m_text.data(), m_size}; }
    [[nodiscard]] bool cut() const { return m_cut; }
    [[nodiscard]] bool empty() const { return m_size == 0; }

private:
    static_assert(Size < 256);
    std::array<char, Size> m_text{};
    std::uint8_t m_size = 0;
    bool m_cut = false;
};

/// The rule that a packet broke.
struct BrokenRule {
    bool any = false; ///< false: no rule is concerned
    field::IssueCode issue{};
    field::FieldId field = field::FieldId::None;
    std::uint32_t offset = 0; ///< byte in the packet, from its control byte
    std::uint64_t expected = 0;
    std::uint64_t found = 0;
};

/// One decision. Ids and values; which of them mean something depends on the code (see mqtt::Decision).
struct DecisionRecord {
    Nanoseconds time = 0;
    std::uint64_t session = 0; ///< serial of the session concerned; of a delivery the receiving one; 0 = none
    std::uint64_t publisher =
        0;                     ///< serial of the session that published the message; 0 = none, or the broker
    std::uint64_t message = 0; ///< serial of the message; 0 = none
    std::uint64_t value = 0;   ///< as the code says
    BrokenRule rule;           ///< of refusals
    ConnectionId connection = 0; ///< meaningless if there is none
    std::uint16_t packetId = 0;
    mqtt::Decision code{};
    mqtt::Version version = mqtt::Version::Unknown; ///< of the connection
    std::uint8_t reasonCode = 0;                    ///< sent or received
    std::uint8_t qos = 0;                           ///< of a delivery: its own
    std::uint8_t qosPublished = 0;
    std::optional<std::uint8_t> granted; ///< of a delivery: the highest QoS of its subscriptions, if known
    bool retain = false;                 ///< RETAIN of the delivery, or of the publication
    ShortText<46> clientId;              ///< of `session`
    ShortText<78> topic;                 ///< Topic Name or Topic Filter
    ShortText<46> payload;               ///< of the message: how it begins, text or not
    std::uint32_t payloadSize = 0;       ///< of the message, bytes
};

/// The identifier of the statement that a refusal names, "MQTT-3.1.2-3"; empty if none.
[[nodiscard]] std::string_view statementOf(const DecisionRecord& record);

/// The clause of that statement, "3.1.2.3"; empty if there is none.
[[nodiscard]] std::string_view clauseOf(const DecisionRecord& record);

/// The last decisions, at most so many; overwritten ones are counted.
class DecisionRing {
public:
    explicit DecisionRing(std::size_t limit) : m_limit(std::max<std::size_t>(limit, 1)) {}

    /// The place of the next record, in its initial state.
    DecisionRecord& add()
    {
        const std::size_t place = m_total % m_limit;
        if (place == m_records.size())
            m_records.emplace_back();
        else
            m_records[place] = DecisionRecord{};
        ++m_total;
        return m_records[place];
    }
    /// All that were ever added.
    [[nodiscard]] std::uint64_t total() const { return m_total; }
    /// Number of the oldest that is still here; record n is the n-th ever added, from 0.
    [[nodiscard]] std::uint64_t first() const { return m_total - m_records.size(); }
    [[nodiscard]] std::uint64_t overwritten() const { return first(); }
    [[nodiscard]] const DecisionRecord& at(std::uint64_t number) const { return m_records[number % m_limit]; }

private:
    std::size_t m_limit;
    std::vector<DecisionRecord> m_records;
    std::uint64_t m_total = 0;
};

} // namespace mqttscope::broker

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/world.h"

#include <cstdint>

namespace mqttscope::session {

/// Writes down that a rule was broken. How bad it is, and whether the version of the connection has the rule
/// at all, stands in the issue table.
class Reporter {
public:
    explicit Reporter(World& world) : m_world(&world) {}

    /// What is said of a field.
    struct Finding {
        field::IssueCode code{};
        field::FieldId field = field::FieldId::None;
        std::uint64_t expected = 0;
        std::uint64_t found = 0;
        std::uint16_t occurrence = 0; ///< of several fields with this id in the packet: which one, from 0
    };
    /// About the message at hand.
    void report(const MessageEvent& event, const Finding& finding);
    /// About a message that went by on a connection.
    void report(const ConnectionState& connection, std::uint32_t message, const Finding& finding);
    /// About a connection as a whole: at a frame, at no message.
    void reportAt(const ConnectionState& connection, std::uint32_t frame, const Finding& finding);
    /// Likewise, of a connection that carried no message yet. `version`: whose rules are meant.
    void reportAt(std::uint32_t stream, mqtt::Version version, std::uint32_t frame, const Finding& finding);
    /// About the message at hand, by the rules of another version than that of the connection.
    void report(const MessageEvent& event, mqtt::Version version, const Finding& finding);

private:
    void add(mqtt::Version version, std::uint32_t stream, std::uint32_t message, std::uint32_t frame,
             const Finding& finding);

    World* m_world;
};

} // namespace mqttscope::session

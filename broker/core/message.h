// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/mutation.h"
#include "broker/core/time.h"
#include "dissector/mqtt/packet.h"

#include <cassert>
#include <cstdint>
#include <limits>
#include <memory>
#include <string_view>
#include <utility>

namespace mqttscope::broker {

/// Counts the messages that are held and their bytes. Must outlive them.
struct MessageCount {
    std::size_t messages = 0;
    std::size_t bytes = 0;
};

/// Where a message comes from.
struct MessageOrigin {
    std::uint64_t session = 0; ///< serial of the session that published it; 0 = the broker itself
    std::uint64_t serial = 0;  ///< counts the messages of the broker
};

/// One application message: never changes, is kept once however many sessions it waits in.
class Message {
public:
    static constexpr Nanoseconds kNever = std::numeric_limits<Nanoseconds>::max();

    Message(const mqtt::Publish& publish, MessageOrigin origin, Nanoseconds now, MessageCount& count);
    ~Message();
    Message(const Message&) = delete;
    Message& operator=(const Message&) = delete;

    [[nodiscard]] std::string_view topic() const { return m_topic; }
    [[nodiscard]] field::ByteView payload() const { return m_payload; }
    /// Those that are forwarded, Message Expiry Interval as it was received.
    [[nodiscard]] const mqtt::Properties& properties() const;
    [[nodiscard]] std::uint8_t qos() const { return m_qos; }
    [[nodiscard]] bool retain() const { return m_retain; }
    [[nodiscard]] const MessageOrigin& origin() const { return m_origin; }
    /// Memory that it takes.
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

    [[nodiscard]] Nanoseconds arrived() const { return m_arrived; }
    [[nodiscard]] bool expires() const { return m_expiresAt != kNever; }
    [[nodiscard]] bool expired(Nanoseconds now) const
    {
        return now >= m_expiresAt && !mutated(Mutation::NothingExpires);
    }
    /// The Message Expiry Interval to send: the received one less the time that it waited, whole seconds
    /// (MQTT 5.0 §3.3.2.3.3).
    [[nodiscard]] std::uint32_t remainingExpiry(Nanoseconds now) const;

private:
    friend class MessageRef;

    std::unique_ptr<char[]> m_text; ///< topic, payload and texts of the properties
    std::string_view m_topic;
    field::ByteView m_payload;
    std::unique_ptr<mqtt::Properties> m_properties; ///< none if there are none
    MessageOrigin m_origin;
    Nanoseconds m_arrived = 0;
    Nanoseconds m_expiresAt = kNever;
    MessageCount* m_count;
    std::size_t m_bytes = 0;
    std::uint32_t m_references = 0;
    std::uint8_t m_qos = 0;
    bool m_retain = false;
};

/// Shares a message inside one engine. Not for several threads.
class MessageRef {
public:
    MessageRef() = default;
    explicit MessageRef(std::unique_ptr<Message> message) : m_message(message.release()) { take(); }
    MessageRef(const MessageRef& other) : m_message(other.m_message) { take(); }
    MessageRef(MessageRef&& other) noexcept : m_message(std::exchange(other.m_message, nullptr)) {}
    MessageRef& operator=(MessageRef other) noexcept
    {
        std::swap(m_message, other.m_message);
        return *this;
    }
    ~MessageRef()
    {
        // NOLINTNEXTLINE(clang-analyzer-cplusplus.NewDelete): it does not follow the count of references
        if (m_message != nullptr && --m_message->m_references == 0)
            delete m_message;
    }

    [[nodiscard]] explicit operator bool() const { return m_message != nullptr; }
    [[nodiscard]] const Message& operator*() const { return *m_message; }
    [[nodiscard]] const Message* operator->() const { return m_message; }

private:
    void take()
    {
        if (m_message != nullptr)
            ++m_message->m_references;
    }

    Message* m_message = nullptr;
};

} // namespace mqttscope::broker

// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/entrance.h"

#include "dissector/mqtt/decoder.h"
#include "dissector/mqtt/framing.h"

#include <algorithm>
#include <utility>

namespace mqttscope::broker {

Entrance::Entrance(Access access, const Limits& limits, PasswordChecker::Done checked)
    : m_access(std::move(access)), m_limits(limits), m_checker(std::move(checked))
{
}

void Entrance::setAccess(Access access)
{
    m_access = std::move(access);
}

Entrance::Passage Entrance::take(ConnectionId id, ByteView bytes)
{
    if (m_bytes + bytes.size() > m_limits.bytes)
        return Passage::Full;
    Guest& guest = m_guests[id];
    m_bytes += bytes.size();
    guest.bytes.insert(guest.bytes.end(), bytes.begin(), bytes.end());
    return guest.ticket != 0 ? Passage::Checking : look(id, guest);
}

Entrance::Passage Entrance::look(ConnectionId id, Guest& guest)
{
    const mqtt::HeaderPeek peek = mqtt::peekHeader(guest.bytes);
    if (guest.bytes[0] >> 4U != static_cast<std::uint8_t>(mqtt::PacketType::Connect))
        return Passage::Open; // the engine says what is wrong
    if (peek.status == mqtt::HeaderStatus::NeedMore)
        return Passage::Waiting;
    const std::uint32_t length = peek.header.packetLength();
    if (peek.status == mqtt::HeaderStatus::Malformed || length > m_limits.connectSize)
        return Passage::Open;
    if (guest.bytes.size() < length)
        return Passage::Waiting;
    mqtt::DecodeOptions how;
    how.direction = mqtt::Direction::ClientToServer;
    m_log.clear();
    const auto result = mqtt::decode(ByteView(guest.bytes).first(length), how, m_log, m_packet);
    const auto* connect = std::get_if<mqtt::Connect>(&m_packet);
    if (result.malformed || result.protocolError || connect == nullptr || !connect->userName ||
        !m_access.passwords)
        return Passage::Open;
    guest.user = *connect->userName;
    if (connect->password)
        guest.password.assign(connect->password->begin(), connect->password->end());
    guest.ticket = ++m_lastTicket;
    m_tickets[guest.ticket] = id;
    m_checker.check({guest.ticket, m_access.passwords, guest.user, guest.password});
    return Passage::Checking;
}

std::optional<ConnectionId> Entrance::settle(std::uint64_t ticket, bool right)
{
    const auto found = m_tickets.find(ticket);
    if (found == m_tickets.end())
        return std::nullopt;
    const ConnectionId id = found->second;
    m_tickets.erase(found);
    m_guests.at(id).right = right;
    return id;
}

std::vector<std::uint8_t> Entrance::takeBytes(ConnectionId id)
{
    const auto found = m_guests.find(id);
    if (found == m_guests.end())
        return {};
    m_bytes -= found->second.bytes.size();
    return std::exchange(found->second.bytes, {});
}

ConnectionId Entrance::fullest(ConnectionId id, std::size_t bytes) const
{
    const auto own = m_guests.find(id);
    ConnectionId found = id;
    std::size_t most = bytes + (own != m_guests.end() ? own->second.bytes.size() : 0);
    for (const auto& [other, guest] : m_guests) {
        if (guest.bytes.size() > most) {
            found = other;
            most = guest.bytes.size();
        }
    }
    return found;
}

void Entrance::leave(ConnectionId id)
{
    const auto found = m_guests.find(id);
    if (found == m_guests.end())
        return;
    m_bytes -= found->second.bytes.size();
    if (found->second.ticket != 0 && m_tickets.erase(found->second.ticket) != 0)
        m_checker.cancel(found->second.ticket);
    m_guests.erase(found);
}

AuthenticationResult Entrance::check(const Credentials& credentials)
{
    const AuthenticationResult wrong{Verdict::Refuse, mqtt::ReasonCode::BadUserNameOrPassword, {}, {}};
    if (!credentials.userName || (!m_access.passwords && m_access.allowAnonymous)) {
        if (m_access.allowAnonymous)
            return {};
        return {Verdict::Refuse, mqtt::ReasonCode::NotAuthorized, {}, {}};
    }
    if (!m_access.passwords)
        return wrong;
    const ByteView password = credentials.password.value_or(ByteView{});
    const auto found = m_guests.find(credentials.connection);
    std::optional<bool> right;
    // Bytes may have been changed on their way by a fault plan: what was checked is what must be said.
    if (found != m_guests.end() && found->second.user == *credentials.userName &&
        std::equal(password.begin(), password.end(), found->second.password.begin(),
                   found->second.password.end()))
        right = found->second.right;
    leave(credentials.connection);
    if (!right)
        right = m_access.passwords->verify(*credentials.userName, password);
    return *right ? AuthenticationResult{} : wrong;
}

} // namespace mqttscope::broker

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/broker_load.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstring>
#include <memory>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace mqttscope::bench {
namespace {

constexpr std::size_t kPayload = 64; // time, number, publisher, zeros
constexpr std::size_t kBuffer = 256U << 10;
constexpr std::size_t kSentAt = 256;           // packet identifiers whose time is known: more than `window`
constexpr std::size_t kMostUnsent = 64U << 10; // of a publisher of QoS 0
constexpr double kPatience = 5;                // seconds without any delivery: the rest is lost

std::int64_t nowNanoseconds()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

int connectTo(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket);
        return -1;
    }
    const int one = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return socket;
}

/// Times of one kind, in microseconds.
class Latencies {
public:
    void add(std::int64_t since, std::int64_t until)
    {
        m_all.push_back(static_cast<std::uint32_t>((until - since) / 1000));
    }
    [[nodiscard]] std::size_t size() const { return m_all.size(); }
    /// Of those from one on; puts them into another order.
    [[nodiscard]] Latency from(std::size_t first)
    {
        return {quantile(first, 0.5), quantile(first, 0.99), quantile(first, 1)};
    }
    /// Of those that no slice has told of.
    [[nodiscard]] Latency slice()
    {
        const Latency told = from(m_told);
        m_told = m_all.size();
        return told;
    }
    [[nodiscard]] std::size_t untold() const { return m_all.size() - m_told; }

private:
    [[nodiscard]] double quantile(std::size_t first, double q)
    {
        const auto begin = m_all.begin() + static_cast<std::ptrdiff_t>(first);
        const auto count = static_cast<double>(m_all.end() - begin);
        if (count < 1)
            return 0;
        const auto place = begin + static_cast<std::ptrdiff_t>(q * (count - 1));
        std::nth_element(begin, place, m_all.end());
        return *place / 1000.0;
    }

    std::vector<std::uint32_t> m_all;
    std::size_t m_told = 0;
};

/// A few bytes there and back beside the load: what the machine itself takes at that time.
struct Floor {
    int socket = -1;
    std::int64_t sentAt = 0; ///< 0: nothing is on its way

    Floor() = default;
    Floor(const Floor&) = delete;
    Floor& operator=(const Floor&) = delete;
    ~Floor()
    {
        if (socket >= 0)
            ::close(socket);
    }
    void ask()
    {
        if (socket < 0 || sentAt != 0)
            return;
        const std::array<std::uint8_t, kPayload> bytes{};
        sentAt = nowNanoseconds();
        if (::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
            sentAt = 0;
    }
};

struct Peer {
    int socket = -1;
    std::uint32_t number = 0;
    bool publisher = false;
    bool subscriber = false;
    bool ready = false; ///< CONNACK, SUBACK
    std::vector<std::uint8_t> in = std::vector<std::uint8_t>(kBuffer);
    std::size_t inSize = 0;
    std::vector<std::uint8_t> out;
    std::size_t outDone = 0;
    std::uint32_t onTheWay = 0;
    std::uint16_t packetId = 0;
    std::uint64_t published = 0;
    std::array<std::int64_t, kSentAt> sentAt{}; ///< by packet identifier
    std::vector<std::uint64_t> expected;        ///< of a subscriber: next number of each publisher

    Peer() = default;
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;
    ~Peer()
    {
        if (socket >= 0)
            ::close(socket);
    }

    void put(std::initializer_list<std::uint8_t> bytes) { out.insert(out.end(), bytes); }
    void putText(const std::string& text)
    {
        put({static_cast<std::uint8_t>(text.size() >> 8U), static_cast<std::uint8_t>(text.size())});
        out.insert(out.end(), text.begin(), text.end());
    }
    void answer(std::uint8_t first, const std::uint8_t* packetIdBytes)
    {
        put({first, 2, packetIdBytes[0], packetIdBytes[1]});
    }
    [[nodiscard]] std::size_t unsent() const { return out.size() - outDone; }
    void flush()
    {
        while (outDone < out.size()) {
            const ssize_t count =
                ::send(socket, out.data() + outDone, out.size() - outDone, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (count <= 0)
                return;
            outDone += static_cast<std::size_t>(count);
        }
        out.clear();
        outDone = 0;
    }
};

class LoadRun {
public:
    LoadRun(const Load& load, std::uint16_t port) : m_load(load), m_port(port) {}
    LoadRun(const LoadRun&) = delete;
    LoadRun& operator=(const LoadRun&) = delete;
    ~LoadRun() { ::close(m_epoll); }

    LoadResult run();

private:
    bool connect();
    void turn(int milliseconds);
    void read(Peer& peer);
    void handle(Peer& peer, const std::uint8_t* packet, std::size_t header, std::size_t size);
    void onPublish(Peer& peer, const std::uint8_t* packet, std::size_t header, std::size_t size);
    void publish(Peer& peer);
    void publishAll();
    [[nodiscard]] double dueNow() const;
    void acknowledged(Peer& peer, const std::uint8_t* packetIdBytes);
    void readFloor();
    void tellSlice();

    Load m_load;
    std::uint16_t m_port;
    int m_epoll = ::epoll_create1(0);
    std::vector<std::unique_ptr<Peer>> m_peers;
    std::size_t m_ready = 0;
    bool m_publishing = false;
    std::int64_t m_start = 0;
    std::int64_t m_last = 0; ///< of the last delivery
    std::uint64_t m_published = 0;
    std::uint64_t m_delivered = 0;
    std::uint64_t m_disorder = 0;
    Latencies m_deliveries;
    Latencies m_acknowledgements;
    Latencies m_floors;
    Floor m_floor;
};

bool LoadRun::connect()
{
    const std::uint32_t clients = m_load.both ? m_load.publishers : m_load.publishers + m_load.subscribers;
    for (std::uint32_t i = 0; i < clients; ++i) {
        auto peer = std::make_unique<Peer>();
        peer->number = i;
        peer->publisher = i < m_load.publishers;
        peer->subscriber = m_load.both || !peer->publisher;
        peer->expected.resize(m_load.publishers);
        peer->socket = connectTo(m_port);
        if (peer->socket < 0)
            return false;
        const std::string name = "load" + std::to_string(i);
        peer->put({0x10, static_cast<std::uint8_t>(12 + name.size())});
        peer->put({0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0});
        peer->putText(name);
        if (m_load.both)
            peer->put({0x82, 6, 0, 1, 0, 1, '#', m_load.qos});
        else if (peer->subscriber)
            peer->put({0x82, 12, 0, 1, 0, 7, 'b', 'e', 'n', 'c', 'h', '/', '#', m_load.qos});
        peer->flush();
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = peer.get();
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, peer->socket, &event);
        m_peers.push_back(std::move(peer));
    }
    if (m_load.echoPort != 0 && (m_floor.socket = connectTo(m_load.echoPort)) >= 0) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = nullptr;
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_floor.socket, &event);
    }
    const std::int64_t until = nowNanoseconds() + 10'000'000'000;
    while (m_ready < m_peers.size() && nowNanoseconds() < until)
        turn(10);
    return m_ready == m_peers.size();
}

void LoadRun::turn(int milliseconds)
{
    std::array<epoll_event, 128> events{};
    const int count = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), milliseconds);
    for (int i = 0; i < count; ++i) {
        auto* const peer = static_cast<Peer*>(events[static_cast<std::size_t>(i)].data.ptr);
        if (peer != nullptr)
            read(*peer);
        else
            readFloor();
    }
    const std::uint64_t before = m_published;
    if (m_publishing)
        publishAll();
    if (m_published != before)
        m_floor.ask();
    for (const auto& peer : m_peers)
        peer->flush();
}

void LoadRun::readFloor()
{
    std::array<std::uint8_t, 2 * kPayload> bytes{};
    const ssize_t count = ::recv(m_floor.socket, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (count > 0 && m_floor.sentAt != 0)
        m_floors.add(std::exchange(m_floor.sentAt, 0), nowNanoseconds());
    else if (count == 0)
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, m_floor.socket, nullptr);
}

void LoadRun::acknowledged(Peer& peer, const std::uint8_t* packetIdBytes)
{
    --peer.onTheWay;
    m_acknowledgements.add(peer.sentAt[packetIdBytes[1] % kSentAt], nowNanoseconds());
}

void LoadRun::read(Peer& peer)
{
    const ssize_t count =
        ::recv(peer.socket, peer.in.data() + peer.inSize, peer.in.size() - peer.inSize, MSG_DONTWAIT);
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK))
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, peer.socket, nullptr);
    if (count <= 0)
        return;
    peer.inSize += static_cast<std::size_t>(count);
    std::size_t at = 0;
    while (peer.inSize - at >= 2) {
        const std::uint8_t* const packet = peer.in.data() + at;
        const std::size_t available = peer.inSize - at;
        std::size_t header = 2;
        std::size_t length = packet[1] & 0x7fU;
        if ((packet[1] & 0x80U) != 0) { // nothing here is longer than 16,383 bytes
            if (available < 3)
                break;
            length += static_cast<std::size_t>(packet[2]) << 7U;
            header = 3;
        }
        if (available < header + length)
            break;
        handle(peer, packet, header, header + length);
        at += header + length;
    }
    std::memmove(peer.in.data(), peer.in.data() + at, peer.inSize - at);
    peer.inSize -= at;
}

void LoadRun::handle(Peer& peer, const std::uint8_t* packet, std::size_t header, std::size_t size)
{
    switch (packet[0] >> 4U) {
    case 2: // CONNACK
        if (!peer.subscriber)
            ++m_ready;
        break;
    case 9: // SUBACK
        ++m_ready;
        break;
    case 3:
        onPublish(peer, packet, header, size);
        break;
    case 4: // PUBACK
    case 7: // PUBCOMP
        acknowledged(peer, packet + header);
        break;
    case 5: // PUBREC
        peer.answer(0x62, packet + header);
        break;
    case 6: // PUBREL
        peer.answer(0x70, packet + header);
        break;
    default:
        break;
    }
}

void LoadRun::onPublish(Peer& peer, const std::uint8_t* packet, std::size_t header, std::size_t size)
{
    const std::uint8_t qos = (packet[0] >> 1U) & 3U;
    const std::size_t topic = static_cast<std::size_t>(packet[header]) << 8U | packet[header + 1];
    const std::uint8_t* const behind = packet + header + 2 + topic;
    if (qos != 0)
        peer.answer(qos == 1 ? 0x40 : 0x50, behind);
    std::array<std::uint64_t, 3> content{}; // time, number, publisher
    std::memcpy(content.data(), packet + size - kPayload, sizeof content);
    m_last = nowNanoseconds();
    ++m_delivered;
    std::uint64_t& expected = peer.expected[content[2] % peer.expected.size()];
    m_disorder += content[1] == expected ? 0U : 1U;
    expected = content[1] + 1;
    m_deliveries.add(static_cast<std::int64_t>(content[0]), m_last);
}

void LoadRun::publish(Peer& peer)
{
    const std::string topic = "bench/" + std::to_string(peer.number);
    const std::size_t length = 2 + topic.size() + (m_load.qos != 0 ? 2U : 0U) + kPayload;
    peer.put({static_cast<std::uint8_t>(0x30U | m_load.qos << 1U), static_cast<std::uint8_t>(length)});
    peer.putText(topic);
    if (m_load.qos != 0) {
        peer.packetId = static_cast<std::uint16_t>(peer.packetId % 0xffff + 1);
        peer.put({static_cast<std::uint8_t>(peer.packetId >> 8U), static_cast<std::uint8_t>(peer.packetId)});
        ++peer.onTheWay;
    }
    const std::int64_t now = nowNanoseconds();
    peer.sentAt[peer.packetId % kSentAt] = now;
    const std::array<std::uint64_t, kPayload / 8> content{static_cast<std::uint64_t>(now), peer.published++,
                                                          peer.number};
    const std::size_t start = peer.out.size();
    peer.out.resize(start + kPayload);
    std::memcpy(peer.out.data() + start, content.data(), kPayload);
    ++m_published;
}

/// Messages of all publishers that are to be published by now.
double LoadRun::dueNow() const
{
    const double due = m_load.rate * static_cast<double>(nowNanoseconds() - m_start) * 1e-9;
    return m_load.together ? std::floor(due / m_load.publishers) * m_load.publishers : due;
}

void LoadRun::publishAll()
{
    constexpr std::uint32_t kBurst = 64; // of one publisher in one turn
    double due = 1e18;
    if (m_load.rate > 0)
        due = dueNow() - static_cast<double>(m_published);
    bool more = true;
    for (std::uint32_t round = 0; round < kBurst && more; ++round) {
        more = false;
        for (std::uint32_t i = 0; i < m_load.publishers && due >= 1; ++i) {
            // The turn of each, also if less than one for each is due.
            Peer& peer = *m_peers[m_load.rate > 0 ? m_published % m_load.publishers : i];
            if (m_load.qos == 0 ? peer.unsent() > kMostUnsent : peer.onTheWay >= m_load.window)
                continue;
            publish(peer);
            due -= 1;
            more = true;
        }
    }
}

void LoadRun::tellSlice()
{
    LoadSlice slice;
    slice.until = static_cast<double>(nowNanoseconds() - m_start) * 1e-9;
    slice.delivered = m_deliveries.untold();
    const Latency delivered = m_deliveries.slice();
    slice.p50 = delivered.p50;
    slice.p99 = delivered.p99;
    slice.worst = delivered.worst;
    slice.acknowledged = m_acknowledgements.slice();
    slice.floor = m_floors.slice();
    m_load.slice(slice);
}

LoadResult LoadRun::run()
{
    LoadResult result;
    if (!connect())
        return result;
    result.ok = true;
    m_publishing = true;
    m_start = m_last = nowNanoseconds();
    const auto end = m_start + static_cast<std::int64_t>(m_load.seconds * 1e9);
    const auto sliceLength = static_cast<std::int64_t>(m_load.sliceSeconds * 1e9);
    std::int64_t nextSlice = m_start + sliceLength;
    while (nowNanoseconds() < end) {
        turn(m_load.rate > 0 ? 1 : 0);
        if (sliceLength != 0 && nowNanoseconds() >= nextSlice) {
            tellSlice();
            nextSlice += sliceLength;
        }
    }
    m_publishing = false;
    const auto wanted = [&] { return m_published * m_load.subscribers; };
    std::int64_t progress = nowNanoseconds();
    std::uint64_t before = m_delivered;
    const bool acknowledges = m_load.qos != 0;
    const auto missing = [&] {
        return m_delivered < wanted() || (acknowledges && m_acknowledgements.size() < m_published);
    };
    while (missing() && static_cast<double>(nowNanoseconds() - progress) < kPatience * 1e9) {
        turn(10);
        if (m_delivered != before)
            progress = nowNanoseconds();
        before = m_delivered;
    }
    result.published = m_published;
    result.delivered = m_delivered;
    result.lost = wanted() - std::min(wanted(), m_delivered);
    result.disorder = m_disorder;
    result.seconds = static_cast<double>(m_last - m_start) * 1e-9;
    const Latency delivered = m_deliveries.from(0);
    result.p50 = delivered.p50;
    result.p99 = delivered.p99;
    result.acknowledgedCount = m_acknowledgements.size();
    result.acknowledged = m_acknowledgements.from(0);
    result.floor = m_floors.from(0);
    return result;
}

} // namespace

LoadResult runLoad(const Load& load, std::uint16_t port)
{
    return LoadRun(load, port).run();
}

} // namespace mqttscope::bench

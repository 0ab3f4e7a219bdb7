// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/capture_writer.h"
#include "dissector/index/dissection.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace mqttscope::test {

using Bytes = std::vector<std::uint8_t>;

/// The CONNECT of the sample: client "python1", Clean Session, Keep Alive 60. 21 bytes.
[[nodiscard]] Bytes connectPython1();
[[nodiscard]] Bytes connackAccepted();
/// QoS 0.
[[nodiscard]] Bytes publish(const std::string& topic, const std::string& payload);

/// Writes a pcap file with one TCP connection from 192.0.2.1:40000 to 192.0.2.2:1883, Ethernet and IPv4
/// around it.
class CaptureMaker {
public:
    explicit CaptureMaker(const std::string& path);
    ~CaptureMaker();
    CaptureMaker(const CaptureMaker&) = delete;
    CaptureMaker& operator=(const CaptureMaker&) = delete;

    /// Offset of the TCP payload in every frame.
    static constexpr std::uint32_t kPayloadOffset = 14 + 20 + 20;

    /// SYN, SYN+ACK, ACK: three frames.
    void open();
    void fromClient(const Bytes& payload);
    void fromServer(const Bytes& payload);
    /// Bytes that the client sent but that the capture missed.
    void skipFromClient(std::uint32_t bytes) { m_sequence[0] += bytes; }
    /// An acknowledgement without payload.
    void acknowledgeFromServer();
    [[nodiscard]] std::uint32_t frames() const { return m_frames; }
    void close();

private:
    void segment(int side, std::uint8_t flags, const Bytes& payload);

    capture::PcapWriter m_writer;
    std::uint32_t m_sequence[2] = {1000, 5000};
    std::uint32_t m_frames = 0;
};

/// A dissection made by hand: a frame of 10 bytes of network and a message of 21 bytes (the CONNECT of the
/// sample) whose first 6 bytes stand in frame 7 and the rest in this one, frame 9.
[[nodiscard]] std::shared_ptr<const index::Dissection> splitConnect();

} // namespace mqttscope::test

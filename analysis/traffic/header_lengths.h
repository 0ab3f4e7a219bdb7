// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"

#include <cstdint>
#include <optional>

namespace mqttscope::analysis {

/// How the bytes of a frame with a TCP segment are divided; together they are the frame on the wire. Of a
/// segment in several IP fragments, TCP counts in the frame that completes it.
struct HeaderLengths {
    std::uint32_t link = 0; ///< link layer, tunnels, padding
    std::uint32_t ip = 0;   ///< the innermost IP header with its options or extension headers
    std::uint32_t tcp = 0;
    std::uint32_t payload = 0;
};

/// Measures the headers of frames, one after the other.
class HeaderMeter {
public:
    /// Both must outlive the meter.
    HeaderMeter(const Document& document, const index::Snapshot& snapshot);

    /// Nothing if no TCP header could be read.
    [[nodiscard]] std::optional<HeaderLengths> measure(std::uint32_t frame);
    /// Of an IP fragment whose datagram another frame completes: TCP counts there.
    [[nodiscard]] HeaderLengths measureFragment(std::uint32_t frame);

private:
    struct Said;
    [[nodiscard]] std::optional<HeaderLengths> dissect(std::uint32_t frame);
    [[nodiscard]] Said read(std::uint32_t frame);

    const Document* m_document;
    const index::Snapshot* m_snapshot;
    field::FieldSelection m_selection;
    index::DissectScratch m_scratch;
    field::SelectSink m_sink{m_selection};
};

} // namespace mqttscope::analysis

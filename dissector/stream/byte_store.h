// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"

#include <cstdint>
#include <optional>
#include <span>

namespace mqttscope::stream {

/// Keeps bytes that stand in no frame: plaintext, inflated payloads. Bounded; stored bytes never change.
class ByteStore {
public:
    /// Adds bytes at the end; returns where they stand, or nothing if the store is full.
    [[nodiscard]] virtual std::optional<std::uint64_t> append(field::ByteView bytes) = 0;
    /// Copies stored bytes; false if that range is not there or can no longer be read.
    [[nodiscard]] virtual bool read(std::uint64_t offset, std::span<std::uint8_t> out) const = 0;

protected:
    ~ByteStore() = default;
};

} // namespace mqttscope::stream

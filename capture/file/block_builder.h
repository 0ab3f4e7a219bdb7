// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/pcapng_options.h"
#include "capture/file/record_builder.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace mqttscope::capture {

/// A pcapng block that is being made: its type and lengths around what is added.
class BlockBuilder : public RecordBuilder {
public:
    /// Longest value of an option.
    static constexpr std::size_t kMaxOptionLength = 0xffff;

    BlockBuilder(std::vector<std::uint8_t>& block, std::uint32_t type) : RecordBuilder(block)
    {
        add32(type);
        add32(0); // the total length, known at the end
    }

    void addOption(std::uint16_t code, std::span<const std::uint8_t> value)
    {
        value = value.first(std::min(value.size(), kMaxOptionLength));
        add16(code);
        add16(static_cast<std::uint32_t>(value.size()));
        addBytes(value);
        pad();
        m_hasOptions = true;
    }

    /// An option that is a number, little-endian.
    void addNumberOption(std::uint16_t code, std::uint64_t number, std::uint32_t length)
    {
        add16(code);
        add16(length);
        if (length == 4) {
            add32(static_cast<std::uint32_t>(number));
        } else {
            add64(number);
        }
        m_hasOptions = true;
    }

    void addText(std::uint16_t code, std::string_view text)
    {
        if (!text.empty()) {
            const auto* bytes =
                reinterpret_cast<const std::uint8_t*>(text.data()); // NOLINT(*-reinterpret-cast)
            addOption(code, {bytes, textLength(text)});
        }
    }

    void finish()
    {
        if (m_hasOptions) {
            add32(option_code::kEnd);
        }
        const auto total = static_cast<std::uint32_t>(size() + 4);
        add32(total);
        set32(4, total);
    }

private:
    /// Bytes of a text that fit an option, not cut inside a UTF-8 character.
    static std::size_t textLength(std::string_view text)
    {
        std::size_t length = std::min(text.size(), kMaxOptionLength);
        while (length > 0 && length < text.size() &&
               (static_cast<std::uint8_t>(text[length]) & 0xc0) == 0x80) {
            --length;
        }
        return length;
    }

    bool m_hasOptions = false;
};

} // namespace mqttscope::capture

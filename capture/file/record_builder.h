// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/frame_view.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace mqttscope::capture {

/// Appends little-endian numbers and bytes to a record that is being made.
class RecordBuilder {
public:
    /// Empties `record` and builds into it.
    explicit RecordBuilder(std::vector<std::uint8_t>& record) : m_record(record) { m_record.clear(); }

    void add8(std::uint32_t number) { addNumber(number, 1); }
    void add16(std::uint32_t number) { addNumber(number, 2); }
    void add32(std::uint32_t number) { addNumber(number, 4); }
    void add64(std::uint64_t number) { addNumber(number, 8); }
    void addBytes(std::span<const std::uint8_t> bytes)
    {
        m_record.insert(m_record.end(), bytes.begin(), bytes.end());
    }
    /// Zeros up to a multiple of four bytes.
    void pad() { m_record.resize((m_record.size() + 3) & ~std::size_t{3}); }
    /// Writes a 16-bit or 32-bit number over what stands at `at`.
    void set16(std::size_t at, std::uint32_t number) { setNumber(at, number, 2); }
    void set32(std::size_t at, std::uint32_t number) { setNumber(at, number, 4); }
    [[nodiscard]] std::size_t size() const { return m_record.size(); }

private:
    void setNumber(std::size_t at, std::uint32_t number, std::size_t bytes)
    {
        for (std::size_t i = 0; i < bytes; ++i) {
            m_record[at + i] = static_cast<std::uint8_t>(number >> (8 * i));
        }
    }

    void addNumber(std::uint64_t number, unsigned bytes)
    {
        for (unsigned i = 0; i < bytes; ++i) {
            m_record.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
        }
    }

    std::vector<std::uint8_t>& m_record;
};

} // namespace mqttscope::capture

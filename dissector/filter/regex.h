// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace mqttscope::filter {

inline constexpr std::size_t kMaxPattern = 4096;           ///< bytes of a regular expression
inline constexpr std::uint32_t kMaxMatchSteps = 100'000;   ///< of one match: PCRE2's match limit
inline constexpr std::uint32_t kMaxMatchDepth = 2'000;     ///< of one match: PCRE2's depth limit
inline constexpr std::uint32_t kMaxMatchMemory = 4 * 1024; ///< of one match, KiB: PCRE2's heap limit

/// Why a regular expression is none.
struct RegexError {
    std::string reason;       ///< PCRE2's, in English; empty if the pattern is too large
    std::size_t position = 0; ///< in the pattern
};

/// A compiled regular expression: PCRE2 on bytes, ignoring case unless the pattern says otherwise, as in
/// Wireshark. Immutable; each thread matches with a scratch of its own.
class Regex {
public:
    /// Memory of one thread for matching.
    class Scratch {
    public:
        Scratch();
        ~Scratch();
        Scratch(Scratch&&) noexcept;
        Scratch& operator=(Scratch&&) noexcept;
        Scratch(const Scratch&) = delete;
        Scratch& operator=(const Scratch&) = delete;

    private:
        friend class Regex;
        struct Private;
        std::unique_ptr<Private> m_d;
    };

    [[nodiscard]] static tl::expected<Regex, RegexError> compile(std::string_view pattern);

    /// Whether it occurs in a text. One that takes more than the limits does not.
    [[nodiscard]] bool matches(std::string_view text, Scratch& scratch) const;

private:
    struct Private;
    explicit Regex(std::shared_ptr<const Private> d) : m_d(std::move(d)) {}
    std::shared_ptr<const Private> m_d;
};

} // namespace mqttscope::filter

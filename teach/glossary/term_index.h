// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mqttscope::teach {

/// Where a term stands in a text, in bytes of UTF-8.
struct TermPlace {
    std::size_t begin = 0;
    std::size_t length = 0;
    std::size_t term = 0; ///< as given to TermIndex::add

    friend bool operator==(const TermPlace&, const TermPlace&) = default;
};

/// Finds the terms of a glossary in running text: whole words, the longest form first. A form of small
/// letters also stands with capitals at the beginning of its words ("topic filter", "Topic Filter"); one with
/// capitals only as it is written: CONNECT is a packet, connect a verb. A space may be one that does not
/// break.
///
/// What stands in quotation marks is not searched: there are the values of packets, whose words mean
/// something else. Neither are parts of names (mqtt.qos, sensors/port, sub-frame) and of numbers (0xDF, C3
/// DF).
class TermIndex {
public:
    /// A form may be added once.
    void add(std::string_view form, std::size_t term);

    /// Places that do not overlap, from the beginning on. The time grows with the length of the text only.
    [[nodiscard]] std::vector<TermPlace> find(std::string_view text) const;
    /// The term of which the whole text is a form.
    [[nodiscard]] std::optional<std::size_t> match(std::string_view text) const;

private:
    struct Form {
        std::string text;
        std::size_t term = 0;
        bool small = false; ///< no capital in it
    };

    [[nodiscard]] std::optional<TermPlace> longestAt(std::string_view text, std::size_t at) const;

    std::unordered_map<std::string, std::vector<Form>>
        m_forms; ///< by first word in small letters; long forms first
};

} // namespace mqttscope::teach

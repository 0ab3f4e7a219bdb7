// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <array>
#include <utility>

namespace mqttscope::filter {

struct Regex::Private {
    explicit Private(pcre2_code* c) : code(c) {}
    Private(const Private&) = delete;
    Private& operator=(const Private&) = delete;
    ~Private() { pcre2_code_free(code); }

    pcre2_code* code;
};

struct Regex::Scratch::Private {
    Private() : context(pcre2_match_context_create(nullptr)), match(pcre2_match_data_create(1, nullptr))
    {
        if (context == nullptr)
            return;
        pcre2_set_match_limit(context, kMaxMatchSteps);
        pcre2_set_depth_limit(context, kMaxMatchDepth);
        pcre2_set_heap_limit(context, kMaxMatchMemory);
    }
    Private(const Private&) = delete;
    Private& operator=(const Private&) = delete;
    ~Private()
    {
        pcre2_match_data_free(match);
        pcre2_match_context_free(context);
    }

    pcre2_match_context* context;
    pcre2_match_data* match;
};

Regex::Scratch::Scratch() = default;
Regex::Scratch::~Scratch() = default;
Regex::Scratch::Scratch(Scratch&&) noexcept = default;
Regex::Scratch& Regex::Scratch::operator=(Scratch&&) noexcept = default;

tl::expected<Regex, RegexError> Regex::compile(std::string_view pattern)
{
    if (pattern.size() > kMaxPattern)
        return tl::unexpected(RegexError{{}, kMaxPattern});
    int error = 0;
    PCRE2_SIZE position = 0;
    pcre2_code* const code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                                           PCRE2_CASELESS | PCRE2_NEVER_UTF, &error, &position, nullptr);
    if (code == nullptr) {
        std::array<PCRE2_UCHAR, 256> reason{};
        pcre2_get_error_message(error, reason.data(), reason.size());
        return tl::unexpected(RegexError{reinterpret_cast<const char*>(reason.data()), position});
    }
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); // where there is none, it is interpreted
    return Regex{std::make_shared<const Private>(code)};
}

bool Regex::matches(std::string_view text, Scratch& scratch) const
{
    if (!scratch.m_d)
        scratch.m_d = std::make_unique<Scratch::Private>();
    const Scratch::Private& s = *scratch.m_d;
    if (s.match == nullptr)
        return false;
    return pcre2_match(m_d->code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), 0, 0, s.match,
                       s.context) >= 0;
}

} // namespace mqttscope::filter

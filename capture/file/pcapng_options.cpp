// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/pcapng_options.h"

#include <string_view>

namespace mqttscope::capture {
namespace {

constexpr std::size_t kOptionHeaderLength = 4;

std::size_t padded(std::size_t length)
{
    return (length + 3) & ~std::size_t{3};
}

tl::expected<void, FileError> requireLength(const PcapngOption& option, std::size_t length)
{
    if (option.value.size() != length) {
        return tl::unexpected(
            errorAt(option.offset, FileError::Code::BadOptionLength, length, option.value.size()));
    }
    return {};
}

TickLength tickLength(std::uint8_t resolution)
{
    constexpr std::uint8_t kBinary = 0x80;
    return {(resolution & kBinary) != 0, static_cast<std::uint8_t>(resolution & 0x7f)};
}

/// The options of an interface that are numbers; true if it was one.
template <ByteOrder kOrder>
tl::expected<bool, FileError> readNumber(const PcapngOption& option, Interface& interface)
{
    if (option.code == option_code::kInterfaceTickLength) {
        return requireLength(option, 1).map([&] {
            interface.tick = tickLength(option.value[0]);
            return true;
        });
    }
    if (option.code == option_code::kInterfaceFcsLength) {
        return requireLength(option, 1).map([&] {
            interface.fcsLength = option.value[0];
            return true;
        });
    }
    if (option.code == option_code::kInterfaceTimeOffset) {
        return requireLength(option, 8).map([&] {
            interface.offsetSeconds = static_cast<std::int64_t>(load64<kOrder>(option.value.data()));
            return true;
        });
    }
    return false;
}

void readInterfaceText(const PcapngOption& option, Interface& interface, CaptureContents& contents)
{
    switch (option.code) {
    case option_code::kComment:
        addText(interface.comment, option.value, contents);
        break;
    case option_code::kInterfaceName:
        interface.name = keptText(option.value, contents);
        break;
    case option_code::kInterfaceDescription:
        interface.description = keptText(option.value, contents);
        break;
    case option_code::kInterfaceFilter:
        // The first byte says the kind: 0 = the filter as text, else compiled code, which is of no use here.
        if (!option.value.empty() && option.value[0] == 0) {
            interface.filter = keptText(option.value.subspan(1), contents);
        }
        break;
    case option_code::kInterfaceOs:
        interface.os = keptText(option.value, contents);
        break;
    case option_code::kInterfaceHardware:
        interface.hardware = keptText(option.value, contents);
        break;
    default:
        break;
    }
}

} // namespace

template <ByteOrder kOrder> tl::expected<std::optional<PcapngOption>, FileError> PcapngOptions<kOrder>::next()
{
    if (m_left.size() < kOptionHeaderLength) {
        return std::nullopt; // opt_endofopt is not required where the block ends
    }
    PcapngOption option;
    option.code = load16<kOrder>(m_left.data());
    option.offset = m_offset;
    const std::size_t length = load16<kOrder>(m_left.data() + 2);
    if (option.code == option_code::kEnd) {
        m_left = {};
        return std::nullopt;
    }
    const std::size_t left = m_left.size() - kOptionHeaderLength;
    if (padded(length) > left) {
        return tl::unexpected(errorAt(m_offset, FileError::Code::OptionTooLong, left, length));
    }
    option.value = m_left.subspan(kOptionHeaderLength, length);
    m_left = m_left.subspan(kOptionHeaderLength + padded(length));
    m_offset += kOptionHeaderLength + padded(length);
    return option;
}

std::string keptText(std::span<const std::uint8_t> value, CaptureContents& contents)
{
    while (!value.empty() && value.back() == 0) {
        value = value.first(value.size() - 1);
    }
    if (value.size() > kMaxTextBytes - contents.textBytes) {
        ++contents.textsLeftOut;
        return {};
    }
    contents.textBytes += value.size();
    return {value.begin(), value.end()};
}

void addText(std::string& text, std::span<const std::uint8_t> value, CaptureContents& contents)
{
    const std::string addition = keptText(value, contents);
    if (!text.empty() && !addition.empty()) {
        text += '\n';
    }
    text += addition;
}

template <ByteOrder kOrder>
tl::expected<void, FileError> readSectionOptions(PcapngOptions<kOrder> options, Section& section,
                                                 CaptureContents& contents)
{
    while (true) {
        const auto option = options.next();
        if (!option) {
            return tl::unexpected(option.error());
        }
        if (!*option) {
            return {};
        }
        const std::span<const std::uint8_t> value = (*option)->value;
        switch ((*option)->code) {
        case option_code::kComment:
            addText(section.comment, value, contents);
            break;
        case option_code::kSectionHardware:
            section.hardware = keptText(value, contents);
            break;
        case option_code::kSectionOs:
            section.os = keptText(value, contents);
            break;
        case option_code::kSectionApplication:
            section.application = keptText(value, contents);
            break;
        default:
            break;
        }
    }
}

template <ByteOrder kOrder>
tl::expected<void, FileError> readInterfaceOptions(PcapngOptions<kOrder> options, Interface& interface,
                                                   CaptureContents& contents)
{
    while (true) {
        const auto option = options.next();
        if (!option) {
            return tl::unexpected(option.error());
        }
        if (!*option) {
            return {};
        }
        const auto number = readNumber<kOrder>(**option, interface);
        if (!number) {
            return tl::unexpected(number.error());
        }
        if (!*number) {
            readInterfaceText(**option, interface, contents);
        }
    }
}

template class PcapngOptions<ByteOrder::Little>;
template class PcapngOptions<ByteOrder::Big>;
template tl::expected<void, FileError> readSectionOptions(PcapngOptions<ByteOrder::Little>, Section&,
                                                          CaptureContents&);
template tl::expected<void, FileError> readSectionOptions(PcapngOptions<ByteOrder::Big>, Section&,
                                                          CaptureContents&);
template tl::expected<void, FileError> readInterfaceOptions(PcapngOptions<ByteOrder::Little>, Interface&,
                                                            CaptureContents&);
template tl::expected<void, FileError> readInterfaceOptions(PcapngOptions<ByteOrder::Big>, Interface&,
                                                            CaptureContents&);

} // namespace mqttscope::capture

// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/capture_arguments.h"
#include "capture/live/capture_filter.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

namespace mqttscope::capture {
namespace {

/// Longest word that a message repeats.
constexpr std::size_t kMaxShown = 64;

/// IFNAMSIZ: longer names are of no interface.
constexpr std::size_t kMaxInterfaceName = 15;

std::string shown(std::string_view word)
{
    return std::string{word.substr(0, kMaxShown)};
}

/// Reads options one by one; the first thing that is wrong ends it.
class ArgumentReader {
public:
    explicit ArgumentReader(const std::vector<std::string_view>& words) : m_words(words) {}

    tl::expected<CaptureArguments, CaptureError> read()
    {
        while (m_next < m_words.size() && m_fault.empty())
            readOption(m_words[m_next++]);
        if (m_fault.empty())
            judgeAll();
        if (!m_fault.empty())
            return tl::unexpected(CaptureError{CaptureErrorCode::Usage, {}, std::nullopt, m_fault});
        return std::move(m_arguments);
    }

private:
    using Task = CaptureArguments::Task;
    struct Option {
        std::string_view name;
        void (ArgumentReader::*set)(std::string_view name);
    };

    /// `-sX`, `-s X`, `--format=X` and `--format X`.
    void readOption(std::string_view word)
    {
        static constexpr std::array<Option, 11> kOptions = {{{"-D", &ArgumentReader::setList},
                                                             {"-i", &ArgumentReader::addInterface},
                                                             {"-f", &ArgumentReader::setFilter},
                                                             {"-s", &ArgumentReader::setSnapLength},
                                                             {"-B", &ArgumentReader::setBuffer},
                                                             {"-p", &ArgumentReader::setNotPromiscuous},
                                                             {"--format", &ArgumentReader::setFormat},
                                                             {"--control-fd", &ArgumentReader::setControl},
                                                             {"--statistics", &ArgumentReader::setStatistics},
                                                             {"--version", &ArgumentReader::setVersion},
                                                             {"--help", &ArgumentReader::setHelp}}};
        const bool isLong = word.starts_with("--");
        const std::size_t nameLength = isLong ? std::min(word.find('='), word.size()) : 2;
        const std::string_view name = word.substr(0, nameLength);
        const auto* const option = std::find_if(kOptions.begin(), kOptions.end(),
                                                [&](const Option& known) { return known.name == name; });
        if (option == kOptions.end())
            return fail("no such option: " + shown(word));
        m_attached = word.substr(name.size());
        m_hasAttached = !m_attached.empty();
        if (isLong && m_hasAttached)
            m_attached.remove_prefix(1);
        (this->*option->set)(name);
        if (m_hasAttached)
            fail("takes no value: " + shown(name));
    }

    std::string_view value(std::string_view name)
    {
        if (std::exchange(m_hasAttached, false))
            return m_attached;
        if (m_next < m_words.size())
            return m_words[m_next++];
        fail("a value is missing: " + shown(name));
        return {};
    }

    std::uint32_t number(std::string_view name, std::uint32_t least, std::uint32_t most)
    {
        const std::string_view text = value(name);
        std::uint32_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc{} || end != text.data() + text.size() || number < least || number > most)
            fail(shown(name) + ": a number from " + std::to_string(least) + " to " + std::to_string(most) +
                 " is wanted, not " + shown(text));
        return number;
    }

    void setList(std::string_view) { m_arguments.task = Task::List; }
    void setVersion(std::string_view) { m_arguments.task = Task::Version; }
    void setHelp(std::string_view) { m_arguments.task = Task::Help; }
    void setNotPromiscuous(std::string_view) { m_arguments.promiscuous = false; }
    void setSnapLength(std::string_view name)
    {
        const std::uint32_t length = number(name, 0, kMaxSnapLength);
        m_arguments.snapLength = length == 0 ? kMaxSnapLength : length; // as tcpdump and tshark
    }
    void setBuffer(std::string_view name) { m_arguments.bufferMiB = number(name, 1, kMaxBufferMiB); }
    void setStatistics(std::string_view name)
    {
        m_arguments.statisticsMs = number(name, kMinStatisticsMs, kMaxStatisticsMs);
    }
    void setControl(std::string_view name)
    {
        m_arguments.controlDescriptor = static_cast<int>(number(name, 2, std::numeric_limits<int>::max()));
    }
    void setFormat(std::string_view name)
    {
        const std::string_view format = value(name);
        if (format != "pcap" && format != "pcapng")
            fail("--format: pcap or pcapng is wanted, not " + shown(format));
        m_arguments.pcapng = format == "pcapng";
    }
    void setFilter(std::string_view name)
    {
        m_arguments.filter = value(name);
        if (m_arguments.filter.size() > kMaxFilterBytes)
            fail("-f: the filter is too long");
    }
    void addInterface(std::string_view name)
    {
        const std::string_view interface = value(name);
        auto& all = m_arguments.interfaces;
        if (interface.empty() || interface.size() > kMaxInterfaceName)
            fail("-i: no name of an interface: " + shown(interface));
        else if (std::find(all.begin(), all.end(), interface) != all.end())
            fail("-i: twice: " + shown(interface));
        else if (all.size() == kMaxCaptureInterfaces)
            fail("-i: more than " + std::to_string(kMaxCaptureInterfaces) + " interfaces");
        else
            all.emplace_back(interface);
    }

    /// What only all options together tell.
    void judgeAll()
    {
        if (m_arguments.task != Task::Capture)
            return;
        if (m_arguments.interfaces.empty())
            fail("no interface is named: -i");
        else if (m_arguments.interfaces.size() > 1 && !m_arguments.pcapng)
            fail("several interfaces need --format pcapng");
    }

    void fail(std::string why)
    {
        if (m_fault.empty())
            m_fault = std::move(why);
    }

    const std::vector<std::string_view>& m_words;
    std::size_t m_next = 0;
    std::string_view m_attached; ///< What stands in the word of the option behind its name.
    bool m_hasAttached = false;
    CaptureArguments m_arguments;
    std::string m_fault;
};

} // namespace

tl::expected<CaptureArguments, CaptureError> readArguments(const std::vector<std::string_view>& words)
{
    return ArgumentReader{words}.read();
}

std::string_view captureHelp()
{
    return "usage: mqttscope-capture -i INTERFACE [-i INTERFACE]... [OPTIONS]\n"
           "Writes the frames of network interfaces to standard output, for mqttscope and mqttscope-cli.\n"
           "\n"
           "  -D                   list the interfaces: name, kind, flags, addresses, description\n"
           "  -i INTERFACE         capture from it; several need --format pcapng\n"
           "  -f FILTER            capture only what passes (man pcap-filter)\n"
           "  -s BYTES             cut frames to so many bytes; 0: do not\n"
           "  -B MIB               buffer of the system for each interface (2)\n"
           "  -p                   do not ask for frames that are for others\n"
           "  --format FORMAT      pcap (nanoseconds) or pcapng\n"
           "  --control-fd NUMBER  descriptor for statistics and errors (2)\n"
           "  --statistics MS      how often there are statistics (500)\n"
           "  --version, --help\n";
}

} // namespace mqttscope::capture

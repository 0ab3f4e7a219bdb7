// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/capture_device.h"
#include "capture/live/capture_filter.h"
#include "capture/live/link_number.h"

#include <array>
#include <chrono>
#include <iterator>
#include <linux/filter.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <pcap.h>
#include <string_view>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace mqttscope::capture {
namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::int64_t kNsPerMicrosecond = 1'000;
constexpr std::string_view kAny = "any";
constexpr int kYes = 1;

CaptureErrorCode codeOf(int status)
{
    switch (status) {
    case PCAP_ERROR_PERM_DENIED:
    case PCAP_ERROR_PROMISC_PERM_DENIED:
        return CaptureErrorCode::NoRights;
    case PCAP_ERROR_NO_SUCH_DEVICE:
        return CaptureErrorCode::NoSuchInterface;
    case PCAP_ERROR_IFACE_NOT_UP:
        return CaptureErrorCode::InterfaceDown;
    default:
        return CaptureErrorCode::Other;
    }
}

/// libpcap knows other sources by the names they begin with (D-Bus, USB, netfilter): they are no networks,
/// and less code runs with rights without them.
bool isNetworkInterface(const std::string& name)
{
    return name == kAny || ::if_nametoindex(name.c_str()) != 0;
}

bool isLoopback(const std::string& name)
{
    ifreq request{};
    name.copy(std::begin(request.ifr_name), IFNAMSIZ - 1);
    const int probe = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const bool known = ::ioctl(probe, SIOCGIFFLAGS, &request) == 0;
    ::close(probe);
    return known && (request.ifr_flags & IFF_LOOPBACK) != 0;
}

/// What a callback of libpcap is given.
struct Reading {
    const std::function<void(const LiveFrame&)>& take;
    bool nanoseconds;
};

// NOLINTNEXTLINE(readability-non-const-parameter): libpcap's type
void takeFrame(u_char* context, const pcap_pkthdr* header, const u_char* bytes)
{
    const auto& reading =
        *reinterpret_cast<const Reading*>(context);   // NOLINT(*-reinterpret-cast): libpcap's way
    const std::int64_t fraction = header->ts.tv_usec; // nanoseconds if we asked for them
    const std::int64_t ns = reading.nanoseconds ? fraction : fraction * kNsPerMicrosecond;
    reading.take({header->ts.tv_sec * kNsPerSecond + ns, {bytes, header->caplen}, header->len});
}

/// The network mask of an interface, for filters like `ip broadcast`; unknown without an IPv4 address.
bpf_u_int32 netmaskOf(const std::string& interface)
{
    std::array<char, PCAP_ERRBUF_SIZE> ignored{};
    bpf_u_int32 network = 0;
    bpf_u_int32 mask = 0;
    const bool known = ::pcap_lookupnet(interface.c_str(), &network, &mask, ignored.data()) == 0;
    return known ? mask : PCAP_NETMASK_UNKNOWN;
}

} // namespace

void CaptureDevice::ClosePcap::operator()(pcap* handle) const
{
    ::pcap_close(handle);
}

CaptureError CaptureDevice::error(CaptureErrorCode code) const
{
    return {code, m_opened.interface, std::nullopt, ::pcap_geterr(m_handle.get())};
}

tl::expected<CaptureDevice, CaptureError> CaptureDevice::open(const DeviceOptions& options)
{
    std::array<char, PCAP_ERRBUF_SIZE> why{};
    if (!isNetworkInterface(options.interface))
        return tl::unexpected(
            CaptureError{CaptureErrorCode::NoSuchInterface, options.interface, std::nullopt, {}});
    CaptureDevice device{::pcap_create(options.interface.c_str(), why.data())};
    pcap_t* const handle = device.m_handle.get();
    if (handle == nullptr)
        return tl::unexpected(
            CaptureError{CaptureErrorCode::Other, options.interface, std::nullopt, why.data()});
    InterfaceOpened& opened = device.m_opened;
    opened.interface = device.m_counts.interface = options.interface;
    opened.bufferBytes = std::uint64_t{options.bufferMiB} << 20U;
    ::pcap_set_snaplen(handle, static_cast<int>(options.snapLength));
    ::pcap_set_buffer_size(handle, static_cast<int>(opened.bufferBytes));
    ::pcap_set_promisc(handle, options.promiscuous ? 1 : 0);
    ::pcap_set_timeout(handle, kCollectMs);
    ::pcap_set_tstamp_precision(handle, PCAP_TSTAMP_PRECISION_NANO); // where not, they stay microseconds
    const int status = ::pcap_activate(handle);
    if (status < 0)
        return tl::unexpected(device.error(codeOf(status)));
    if (::pcap_setnonblock(handle, 1, why.data()) != 0)
        return tl::unexpected(
            CaptureError{CaptureErrorCode::Other, options.interface, std::nullopt, why.data()});
    if (isLoopback(options.interface)) // a frame is there twice, sent and received; libpcap would pass over
                                       // the first
        (void)::setsockopt(::pcap_fileno(handle), SOL_PACKET, PACKET_IGNORE_OUTGOING, &kYes, sizeof kYes);
    if (options.interface == kAny) // its newer form says from which interface a frame is; libpcap 1.10
        (void)::pcap_set_datalink(handle, DLT_LINUX_SLL2);
    device.m_descriptor = ::pcap_get_selectable_fd(handle);
    opened.linkType = linkTypeOf(::pcap_datalink(handle));
    opened.snapLength = static_cast<std::uint32_t>(::pcap_snapshot(handle));
    opened.nanoseconds = ::pcap_get_tstamp_precision(handle) == PCAP_TSTAMP_PRECISION_NANO;
    opened.promiscuous =
        options.promiscuous && options.interface != kAny && status != PCAP_WARNING_PROMISC_NOTSUP;
    return device;
}

std::optional<CaptureError> CaptureDevice::setFilter(const std::string& filter)
{
    bpf_program program{};
    if (::pcap_compile(m_handle.get(), &program, filter.c_str(), 1, netmaskOf(m_opened.interface)) != 0) {
        CaptureError bad = error(CaptureErrorCode::BadFilter);
        if (const auto fault = checkCaptureFilter(filter, m_opened.linkType))
            bad.position = fault->position;
        return bad;
    }
    const int status = ::pcap_setfilter(m_handle.get(), &program);
    ::pcap_freecode(&program);
    if (status != 0)
        return error(CaptureErrorCode::BadFilter);
    m_beginNs = std::chrono::nanoseconds{std::chrono::system_clock::now().time_since_epoch()}.count();
    m_early = counts().received;
    m_counts = {m_opened.interface, 0, 0, 0, 0};
    return std::nullopt;
}

/// Not only by time: the clock may be set back.
bool CaptureDevice::isPartOfCapture(std::int64_t timeNs)
{
    if (m_early == 0 || timeNs >= m_beginNs)
        return true;
    --m_early;
    return false;
}

tl::expected<std::size_t, CaptureError> CaptureDevice::read(int most,
                                                            const std::function<void(const LiveFrame&)>& take)
{
    const std::function<void(const LiveFrame&)> takePart = [&](const LiveFrame& frame) {
        if (!isPartOfCapture(frame.timeNs))
            return;
        ++m_counts.captured;
        take(frame);
    };
    Reading reading{takePart, m_opened.nanoseconds};
    // NOLINTNEXTLINE(*-reinterpret-cast): libpcap's way
    const int count = ::pcap_dispatch(m_handle.get(), most, takeFrame, reinterpret_cast<u_char*>(&reading));
    if (count >= 0)
        return static_cast<std::size_t>(count);
    // libpcap goes on while an interface is only down; it fails when it is no longer there.
    return tl::unexpected(error(CaptureErrorCode::InterfaceGone));
}

void CaptureDevice::refuseMore()
{
    sock_filter nothing = BPF_STMT(BPF_RET | BPF_K, 0);
    const sock_fprog program{1, &nothing};
    (void)::setsockopt(::pcap_fileno(m_handle.get()), SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
}

bool CaptureDevice::isComplete()
{
    const InterfaceCounts& now = counts();
    return now.captured + now.dropped >= now.received;
}

const InterfaceCounts& CaptureDevice::counts()
{
    pcap_stat now{};
    if (::pcap_stats(m_handle.get(), &now) == 0) {
        // Differences, because 32 bits wrap.
        m_counts.received += std::uint32_t{now.ps_recv} - m_last.received;
        m_counts.dropped += std::uint32_t{now.ps_drop} - m_last.dropped;
        m_counts.interfaceDropped += std::uint32_t{now.ps_ifdrop} - m_last.interfaceDropped;
        m_last = {now.ps_recv, now.ps_drop, now.ps_ifdrop};
    }
    return m_counts;
}

} // namespace mqttscope::capture

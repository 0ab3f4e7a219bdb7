// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/fault_guard.h"

#include "capture/file/mapped_file.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <mutex>

#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace mqttscope::capture::fault_guard {
namespace {

/// One guarded range. `begin` is written last when a range appears and first when it goes.
struct Slot {
    std::atomic<bool> taken{false};
    std::atomic<std::uintptr_t> begin{0}; ///< 0 = none.
    std::atomic<std::size_t> length{0};
    std::atomic<std::uint64_t> missing{kNothingMissing};
};

static_assert(std::atomic<std::uint64_t>::is_always_lock_free);

// Constant-initialised: a fault may come before or after any other static's lifetime.
constinit std::array<Slot, kMaxMappedFiles> g_slots;
constinit std::atomic<std::uintptr_t> g_pageSize{0};
struct sigaction
    g_previous; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): the handler reads it

/// Puts zero pages over [begin, begin + length). The raw system call: mmap() may be intercepted by a
/// sanitizer, and what is not async-signal-safe in an interceptor must not run in a handler.
bool mapZeros(std::uintptr_t begin, std::size_t length) noexcept
{
    const long result =
        syscall(SYS_mmap, begin, length, PROT_READ, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return result != -1;
}

bool repair(std::uintptr_t address) noexcept
{
    const std::uintptr_t page = address & ~(g_pageSize.load(std::memory_order_relaxed) - 1);
    for (std::size_t index = 0; index < g_slots.size(); ++index) {
        Slot& slot = g_slots[index];
        const std::uintptr_t begin = slot.begin.load(std::memory_order_acquire);
        const std::size_t length = slot.length.load(std::memory_order_relaxed);
        if (begin == 0 || address < begin || address - begin >= length) {
            continue;
        }
        // The mark goes down before the zeros appear: whoever reads zeros and asks afterwards is told.
        lowerMissing(index, page - begin);
        const std::size_t pageSize = g_pageSize.load(std::memory_order_relaxed);
        // A page alone fails when the kernel's limit of mappings is reached; then all the rest as one.
        return mapZeros(page, pageSize) || mapZeros(page, begin + length - page);
    }
    return false;
}

/// A signal that is not ours: what would have happened without us.
void chain(int number, siginfo_t* cause, void* context) noexcept
{
    if ((g_previous.sa_flags & SA_SIGINFO) != 0) {
        g_previous.sa_sigaction(number, cause, context);
        return;
    }
    const bool sentByProcess = cause->si_code <= 0;
    if (g_previous.sa_handler == SIG_IGN &&
        sentByProcess) { // NOLINT(performance-no-int-to-ptr): the system's macro
        return;
    }
    if (g_previous.sa_handler != SIG_DFL &&
        g_previous.sa_handler != SIG_IGN) { // NOLINT(performance-no-int-to-ptr)
        g_previous.sa_handler(number);
        return;
    }
    // A true fault cannot be ignored. The instruction runs again, or the signal comes again, without us.
    struct sigaction standard = {};
    standard.sa_handler = SIG_DFL; // NOLINT(cppcoreguidelines-pro-type-union-access): the system's struct
    sigaction(number, &standard, nullptr);
    if (sentByProcess) {
        raise(number);
    }
}

void onBusError(int number, siginfo_t* cause, void* context) noexcept
{
    const int savedErrno = errno;
    const bool isFault = cause->si_code > 0; // si_addr means something only then
    if (!isFault || !repair(reinterpret_cast<std::uintptr_t>(cause->si_addr))) { // NOLINT(*-reinterpret-cast)
        chain(number, cause, context);
    }
    errno = savedErrno;
}

void install()
{
    g_pageSize = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    struct sigaction action = {};
    action.sa_sigaction = onBusError; // NOLINT(cppcoreguidelines-pro-type-union-access): the system's struct
    // SA_NODEFER: a handler chained to may itself read a guarded range. SA_ONSTACK: as sanitizers and Go do.
    action.sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    // The old handler is fetched before ours stands, so that a fault in between finds it.
    sigaction(SIGBUS, nullptr, &g_previous);
    sigaction(SIGBUS, &action, nullptr);
}

} // namespace

std::optional<std::size_t> guard(const void* base, std::size_t length)
{
    static std::once_flag installed;
    std::call_once(installed, install);
    for (std::size_t index = 0; index < g_slots.size(); ++index) {
        Slot& slot = g_slots[index];
        if (slot.taken.exchange(true, std::memory_order_acquire)) {
            continue;
        }
        slot.missing.store(kNothingMissing, std::memory_order_relaxed);
        slot.length.store(length, std::memory_order_relaxed);
        slot.begin.store(reinterpret_cast<std::uintptr_t>(base),
                         std::memory_order_release); // NOLINT(*-reinterpret-cast)
        return index;
    }
    return std::nullopt;
}

void release(std::size_t slot) noexcept
{
    g_slots[slot].begin.store(0, std::memory_order_release);
    g_slots[slot].taken.store(false, std::memory_order_release);
}

std::uint64_t missingFrom(std::size_t slot) noexcept
{
    // The compiler must not move reads of the bytes behind the question. The processor does not: zeros that
    // another thread's fault brought can only be read after a change of the page tables, which comes after
    // its mark.
    std::atomic_signal_fence(std::memory_order_acq_rel);
    return g_slots[slot].missing.load(std::memory_order_acquire);
}

void lowerMissing(std::size_t slot, std::uint64_t offset) noexcept
{
    std::atomic<std::uint64_t>& missing = g_slots[slot].missing;
    std::uint64_t known = missing.load(std::memory_order_relaxed);
    while (offset < known && !missing.compare_exchange_weak(known, offset, std::memory_order_acq_rel)) {
    }
}

} // namespace mqttscope::capture::fault_guard

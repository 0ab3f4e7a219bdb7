// SPDX-License-Identifier: GPL-3.0-or-later
// lab_class_bench: a class of 40 clients at the broker of the window, ten minutes with the perspective Lab on
// the screen. How long each PUBLISH waits for its PUBACK, how long the window is held up, what grows. Beside
// it, in the same run, an echo over loopback at the same moments (what the machine itself takes), and the
// same class at the lab's broker without a window and at mosquitto.
#include "analysis/live/live_options.h"
#include "tests/bench/broker_process.h"
#include "tests/bench/lab_class.h"
#include "ui/lab/broker_panel.h"
#include "ui/lab/lab_page.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/measured_application.h"
#include "ui/models/frame_list_model.h"
#include "ui/theme/theme.h"

#include <CLI/CLI.hpp>
#include <QElapsedTimer>
#include <QJsonObject>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <malloc.h>
#include <optional>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using namespace mqttscope;
using namespace mqttscope::bench;

constexpr double kPubackAim = 20;      // milliseconds, 99th percentile
constexpr double kHandlerAim = 16;     // likewise
constexpr double kLongestHandler = 50; // milliseconds
constexpr double kTimesIndex = 1.25;   // growth for each frame, of that of the capture's index alone
constexpr double kFlatMebibytes = 2;   // that the broker alone may grow after the first slice
constexpr double kMebibyte = 1 << 20;

struct Arguments {
    ClassSize size;
    double peerSeconds = 60;
    int width = 1600;
    int height = 950;
    std::uint16_t load = 0;   ///< this is the process of the clients
    std::uint16_t broker = 0; ///< this is the lab's broker without a window
    std::string tap;
    std::string index; ///< this only indexes a capture
};

double mebibytes(std::uint64_t bytes)
{
    return static_cast<double>(bytes) / kMebibyte;
}

std::string line(const Latency& latency)
{
    return fmt::format("{:>7.2f} {:>7.2f} {:>7.2f}", latency.p50, latency.p99, latency.worst);
}

/// How busy the processors are, by all programs and by those given: of one processor 100 %.
class Processors {
public:
    explicit Processors(pid_t own) : m_own(own) { look(); }
    /// Since the last look: all programs, this one.
    std::pair<double, double> look()
    {
        const double wall = static_cast<double>(m_clock.isValid() ? m_clock.nsecsElapsed() : 0) * 1e-9;
        const double all = busySeconds();
        const double own = processorSecondsOf(m_own);
        const std::pair<double, double> shares =
            wall > 0 ? std::pair((all - m_all) / wall * 100, (own - m_mine) / wall * 100)
                     : std::pair(0.0, 0.0);
        m_all = all;
        m_mine = own;
        m_clock.start();
        return shares;
    }

private:
    static double busySeconds()
    {
        std::ifstream file("/proc/stat");
        std::string name;
        std::array<double, 8> ticks{}; // user nice system idle iowait irq softirq steal
        file >> name;
        for (double& one : ticks)
            file >> one;
        return (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7]) /
               static_cast<double>(::sysconf(_SC_CLK_TCK));
    }
    pid_t m_own;
    QElapsedTimer m_clock;
    double m_all = 0;
    double m_mine = 0;
};

struct Verdict {
    std::vector<std::string> missed;

    void judge(bool reached, const std::string& what)
    {
        fmt::print("  {}: {}\n", reached ? "reached    " : "NOT reached", what);
        if (!reached)
            missed.push_back(what);
    }
    int print() const
    {
        if (missed.empty())
            fmt::print("verdict: all aims reached\n");
        else
            fmt::print("verdict: NOT reached: {}\n", fmt::join(missed, "; "));
        return 0;
    }
};

std::string trouble(const LoadResult& result)
{
    if (!result.ok)
        return "no connection";
    return fmt::format("{} published, {} acknowledged, {} delivered, {} lost, {} gaps", result.published,
                       result.acknowledgedCount, result.delivered, result.lost, result.disorder);
}

bool complete(const LoadResult& result)
{
    return result.ok && result.published != 0 && result.acknowledgedCount == result.published &&
           result.lost == 0 && result.disorder == 0;
}

/// Memory of the window while the class is held.
struct WindowMemory {
    ProcessMemory process;
    std::uint64_t heap = 0; ///< in use, of all arenas
    std::uint64_t frames = 0;
};

class WindowRun {
public:
    WindowRun(ui::MeasuredApplication& application, ui::MainWindow& window)
        : m_application(&application), m_window(&window)
    {
    }

    /// False: the broker does not start.
    bool run(const Arguments& arguments, Verdict& verdict)
    {
        m_window->resize(arguments.width, arguments.height);
        m_window->show();
        m_window->setPerspective(ui::Perspective::Lab);
        m_window->labPage()->showParts();
        broker::lab::LabBrokerOptions options = m_window->labPage()->broker()->options();
        options.port = 0;
        if (!m_window->lab().start(options))
            return false;
        wait([] { return false; }, 1000); // the window is drawn, the capture opened
        m_application->startMeasuring();
        m_start = memory();
        m_processors.emplace(::getpid());
        printHead(arguments.size);
        const LoadResult result = holdClass(arguments.size, m_window->lab().started().addresses.front().port,
                                            [this](const LoadSlice& slice) { print(slice); });
        m_application->stopMeasuring();
        const bool left = wait([this] { return m_window->lab().snapshot()->connections == 0; }, 10'000) &&
                          wait([this] { return behind() == 0; }, 60'000);
        judge(result, left, verdict);
        m_window->lab().stop();
        wait([this] { return !m_window->live().isBusy(); }, 20'000);
        judgeGrowth(verdict);
        m_window->live().discard();
        return true;
    }

private:
    template <class Condition> static bool wait(Condition condition, int milliseconds)
    {
        QElapsedTimer clock;
        clock.start();
        while (!condition() && clock.elapsed() < milliseconds) {
            QApplication::processEvents();
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return condition();
    }
    [[nodiscard]] WindowMemory memory() const
    {
        const struct mallinfo2 heap = mallinfo2();
        return {memoryOf(::getpid()), heap.uordblks + heap.hblkhd, frames()};
    }
    [[nodiscard]] std::uint64_t frames() const { return m_window->lab().snapshot()->tapFrames; }
    /// Frames that the window has not read yet.
    [[nodiscard]] std::uint64_t behind() const
    {
        const auto& document = m_window->session().document();
        const std::uint64_t before = m_window->live().status().part * analysis::kLivePartFrames;
        const std::uint64_t read = before + (document ? m_window->session().progress().frames : 0);
        return frames() - std::min(read, frames());
    }
    [[nodiscard]] double perFrame(const WindowMemory& now, const WindowMemory& since) const
    {
        const auto count = static_cast<double>(now.frames - since.frames);
        const auto grown =
            static_cast<double>(now.process.anonymous) - static_cast<double>(since.process.anonymous);
        return count > 0 ? grown / count : 0;
    }

    void printHead(const ClassSize& size) const
    {
        fmt::print("{} clients subscribed to #, {} messages a second each with QoS 1, {}; {} s\n",
                   size.clients, size.rate, size.together ? "all at once" : "one after the other",
                   size.seconds);
        fmt::print("milliseconds; MiB of the window's process; processors in % of one\n");
        fmt::print("{:>5}  {:>23}  {:>23}  {:>6} {:>6} {:>6} {:>8} {:>7} {:>6}  {:>29}  {:>4} {:>4}\n", "",
                   "PUBLISH to PUBACK", "echo beside", "", "anony-", "", "", "", "bytes/",
                   "broker: sessions, in flight,", "all", "own");
        fmt::print("{:>5}  {:>7} {:>7} {:>7}  {:>7} {:>7} {:>7}  {:>6} {:>6} {:>6} {:>8} {:>7} {:>6}  {:>29}"
                   "  {:>4} {:>4}\n",
                   "s", "p50", "p99", "max", "p50", "p99", "max", "RSS", "mous", "heap", "frames", "behind",
                   "frame", "queued, retained, held", "%", "%");
        printMemory("start", {}, m_start, {0, 0});
    }
    void print(const LoadSlice& slice)
    {
        m_application->stopMeasuring(); // this is not the window's work
        const WindowMemory now = memory();
        m_lastSlice = now;
        if (!m_firstSlice)
            m_firstSlice = now;
        printMemory(fmt::format("{:.0f}", slice.until), line(slice.acknowledged) + "  " + line(slice.floor),
                    now, m_processors->look());
        // Not before this handler is over: it would count.
        QTimer::singleShot(0, m_application, [this] { m_application->startMeasuring(); });
    }
    void printMemory(const std::string& when, const std::string& latencies, const WindowMemory& now,
                     std::pair<double, double> busy) const
    {
        const broker::lab::LabSnapshot& has = *m_window->lab().snapshot();
        std::size_t queued = 0;
        for (const broker::lab::SessionRow& session : has.sessions.rows)
            queued += session.queued;
        fmt::print("{:>5}  {:>48}  {:>6.1f} {:>6.1f} {:>6.1f} {:>8} {:>7} {:>6.1f}  {:>7} {:>6} {:>5} {:>4} "
                   "{:>3}  {:>4.0f} {:>4.0f}\n",
                   when, latencies, mebibytes(now.process.resident), mebibytes(now.process.anonymous),
                   mebibytes(now.heap), now.frames, behind(), perFrame(now, m_start), has.sessions.total,
                   has.inFlight.total, queued, has.retained.total, has.messages, busy.first, busy.second);
        std::fflush(stdout);
    }

    void judge(const LoadResult& result, bool left, Verdict& verdict) const
    {
        const QJsonObject handlers = m_application->report()["event_handlers"].toObject();
        const double p99 = handlers["p99_ms"].toDouble();
        const double longest = handlers["max_ms"].toDouble();
        const broker::lab::LabSnapshot& has = *m_window->lab().snapshot();
        const WindowMemory now = memory();
        fmt::print("PUBACK {}, echo {} ms (p50, p99, max); PUBLISH to delivery p50 {:.2f}, p99 {:.2f} ms\n",
                   line(result.acknowledged), line(result.floor), result.p50, result.p99);
        fmt::print("{} event handlers: p50 {:.2f}, p99 {:.2f}, max {:.2f} ms ({})\n",
                   handlers["count"].toInteger(), handlers["p50_ms"].toDouble(), p99, longest,
                   handlers["longest"].toString().toStdString());
        fmt::print("memory of the window: {:.1f} MiB before the class, {:.1f} after it, for {} frames\n",
                   mebibytes(m_start.process.anonymous), mebibytes(now.process.anonymous), now.frames);
        verdict.judge(complete(result), trouble(result));
        verdict.judge(result.acknowledged.p99 < kPubackAim,
                      fmt::format("p99 of PUBACK {:.2f} ms, with the window (aim {})",
                                  result.acknowledged.p99, kPubackAim));
        verdict.judge(p99 <= kHandlerAim && longest <= kLongestHandler,
                      fmt::format("event handlers p99 {:.2f}, longest {:.2f} ms (aims {} and {})", p99,
                                  longest, kHandlerAim, kLongestHandler));
        verdict.judge(left && has.sessions.total == 0 && has.inFlight.total == 0 && has.retained.total == 0,
                      fmt::format("what the broker holds behind the class: {} sessions, {} in flight, {} "
                                  "retained; every frame was read",
                                  has.sessions.total, has.inFlight.total, has.retained.total));
    }
    /// The capture is whole: what its index takes where there is nothing else. The window has the index of
    /// one part only: there is nothing to compare in a class that is longer.
    void judgeGrowth(Verdict& verdict) const
    {
        if (m_window->live().status().part > 0)
            return;
        const double index = indexBytesPerFrame(m_window->live().status().path);
        if (!m_firstSlice || m_lastSlice.frames <= m_firstSlice->frames || index <= 0)
            return;
        const double grown = perFrame(m_lastSlice, *m_firstSlice);
        verdict.judge(grown <= kTimesIndex * index,
                      fmt::format("the window grows by {:.1f} bytes for each frame of its list; indexing the "
                                  "capture anew takes {:.1f}, ratio {:.2f} (aim {})",
                                  grown, index, grown / index, kTimesIndex));
    }

    ui::MeasuredApplication* m_application;
    ui::MainWindow* m_window;
    WindowMemory m_start;
    std::optional<WindowMemory> m_firstSlice;
    WindowMemory m_lastSlice;
    std::optional<Processors> m_processors;
};

/// The same class at a broker in a process of its own. How much its memory grew after the first slice, MiB;
/// none if it did not run.
std::optional<double> holdAlone(const char* name, const ClassSize& size, const BrokerProcess& broker)
{
    if (!broker.runs()) {
        fmt::print("{}: does not run here\n", name);
        return std::nullopt;
    }
    std::vector<double> memory;
    const LoadResult result = holdClass(size, broker.port(), [&](const LoadSlice&) {
        memory.push_back(mebibytes(memoryOf(broker.process()).anonymous));
    });
    const double grown = memory.empty() ? 0 : memory.back() - memory.front();
    fmt::print("{:<28} PUBACK {}, echo {} ms; anonymous memory {:.1f} MiB at first, {:.1f} at the end; {}\n",
               name, line(result.acknowledged), line(result.floor), memory.empty() ? 0 : memory.front(),
               memory.empty() ? 0 : memory.back(), trouble(result));
    std::fflush(stdout);
    return grown;
}

void holdPeers(const Arguments& arguments, const QTemporaryDir& folder, Verdict& verdict)
{
    ClassSize size = arguments.size;
    size.seconds = arguments.peerSeconds;
    size.sliceSeconds = std::min(size.sliceSeconds, size.seconds / 6);
    fmt::print("without a window, {} s each\n", size.seconds);
    std::fflush(stdout); // before the processes of the brokers
    {
        const std::string own = QCoreApplication::applicationFilePath().toStdString();
        const std::uint16_t port = freePort();
        const BrokerProcess broker(
            own, {"--broker", std::to_string(port), "--tap", folder.filePath("alone.pcapng").toStdString()},
            port);
        if (const auto grown = holdAlone("the broker of the lab, tapped", size, broker))
            verdict.judge(*grown <= kFlatMebibytes,
                          fmt::format("the broker and its tap alone grew by {:.2f} MiB in {} s (aim {})",
                                      *grown, size.seconds, kFlatMebibytes));
        std::fflush(stdout);
    }
    const std::uint16_t port = freePort();
    const std::string config = folder.filePath("mosquitto.conf").toStdString();
    std::ofstream(config) << "listener " << port << " 127.0.0.1\nallow_anonymous true\n"
                          << "max_queued_messages 0\nmax_inflight_messages 100\n";
    const BrokerProcess mosquitto("mosquitto", {"-c", config}, port);
    (void)holdAlone("mosquitto", size, mosquitto);
}

/// Without what the platform "offscreen" says about itself several times a second.
void tellProblem(QtMsgType /*type*/, const QMessageLogContext& /*context*/, const QString& text)
{
    if (!text.startsWith("This plugin does not support"))
        fmt::print(stderr, "{}\n", text.toStdString());
}

int measure(ui::MeasuredApplication& application, const Arguments& arguments)
{
    const QTemporaryDir folder;
    qputenv("XDG_STATE_HOME", QFile::encodeName(folder.path())); // live captures go there
    Verdict verdict;
    {
        QSettings settings(folder.filePath("settings.ini"), QSettings::IniFormat);
        ui::Theme theme(ui::Theme::FontSource::Inter);
        ui::Language language;
        language.use("en");
        theme.apply();
        ui::MainWindow window(settings, theme, language);
        if (!WindowRun(application, window).run(arguments, verdict)) {
            fmt::print(stderr, "the broker does not start\n");
            return 2;
        }
    }
    if (arguments.peerSeconds > 0)
        holdPeers(arguments, folder, verdict);
    return verdict.print();
}

} // namespace

int main(int argc, char** argv)
{
    mallopt(M_MMAP_THRESHOLD, 1 << 20); // as the program does it
    Arguments arguments;
    CLI::App parser("A class at the broker of the window: PUBACK, memory, event handlers; beside it an echo "
                    "over loopback and mosquitto.",
                    "mqttscope_lab_class_bench");
    parser.add_option("--seconds", arguments.size.seconds, "of the class at the window")
        ->capture_default_str();
    parser.add_option("--clients", arguments.size.clients, "in the class")->capture_default_str();
    parser.add_option("--rate", arguments.size.rate, "messages of one client in a second")
        ->capture_default_str();
    parser.add_flag("--together", arguments.size.together,
                    "all publish at the same moment, else one after the other");
    parser.add_option("--slice", arguments.size.sliceSeconds, "seconds of a line")->capture_default_str();
    parser
        .add_option("--peer-seconds", arguments.peerSeconds,
                    "of the same class at a broker without a window and at mosquitto; 0 = not at all")
        ->capture_default_str();
    parser.add_option("--load", arguments.load)->group("");
    parser.add_option("--broker", arguments.broker)->group("");
    parser.add_option("--tap", arguments.tap)->group("");
    parser.add_option("--index", arguments.index)->group("");
    CLI11_PARSE(parser, argc, argv);
    if (arguments.load != 0)
        return runClass(arguments.size, arguments.load);
    if (!arguments.index.empty())
        return runIndex(arguments.index);
    int qtArguments = 1;
    if (arguments.broker != 0) {
        const QCoreApplication application(qtArguments, argv);
        return runLabBroker(arguments.broker, arguments.tap);
    }
    arguments.size.sliceSeconds = std::min(arguments.size.sliceSeconds, arguments.size.seconds / 3);
    if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("WAYLAND_DISPLAY") &&
        !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler(tellProblem);
    ui::MeasuredApplication application(qtArguments, argv, 0);
    return measure(application, arguments);
}

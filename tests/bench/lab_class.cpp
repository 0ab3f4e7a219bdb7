// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/lab_class.h"

#include "analysis/document.h"
#include "broker/lab/lab_broker.h"
#include "tests/bench/broker_process.h"
#include "tests/bench/echo_process.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <sys/prctl.h>
#include <thread>
#include <unistd.h>

namespace mqttscope::bench {
namespace {

QJsonArray jsonOf(const Latency& latency)
{
    return {latency.p50, latency.p99, latency.worst};
}

Latency latencyOf(const QJsonValue& value)
{
    const QJsonArray array = value.toArray();
    return {array.at(0).toDouble(), array.at(1).toDouble(), array.at(2).toDouble()};
}

void tell(const QJsonObject& object)
{
    std::puts(QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

LoadSlice sliceOf(const QJsonObject& object)
{
    LoadSlice slice;
    slice.until = object["until"].toDouble();
    slice.delivered = static_cast<std::uint64_t>(object["delivered"].toInteger());
    const Latency delivery = latencyOf(object["delivery"]);
    slice.p50 = delivery.p50;
    slice.p99 = delivery.p99;
    slice.worst = delivery.worst;
    slice.acknowledged = latencyOf(object["puback"]);
    slice.floor = latencyOf(object["floor"]);
    return slice;
}

LoadResult resultOf(const QJsonObject& object)
{
    const auto count = [&](const char* name) {
        return static_cast<std::uint64_t>(object[QLatin1String(name)].toInteger());
    };
    LoadResult result;
    result.ok = object["ok"].toBool();
    result.published = count("published");
    result.delivered = count("delivered");
    result.lost = count("lost");
    result.disorder = count("disorder");
    result.seconds = object["seconds"].toDouble();
    const Latency delivery = latencyOf(object["delivery"]);
    result.p50 = delivery.p50;
    result.p99 = delivery.p99;
    result.acknowledgedCount = count("acknowledged");
    result.acknowledged = latencyOf(object["puback"]);
    result.floor = latencyOf(object["floor"]);
    return result;
}

std::atomic<bool> g_ended{false};

} // namespace

int runClass(const ClassSize& size, std::uint16_t port)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const EchoProcess echo;
    Load load;
    load.publishers = load.subscribers = size.clients;
    load.both = true;
    load.qos = 1;
    load.rate = size.rate * size.clients;
    load.seconds = size.seconds;
    load.sliceSeconds = size.sliceSeconds;
    load.together = size.together;
    load.echoPort = echo.port();
    load.slice = [](const LoadSlice& slice) {
        tell({{"until", slice.until},
              {"delivered", static_cast<qint64>(slice.delivered)},
              {"delivery", QJsonArray{slice.p50, slice.p99, slice.worst}},
              {"puback", jsonOf(slice.acknowledged)},
              {"floor", jsonOf(slice.floor)}});
    };
    const LoadResult result = runLoad(load, port);
    tell({{"ok", result.ok},
          {"published", static_cast<qint64>(result.published)},
          {"acknowledged", static_cast<qint64>(result.acknowledgedCount)},
          {"delivered", static_cast<qint64>(result.delivered)},
          {"lost", static_cast<qint64>(result.lost)},
          {"disorder", static_cast<qint64>(result.disorder)},
          {"seconds", result.seconds},
          {"delivery", QJsonArray{result.p50, result.p99}},
          {"puback", jsonOf(result.acknowledged)},
          {"floor", jsonOf(result.floor)}});
    return 0;
}

QStringList classArguments(const ClassSize& size, std::uint16_t port)
{
    QStringList arguments{"--load",    QString::number(port),
                          "--clients", QString::number(size.clients),
                          "--rate",    QString::number(size.rate),
                          "--seconds", QString::number(size.seconds),
                          "--slice",   QString::number(size.sliceSeconds)};
    if (size.together)
        arguments.append("--together");
    return arguments;
}

LoadResult holdClass(const ClassSize& size, std::uint16_t port,
                     const std::function<void(const LoadSlice&)>& slice)
{
    LoadResult result;
    QProcess process;
    QEventLoop loop;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QObject::connect(&process, &QProcess::readyReadStandardOutput, &loop, [&] {
        while (process.canReadLine()) {
            const QJsonObject object = QJsonDocument::fromJson(process.readLine()).object();
            if (object.contains("ok"))
                result = resultOf(object);
            else if (slice)
                slice(sliceOf(object));
        }
    });
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QObject::connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
    process.start(QCoreApplication::applicationFilePath(), classArguments(size, port));
    loop.exec();
    return result;
}

int runIndex(const std::string& capture)
{
    const auto document = analysis::Document::open(capture, {});
    if (!document)
        return 1;
    const std::uint64_t before = memoryOf(::getpid()).anonymous;
    (*document)->start();
    (*document)->wait();
    const std::uint64_t after = memoryOf(::getpid()).anonymous;
    const std::uint32_t frames = (*document)->snapshot()->frameCount();
    tell({{"frames", static_cast<qint64>(frames)}, {"bytes", static_cast<qint64>(after - before)}});
    return 0;
}

double indexBytesPerFrame(const std::string& capture)
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {"--index", QString::fromStdString(capture)});
    constexpr int kPatience = 120'000; // milliseconds
    if (!process.waitForFinished(kPatience))
        return 0;
    const QJsonObject told = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    const double frames = told["frames"].toDouble();
    return frames > 0 ? told["bytes"].toDouble() / frames : 0;
}

int runLabBroker(std::uint16_t port, const std::string& tap)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    std::signal(SIGTERM, [](int) { g_ended.store(true); });
    broker::lab::LabBroker broker;
    broker::lab::LabBrokerOptions options;
    options.port = port;
    options.tap = tap;
    if (!broker.start(options))
        return 1;
    while (!g_ended.load()) { // as often as the window looks
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        (void)broker.takeNews();
    }
    return 0;
}

} // namespace mqttscope::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/capture_choice.h"

#include "capture/live/capture_filter.h"

#include <QSettings>
#include <QVariant>

#include <limits>
#include <optional>

namespace mqttscope::ui {
namespace {

using analysis::LiveFormat;
using analysis::LiveOptions;
using analysis::RingBuffer;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr QLatin1String kInterfaces{"live/interfaces"};
constexpr QLatin1String kFilter{"live/filter"};
constexpr QLatin1String kRecentFilters{"live/recentFilters"};
constexpr QLatin1String kPromiscuous{"live/promiscuous"};
constexpr QLatin1String kSnapLength{"live/snapLength"};
constexpr QLatin1String kBuffer{"live/bufferMiB"};
constexpr QLatin1String kFormat{"live/format"};
constexpr QLatin1String kStop{"live/stop/"};
constexpr QLatin1String kRing{"live/ring/"};
constexpr QLatin1String kRingFile{"live/ring/file"};

// As the files end, so that a number can never mean another format later.
constexpr QLatin1String kFormatNames[] = {QLatin1String("pcapng"), QLatin1String("nsecpcap"),
                                          QLatin1String("pcap")};

/// About 31 years: enough for anything, and far from any overflow.
constexpr qulonglong kMaxMs = 1'000'000'000'000ULL;
constexpr qulonglong kMaxBytes = 1'000'000'000'000'000ULL;
constexpr int kMaxNameLength = 255;

/// A number above 0, if that is what stands there.
std::optional<qulonglong> number(const QSettings& settings, const QString& key, qulonglong most)
{
    bool ok = false;
    const qulonglong value = settings.value(key).toString().toULongLong(&ok);
    return ok && value > 0 && value <= most ? std::optional{value} : std::nullopt;
}

template <class Value>
std::optional<Value> read(const QSettings& settings, QLatin1String group, const char* name, qulonglong most)
{
    const auto value = number(settings, group + QLatin1String(name), most);
    return value ? std::optional<Value>(static_cast<Value>(*value)) : std::nullopt;
}

std::optional<milliseconds> readMs(const QSettings& settings, QLatin1String group)
{
    const auto value = number(settings, group + QLatin1String("duration"), kMaxMs);
    return value ? std::optional{milliseconds{static_cast<std::int64_t>(*value)}} : std::nullopt;
}

template <class Value>
void write(QSettings& settings, QLatin1String group, const char* name, const std::optional<Value>& value)
{
    const QString key = group + QLatin1String(name);
    if (value)
        settings.setValue(key, static_cast<qulonglong>(*value));
    else
        settings.remove(key);
}

std::optional<qulonglong> msOf(const std::optional<milliseconds>& duration)
{
    return duration ? std::optional{static_cast<qulonglong>(duration->count())} : std::nullopt;
}

constexpr qulonglong kAny32 = std::numeric_limits<std::uint32_t>::max();

void loadEnd(const QSettings& settings, LiveOptions& rest)
{
    rest.stop.duration = readMs(settings, kStop);
    rest.stop.bytes = read<std::uint64_t>(settings, kStop, "bytes", kMaxBytes);
    rest.stop.frames = read<std::uint64_t>(settings, kStop, "frames", kAny32);
    RingBuffer ring;
    ring.duration = readMs(settings, kRing);
    if (const auto interval = number(settings, kRing + QLatin1String("interval"), kMaxMs / 1000))
        ring.interval = seconds{static_cast<std::int64_t>(*interval)};
    ring.bytes = read<std::uint64_t>(settings, kRing, "bytes", kMaxBytes);
    ring.frames = read<std::uint64_t>(settings, kRing, "frames", kAny32);
    ring.keep = read<std::uint32_t>(settings, kRing, "keep", kAny32).value_or(0);
    ring.timeBeforeNumber = settings.value(kRing + QLatin1String("timeBeforeNumber")).toBool();
    const std::string file = settings.value(kRingFile).toString().toStdString();
    if (file.empty() || !ring.switches())
        return;
    rest.file = file;
    rest.ring = ring;
    rest.stop.files = read<std::uint32_t>(settings, kStop, "files", kAny32);
}

void saveEnd(QSettings& settings, const LiveOptions& rest)
{
    write(settings, kStop, "duration", msOf(rest.stop.duration));
    write(settings, kStop, "bytes", rest.stop.bytes);
    write(settings, kStop, "frames", rest.stop.frames);
    write(settings, kStop, "files", rest.stop.files);
    settings.remove(QStringLiteral("live/ring"));
    if (!rest.ring)
        return;
    const RingBuffer& ring = *rest.ring;
    write(settings, kRing, "duration", msOf(ring.duration));
    if (ring.interval)
        write(settings, kRing, "interval", std::optional{ring.interval->count()});
    write(settings, kRing, "bytes", ring.bytes);
    write(settings, kRing, "frames", ring.frames);
    if (ring.keep > 0)
        write(settings, kRing, "keep", std::optional{ring.keep});
    if (ring.timeBeforeNumber)
        settings.setValue(kRing + QLatin1String("timeBeforeNumber"), true);
    settings.setValue(kRingFile, QString::fromStdString(rest.file));
}

bool isFilter(const QString& text)
{
    return text.toUtf8().size() <= static_cast<qsizetype>(capture::kMaxFilterBytes);
}

} // namespace

LiveOptions CaptureChoice::usual()
{
    LiveOptions options;
    options.promiscuous = true;
    return options;
}

CaptureChoice CaptureChoice::load(const QSettings& settings)
{
    CaptureChoice choice;
    for (const QString& name : settings.value(kInterfaces).toStringList().mid(0, kMaxInterfaces)) {
        if (!name.isEmpty() && name.size() <= kMaxNameLength && !choice.interfaces.contains(name))
            choice.interfaces += name;
    }
    if (const QVariant filter = settings.value(kFilter); filter.isValid() && isFilter(filter.toString()))
        choice.filter = filter.toString();
    for (const QString& filter : settings.value(kRecentFilters).toStringList().mid(0, kMaxRecentFilters)) {
        if (!filter.isEmpty() && isFilter(filter) && !choice.recentFilters.contains(filter))
            choice.recentFilters += filter;
    }
    choice.rest.promiscuous = settings.value(kPromiscuous, true).toBool();
    choice.rest.snapLength =
        static_cast<std::uint32_t>(number(settings, kSnapLength, kMaxSnapLength).value_or(0));
    choice.rest.bufferMiB = static_cast<std::uint32_t>(number(settings, kBuffer, kMaxBufferMiB).value_or(0));
    const QString format = settings.value(kFormat).toString();
    for (std::size_t i = 0; i < std::size(kFormatNames); ++i) {
        if (format == kFormatNames[i])
            choice.rest.format = static_cast<LiveFormat>(i);
    }
    loadEnd(settings, choice.rest);
    return choice;
}

void CaptureChoice::save(QSettings& settings) const
{
    settings.setValue(kInterfaces, interfaces);
    settings.setValue(kFilter, filter);
    settings.setValue(kRecentFilters, recentFilters);
    settings.setValue(kPromiscuous, rest.promiscuous);
    settings.setValue(kSnapLength, rest.snapLength);
    settings.setValue(kBuffer, rest.bufferMiB);
    settings.setValue(kFormat, QString(kFormatNames[static_cast<std::size_t>(rest.format)]));
    saveEnd(settings, rest);
}

CaptureChoice CaptureChoice::simple() const
{
    CaptureChoice choice = *this;
    choice.rest = usual();
    choice.rest.promiscuous = rest.promiscuous;
    choice.rest.snapLength = rest.snapLength;
    choice.rest.bufferMiB = rest.bufferMiB;
    return choice;
}

void CaptureChoice::rememberFilter()
{
    const QString used = filter.trimmed();
    if (used.isEmpty())
        return;
    recentFilters.removeAll(used);
    recentFilters.prepend(used);
    recentFilters = recentFilters.mid(0, kMaxRecentFilters);
}

analysis::LiveOptions CaptureChoice::options() const
{
    analysis::LiveOptions options = rest;
    options.interfaces.clear();
    for (const QString& name : interfaces)
        options.interfaces.push_back(name.toStdString());
    options.filter = filter.trimmed().toStdString();
    options.stream.clear();
    return options;
}

ChoiceProblem problemOf(const CaptureChoice& choice)
{
    const LiveOptions& rest = choice.rest;
    if (choice.interfaces.isEmpty())
        return ChoiceProblem::NoInterface;
    if (rest.format != LiveFormat::Pcapng && choice.interfaces.size() > 1)
        return ChoiceProblem::SeveralInPcap;
    if (!rest.ring)
        return rest.stop.files ? ChoiceProblem::FilesWithoutRing : ChoiceProblem::None;
    if (rest.file.empty() || rest.file == "-")
        return ChoiceProblem::RingWithoutName;
    if (!rest.ring->switches())
        return ChoiceProblem::RingWithoutRule;
    if (rest.ring->bytes && rest.stop.bytes)
        return ChoiceProblem::TwoSizes;
    return ChoiceProblem::None;
}

} // namespace mqttscope::ui

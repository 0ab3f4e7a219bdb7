// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/capture_filters.h"

#include "ui/models/capture_choice.h"

#include <QCoreApplication>

namespace mqttscope::ui {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(CaptureFilters)
public:
    static QList<ReadyFilter> all()
    {
        const QString host = QStringLiteral("192.168.1.42");
        const QString port = QStringLiteral("1884");
        return {
            {tr("MQTT"), QString::fromLatin1(CaptureChoice::kMqttFilter), {}},
            {tr("MQTT, also over TLS"), QStringLiteral("tcp port 1883 or tcp port 8883"), {}},
            {tr("MQTT, also over TLS and WebSocket"),
             QStringLiteral("tcp port 1883 or 8883 or 8083 or 8084 or 9001"),
             {}},
            {tr("MQTT of one computer…"), QStringLiteral("tcp port 1883 and host ") + host, host},
            {tr("MQTT on another port…"), QStringLiteral("tcp port ") + port, port},
            {tr("Everything"), {}, {}},
        };
    }
};

} // namespace

QList<ReadyFilter> readyFilters()
{
    return Words::all();
}

QString captureFilterReading(const QString& filter)
{
    const QString wanted = filter.simplified();
    for (const ReadyFilter& ready : readyFilters()) {
        if (!ready.filter.isEmpty() && ready.placeholder.isEmpty() && ready.filter == wanted)
            return ready.title;
    }
    return {};
}

} // namespace mqttscope::ui

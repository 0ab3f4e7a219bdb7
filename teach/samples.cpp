// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/samples.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace mqttscope::teach {
namespace {

namespace fs = std::filesystem;
using Subject = SampleSubject;

constexpr std::array kSamples = {
    Sample{"connect-python1", "connect-python1.pcap", Subject::FirstSteps},
    Sample{"abonnement-4-trames", "abonnement-4-trames.pcapng", Subject::FirstSteps},
    Sample{"publication-4-trames", "publication-4-trames.pcapng", Subject::FirstSteps},
    Sample{"ping", "ping.pcapng", Subject::FirstSteps},
    Sample{"longueurs", "longueurs.pcapng", Subject::Bytes},
    Sample{"topics-domotique", "topics-domotique.pcapng", Subject::Bytes},
    Sample{"motdepasse-clair", "motdepasse-clair.pcapng", Subject::Bytes},
    Sample{"qos0", "qos0.pcapng", Subject::Delivery},
    Sample{"qos1", "qos1.pcapng", Subject::Delivery},
    Sample{"qos2", "qos2.pcapng", Subject::Delivery},
    Sample{"qos1-puback-perdu", "qos1-puback-perdu.pcapng", Subject::Delivery},
    Sample{"qos2-pubrec-perdu", "qos2-pubrec-perdu.pcapng", Subject::Delivery},
    Sample{"qos2-pubcomp-perdu", "qos2-pubcomp-perdu.pcapng", Subject::Delivery},
    Sample{"qos-mixte", "qos-mixte.pcapng", Subject::Delivery},
    Sample{"session-will-retain", "session-will-retain.pcapng", Subject::Sessions},
    Sample{"v5-proprietes", "v5-proprietes.pcapng", Subject::Sessions},
    Sample{"sans-connect", "sans-connect.pcapng", Subject::Sessions},
    Sample{"pompe-cybernight", "pompe-cybernight.pcapng", Subject::Faults},
    Sample{"pannes-01", "pannes-01.pcapng", Subject::Faults},
    Sample{"pannes-02", "pannes-02.pcapng", Subject::Faults},
    Sample{"pannes-03", "pannes-03.pcapng", Subject::Faults},
    Sample{"pannes-04", "pannes-04.pcapng", Subject::Faults},
    Sample{"pannes-05", "pannes-05.pcapng", Subject::Faults},
    Sample{"pannes-06", "pannes-06.pcapng", Subject::Faults},
    Sample{"pannes-07", "pannes-07.pcapng", Subject::Faults},
    Sample{"pannes-08", "pannes-08.pcapng", Subject::Faults},
};

bool hasSamples(const fs::path& folder)
{
    std::error_code ignored;
    return fs::exists(folder / kSamples.front().fileName, ignored);
}

} // namespace

std::span<const Sample> samples()
{
    return kSamples;
}

const Sample* sampleNamed(std::string_view fileName)
{
    const auto found = std::find_if(kSamples.begin(), kSamples.end(),
                                    [&](const Sample& sample) { return sample.fileName == fileName; });
    return found != kSamples.end() ? &*found : nullptr;
}

fs::path sampleFolder(const fs::path& programFolder)
{
    for (const fs::path& folder :
         {programFolder / ".." / "share" / "mqttscope" / "samples", fs::path(MQTTSCOPE_SOURCE_SAMPLES)}) {
        if (hasSamples(folder))
            return folder.lexically_normal();
    }
    return {};
}

} // namespace mqttscope::teach

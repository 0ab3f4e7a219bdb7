// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/vantage.h"

#include <algorithm>

namespace mqttscope::teach {

std::string_view nameOf(Vantage place)
{
    switch (place) {
    case Vantage::Loopback:
        return "loopback";
    case Vantage::BrokerPc:
        return "broker-pc";
    case Vantage::BuiltInBroker:
        return "built-in-broker";
    case Vantage::Hotspot:
        return "hotspot";
    case Vantage::Wifi:
        return "wifi";
    case Vantage::Switch:
        return "switch";
    case Vantage::MirrorPort:
        return "mirror-port";
    case Vantage::Relay:
        return "relay";
    case Vantage::OtherComputer:
        return "other-computer";
    }
    return {};
}

std::optional<Vantage> vantageNamed(std::string_view name)
{
    const auto* found = std::find_if(kVantages.begin(), kVantages.end(),
                                     [&](Vantage place) { return nameOf(place) == name; });
    return found == kVantages.end() ? std::nullopt : std::optional{*found};
}

VantagePage pageOf(Vantage place, const Vocabulary& words, std::string_view programs)
{
    const auto part = [&](const std::string& name) {
        return words.vantage(textPath("place", nameOf(place), name), {{"programs", programs}});
    };
    const auto list = [&](const std::string& name) {
        std::vector<std::string> lines;
        for (std::string line = part(name + "-1"); !line.empty();
             line = part(name + "-" + std::to_string(lines.size() + 1)))
            lines.push_back(line);
        return lines;
    };
    VantagePage page{part("title"),   part("remark"), part("why"),    part("when"),
                     part("drawing"), list("seen"),   list("unseen"), {}};
    for (const std::string& text : list("step"))
        page.steps.push_back({text, part("command-" + std::to_string(page.steps.size() + 1))});
    return page;
}

std::string sentenceOf(const VantageFit& fit, const Vocabulary& words)
{
    return words.vantage(textPath("fit", fit.reason),
                         {{"interface", fit.interface}, {"address", fit.address}});
}

} // namespace mqttscope::teach

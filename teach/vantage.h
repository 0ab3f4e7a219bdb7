// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/interface_watch.h"
#include "teach/vocabulary.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::teach {

/// A place in a network from which one may look at what passes. Their names are those of `vantage.json`.
enum class Vantage : std::uint8_t {
    Loopback,      ///< `loopback`: broker and clients on this computer
    BrokerPc,      ///< `broker-pc`: the broker on this computer, clients elsewhere
    BuiltInBroker, ///< `built-in-broker`: that of mqttscope, which writes its traffic down
    Hotspot,       ///< `hotspot`: this computer shares its connection
    Wifi,          ///< `wifi`: a station among others
    Switch,        ///< `switch`: a computer among others
    MirrorPort,    ///< `mirror-port`: a managed switch sends copies
    Relay,         ///< `relay`: a program between client and broker
    OtherComputer, ///< `other-computer`: a capture that comes through ssh or a FIFO
};

/// All of them, in the order in which they are listed.
inline constexpr std::array kVantages = {Vantage::Loopback,   Vantage::BrokerPc, Vantage::BuiltInBroker,
                                         Vantage::Hotspot,    Vantage::Wifi,     Vantage::Switch,
                                         Vantage::MirrorPort, Vantage::Relay,    Vantage::OtherComputer};

/// `broker-pc`
[[nodiscard]] std::string_view nameOf(Vantage place);
/// The place of a name; none if it is not one.
[[nodiscard]] std::optional<Vantage> vantageNamed(std::string_view name);

/// Whether this computer is at a place.
enum class Fit : std::uint8_t {
    Fits,   ///< As far as the interfaces can tell.
    Unlike, ///< It is not.
    Unsaid, ///< It cannot be known from here: the broker, a switch or a person decides.
};

/// What can be said of a place from what this computer sees of itself.
struct VantageFit {
    Fit fit = Fit::Unsaid;
    std::string_view reason; ///< key of "fit" in `vantage.json`
    std::string interface;   ///< which the reason names; may be empty
    std::string address;     ///< of it, likewise
    bool needsRights = true; ///< One has to capture here, and nobody may yet.
};

/// An honest estimate: what cannot be known is not guessed.
[[nodiscard]] VantageFit fitOf(Vantage place, const analysis::CaptureOutlook& outlook);
/// Where this computer is, as far as one can know: what to look at first.
[[nodiscard]] Vantage bestVantage(const analysis::CaptureOutlook& outlook);

/// Something to do, and perhaps what to type for it.
struct VantageStep {
    std::string text;
    std::string command; ///< may be empty
};

/// What is said of a place, in one language. Between grave accents stands what is typed.
struct VantagePage {
    std::string title;
    std::string remark;              ///< the place in a few words
    std::string why;                 ///< in one sentence
    std::string when;                ///< for what it is good
    std::string drawing;             ///< what the drawing shows, for those who do not see it
    std::vector<std::string> seen;   ///< from there
    std::vector<std::string> unseen; ///< from there
    std::vector<VantageStep> steps;  ///< in their order
};

/// `programs`: what is typed before the name of a program of ours: the folder where they are, with its slash,
/// or nothing.
[[nodiscard]] VantagePage pageOf(Vantage place, const Vocabulary& words, std::string_view programs);
/// Why it fits or not, in one sentence without a full stop.
[[nodiscard]] std::string sentenceOf(const VantageFit& fit, const Vocabulary& words);

} // namespace mqttscope::teach

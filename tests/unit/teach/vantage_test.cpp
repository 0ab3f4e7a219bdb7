// SPDX-License-Identifier: GPL-3.0-or-later
// What can be seen from where: complete in both languages, and honest about what can be known.
#include "teach/vantage.h"

#include "teach/content.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace mqttscope::teach {
namespace {

using analysis::CaptureOutlook;
using analysis::CaptureRights;
using capture::CaptureInterface;
using capture::InterfaceKind;
using testing::HasSubstr;
using testing::Not;

CaptureInterface interface(const char* name, InterfaceKind kind, std::vector<std::string> addresses)
{
    return {name, kind, true, true, std::move(addresses), {}};
}

const CaptureInterface kLoopback = interface("lo", InterfaceKind::Loopback, {"127.0.0.1", "::1"});
const CaptureInterface kCable = interface("enp3s0", InterfaceKind::Ethernet, {"192.168.1.42", "fe80::1"});
const CaptureInterface kWifi = interface("wlp2s0", InterfaceKind::Wifi, {"192.168.1.43"});

/// A computer on which somebody may capture.
CaptureOutlook with(const std::vector<CaptureInterface>& interfaces)
{
    CaptureOutlook outlook;
    for (const CaptureInterface& one : interfaces)
        outlook.interfaces.push_back({one, 0});
    outlook.rights.program = CaptureRights::Program::Own;
    return outlook;
}

void expectFit(Vantage place, const CaptureOutlook& outlook, Fit fit, std::string_view reason,
               const char* name = "")
{
    const VantageFit found = fitOf(place, outlook);
    EXPECT_EQ(found.fit, fit) << nameOf(place);
    EXPECT_EQ(found.reason, reason) << nameOf(place);
    EXPECT_EQ(found.interface, name) << nameOf(place);
}

TEST(Vantage, NamesGoBothWays)
{
    std::set<std::string_view> names;
    for (const Vantage place : kVantages) {
        EXPECT_EQ(vantageNamed(nameOf(place)), place);
        names.insert(nameOf(place));
    }
    EXPECT_EQ(names.size(), kVantages.size());
    EXPECT_EQ(vantageNamed("moon"), std::nullopt);
    EXPECT_EQ(vantageNamed(""), std::nullopt);
}

TEST(Vantage, TextsHaveTheSameKeysAndPlacesInBothLanguages)
{
    const Content english{Language::English};
    const Content french{Language::French};
    const auto& table = english.table(ContentFile::Vantage);
    EXPECT_EQ(table.entries().size(), french.table(ContentFile::Vantage).entries().size());
    for (const TextTable::Entry& entry : table.entries()) {
        const std::string_view other = french.text(ContentFile::Vantage, entry.path);
        ASSERT_FALSE(other.empty()) << pathForPeople(entry.path);
        for (const std::string_view place : {"{interface}", "{address}", "{programs}"})
            EXPECT_EQ(entry.text.find(place) == std::string::npos, other.find(place) == std::string::npos)
                << pathForPeople(entry.path);
        if (entry.path.find("command-") != std::string::npos) {
            EXPECT_EQ(entry.text, other) << "one types the same in every language";
        }
    }
}

TEST(Vantage, EveryPlaceHasAWholePage)
{
    for (const Language language : kLanguages) {
        const Vocabulary words{language};
        for (const Vantage place : kVantages) {
            const VantagePage page = pageOf(place, words, "");
            for (const std::string* text : {&page.title, &page.remark, &page.why, &page.when, &page.drawing})
                EXPECT_GT(text->size(), 5U) << nameOf(place);
            EXPECT_FALSE(page.seen.empty()) << nameOf(place);
            EXPECT_FALSE(page.unseen.empty()) << nameOf(place);
            EXPECT_GE(page.steps.size(), 2U) << nameOf(place);
            EXPECT_LT(page.why.size(), 180U) << nameOf(place) << ": one sentence";
            for (const VantageStep& step : page.steps)
                EXPECT_EQ(step.command.find('{'), std::string::npos) << step.command;
        }
    }
}

TEST(Vantage, CommandsNameProgramsWhereTheyAre)
{
    const Vocabulary words{Language::English};
    const auto page = pageOf(Vantage::OtherComputer, words, "/opt/m/");
    EXPECT_EQ(page.steps.at(0).command, "ssh pi sudo tcpdump -U -w - port 1883 | /opt/m/mqttscope -");
    EXPECT_EQ(pageOf(Vantage::BuiltInBroker, words, "").steps.at(1).command,
              "mqttscope-broker --tap class.pcapng");
}

TEST(VantageFit, OnACable)
{
    const auto outlook = with({kLoopback, kCable});
    expectFit(Vantage::Loopback, outlook, Fit::Fits, "loopback", "lo");
    expectFit(Vantage::Switch, outlook, Fit::Fits, "cable", "enp3s0");
    expectFit(Vantage::Wifi, outlook, Fit::Unlike, "no-wifi");
    expectFit(Vantage::Hotspot, outlook, Fit::Unlike, "not-shared");
    expectFit(Vantage::BrokerPc, outlook, Fit::Unsaid, "broker-unknown", "enp3s0");
    expectFit(Vantage::MirrorPort, outlook, Fit::Unsaid, "mirror-unknown", "enp3s0");
    expectFit(Vantage::OtherComputer, outlook, Fit::Unsaid, "ssh", "enp3s0");
    EXPECT_EQ(bestVantage(outlook), Vantage::Switch);
    EXPECT_EQ(fitOf(Vantage::Switch, outlook).address, "192.168.1.42");
}

TEST(VantageFit, OnWifi)
{
    const auto outlook = with({kLoopback, kWifi});
    expectFit(Vantage::Wifi, outlook, Fit::Fits, "wifi", "wlp2s0");
    expectFit(Vantage::Switch, outlook, Fit::Unlike, "no-cable");
    expectFit(Vantage::MirrorPort, outlook, Fit::Unlike, "no-cable");
    EXPECT_EQ(bestVantage(outlook), Vantage::Wifi);
}

TEST(VantageFit, ASharedConnectionIsKnownByItsAddress)
{
    const auto outlook = with({kLoopback, kCable, interface("wlp2s0", InterfaceKind::Wifi, {"10.42.0.1"})});
    expectFit(Vantage::Hotspot, outlook, Fit::Fits, "shared", "wlp2s0");
    expectFit(Vantage::Wifi, outlook, Fit::Unlike, "no-wifi");
    EXPECT_EQ(bestVantage(outlook), Vantage::Hotspot);
    // A guest of such a network has another address.
    const auto guest = with({kLoopback, interface("wlp2s0", InterfaceKind::Wifi, {"10.42.0.17"})});
    expectFit(Vantage::Hotspot, guest, Fit::Unlike, "not-shared");
    expectFit(Vantage::Wifi, guest, Fit::Fits, "wifi", "wlp2s0");
}

TEST(VantageFit, ABridgeIsSaidAndNotTakenForAHotspot)
{
    const auto outlook =
        with({kLoopback, kCable, interface("docker0", InterfaceKind::Bridge, {"172.17.0.1"})});
    expectFit(Vantage::Hotspot, outlook, Fit::Unsaid, "bridge", "docker0");
    EXPECT_EQ(bestVantage(outlook), Vantage::Switch);
}

TEST(VantageFit, WithoutANetworkOnlyWhatNeedsNoneFits)
{
    CaptureInterface unplugged = kCable;
    unplugged.running = false;
    CaptureInterface off = kWifi;
    off.up = false;
    const auto outlook = with({kLoopback, unplugged, off});
    for (const Vantage place : {Vantage::BrokerPc, Vantage::OtherComputer})
        expectFit(place, outlook, Fit::Unlike, "no-network");
    expectFit(Vantage::Switch, outlook, Fit::Unlike, "no-cable");
    expectFit(Vantage::Wifi, outlook, Fit::Unlike, "no-wifi");
    expectFit(Vantage::BuiltInBroker, outlook, Fit::Fits, "always");
    EXPECT_EQ(bestVantage(outlook), Vantage::Loopback);
    expectFit(Vantage::Loopback, with({}), Fit::Unlike, "no-loopback");
    EXPECT_EQ(bestVantage(with({})), Vantage::BuiltInBroker);
}

TEST(VantageFit, ACableWithoutAnAddressMayBeAMirrorPort)
{
    const auto outlook = with({kLoopback, kCable, interface("eth9", InterfaceKind::Usb, {"fe80::9"})});
    expectFit(Vantage::MirrorPort, outlook, Fit::Unsaid, "mirror-silent", "eth9");
    expectFit(Vantage::Switch, outlook, Fit::Fits, "cable", "enp3s0");
}

TEST(VantageFit, AContainerDoesNotKnowWhereItIs)
{
    const auto outlook = with({kLoopback, interface("eth0", InterfaceKind::Virtual, {"172.17.0.2"})});
    expectFit(Vantage::Switch, outlook, Fit::Unsaid, "virtual", "eth0");
    expectFit(Vantage::BrokerPc, outlook, Fit::Unsaid, "broker-unknown", "eth0");
    EXPECT_EQ(bestVantage(outlook), Vantage::Loopback);
}

TEST(VantageFit, MissingRightsAreSaidWhereTheyAreNeeded)
{
    CaptureOutlook outlook = with({kLoopback, kCable});
    EXPECT_FALSE(fitOf(Vantage::Loopback, outlook).needsRights);
    outlook.rights.program = CaptureRights::Program::None;
    for (const Vantage place : kVantages)
        EXPECT_EQ(fitOf(place, outlook).needsRights,
                  place != Vantage::BuiltInBroker && place != Vantage::OtherComputer)
            << nameOf(place);
}

TEST(VantageFit, EveryReasonIsASentenceInBothLanguages)
{
    const std::vector<CaptureOutlook> outlooks = {
        with({}),
        with({kLoopback, kCable, kWifi}),
        with({interface("wlan0", InterfaceKind::Wifi, {"10.42.0.1"})}),
        with({interface("virbr0", InterfaceKind::Bridge, {"192.168.122.1"})}),
        with({interface("eth0", InterfaceKind::Virtual, {"172.17.0.2"})}),
        with({interface("eth0", InterfaceKind::Ethernet, {})})};
    std::set<std::string_view> reasons;
    for (const Language language : kLanguages) {
        const Vocabulary words{language};
        for (const CaptureOutlook& outlook : outlooks) {
            for (const Vantage place : kVantages) {
                const VantageFit fit = fitOf(place, outlook);
                const std::string sentence = sentenceOf(fit, words);
                EXPECT_GT(sentence.size(), 15U) << fit.reason;
                EXPECT_THAT(sentence, Not(HasSubstr("()"))) << fit.reason;
                EXPECT_FALSE(sentence.ends_with('.')) << sentence;
                reasons.insert(fit.reason);
            }
        }
    }
    // None is left over in the file.
    std::size_t texts = 0;
    const Content english{Language::English};
    for (const TextTable::Entry& entry : english.table(ContentFile::Vantage).entries())
        texts += entry.path.starts_with(textPath("fit", "")) ? 1U : 0U;
    EXPECT_EQ(texts, reasons.size());
}

} // namespace
} // namespace mqttscope::teach

// SPDX-License-Identifier: GPL-3.0-or-later
// What is said below MQTT: every field has a text of its own, no two fields share one, and the bytes of the
// usual headers are told by their values.
#include "dissector/field/field_table.h"
#include "teach/narration/narrator.h"
#include "teach/narration/sentences.h"
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/index/frame_script.h"
#include "tests/unit/teach/typography.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace mqttscope::teach {
namespace {

using analysis::test::indexed;
using analysis::test::sourcePath;
using field::FieldInfo;
using testing::HasSubstr;
using testing::Not;

const Vocabulary& words(Language language)
{
    static const Vocabulary english{Language::English};
    static const Vocabulary french{Language::French};
    return language == Language::French ? french : english;
}

/// Fields below MQTT that can be a line of the tree, or bits of one.
std::vector<const FieldInfo*> networkFields()
{
    std::vector<const FieldInfo*> fields;
    for (const FieldInfo& info : field::fieldTable()) {
        if (info.id != field::FieldId::None && !info.name.starts_with("mqtt") &&
            !info.has(field::kAliasOnly) && !info.has(field::kHidden))
            fields.push_back(&info);
    }
    return fields;
}

std::string without(std::string text, const std::string& label)
{
    for (std::size_t at = text.find(label); !label.empty() && at != std::string::npos; at = text.find(label))
        text.erase(at, label.size());
    return text;
}

/// The sentences of a text, each up to its full stop.
std::vector<std::string> sentencesIn(std::string text)
{
    std::vector<std::string> sentences;
    while (!text.empty()) {
        sentences.push_back(firstSentence(text));
        text.erase(0, std::min(text.size(), sentences.back().size() + 1));
    }
    return sentences;
}

TEST(NetworkTexts, EveryFieldHasItsOwn)
{
    for (const Language language : kLanguages) {
        for (const FieldInfo* info : networkFields())
            EXPECT_FALSE(words(language).explanation("field", info->name).empty())
                << languageCode(language) << ' ' << info->name;
    }
}

TEST(NetworkTexts, AreDifferentEvenWithoutTheirLabels)
{
    for (const Language language : kLanguages) {
        std::map<std::string, std::string_view> owners;
        for (const FieldInfo* info : networkFields()) {
            const std::string text{words(language).explanation("field", info->name)};
            const auto [owner, isNew] =
                owners.emplace(without(text, words(language).label(info->id)), info->name);
            EXPECT_TRUE(isNew || owner->second == info->name)
                << owner->second << " and " << info->name << ": " << text;
        }
    }
}

TEST(NetworkTexts, OfValuesAndFieldsAreDifferent)
{
    for (const Language language : kLanguages) {
        std::map<std::string, std::string> owners;
        for (const TextTable::Entry& entry : words(language).table(ContentFile::Explanations).entries()) {
            const bool value = entry.path.starts_with("value");
            if ((!value && !entry.path.starts_with("field")) || entry.path.find("mqtt") != std::string::npos)
                continue;
            const auto [owner, isNew] = owners.emplace(entry.text, entry.path);
            EXPECT_TRUE(isNew) << pathForPeople(owner->second) << " and " << pathForPeople(entry.path);
            EXPECT_LE(countSentences(entry.text), 2U) << entry.text;
        }
    }
}

TEST(NetworkNarration, SaysNoSentenceOfTwoFields)
{
    for (const Language language : kLanguages) {
        std::map<std::string, std::string> owners;
        for (const TextTable::Entry& entry : words(language).table(ContentFile::NarrationNetwork).entries()) {
            const std::string field = entry.path.substr(0, entry.path.rfind(TextTable::kSeparator));
            for (const std::string& sentence : sentencesIn(entry.text)) {
                const auto [owner, isNew] = owners.emplace(sentence, field);
                EXPECT_TRUE(isNew || owner->second == field)
                    << pathForPeople(owner->second) << " and " << pathForPeople(field) << ": " << sentence;
            }
        }
    }
}

// Bytes are read one after the other: no two bytes of a number are told in the same words.
TEST(NetworkNarration, HasTextsForTheHeadersThatAClassReads)
{
    for (const char* name : {"eth.dst",
                             "eth.src",
                             "eth.type",
                             "eth.len",
                             "eth.padding",
                             "vlan.tci",
                             "vlan.etype",
                             "sll.pkttype",
                             "sll.hatype",
                             "sll.halen",
                             "sll.src.eth",
                             "sll.etype",
                             "null.family",
                             "arp.hw.type",
                             "arp.proto.type",
                             "arp.hw.size",
                             "arp.proto.size",
                             "arp.opcode",
                             "arp.src.hw_mac",
                             "arp.src.proto_ipv4",
                             "arp.dst.hw_mac",
                             "arp.dst.proto_ipv4",
                             "ip.version_ihl",
                             "ip.dsfield",
                             "ip.len",
                             "ip.id",
                             "ip.flags_offset",
                             "ip.ttl",
                             "ip.proto",
                             "ip.checksum",
                             "ip.src",
                             "ip.dst",
                             "ipv6.first_word",
                             "ipv6.plen",
                             "ipv6.nxt",
                             "ipv6.hlim",
                             "ipv6.src",
                             "ipv6.dst",
                             "udp.srcport",
                             "udp.dstport",
                             "udp.length",
                             "udp.checksum",
                             "icmp.type",
                             "icmp.code",
                             "icmp.checksum",
                             "icmp.ident",
                             "icmp.seq",
                             "tcp.srcport",
                             "tcp.dstport",
                             "tcp.seq_raw",
                             "tcp.ack_raw",
                             "tcp.offset_flags",
                             "tcp.window_size_value",
                             "tcp.checksum",
                             "tcp.urgent_pointer",
                             "tcp.option_kind",
                             "tcp.option_len",
                             "tcp.options.mss_val",
                             "tcp.options.wscale.shift",
                             "tcp.options.timestamp.tsval",
                             "tcp.options.timestamp.tsecr"}) {
        const std::string path = textPath("byte", name, "*");
        EXPECT_TRUE(words(Language::English).table(ContentFile::NarrationNetwork).contains(path)) << name;
    }
}

/// What is said of a byte of a frame of the sample: its handshake and its CONNECT.
std::string said(Language language, std::uint32_t number, std::uint32_t offset)
{
    static const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    const auto snapshot = document->snapshot();
    const NarratedFrame frame = narratedFrame(*snapshot, document->dissect(*snapshot, number));
    return Narrator{words(language)}.byte(frame, {0, offset}).text;
}

TEST(NetworkNarration, TellsThePortOfMqttByItsTwoBytes)
{
    EXPECT_THAT(said(Language::English, 1, 36), HasSubstr("0x075B: 7 × 256 = 1792, plus 91 is 1883"));
    EXPECT_THAT(said(Language::English, 1, 37), HasSubstr("1792 + 91 = 1883"));
    EXPECT_THAT(said(Language::French, 2, 34), HasSubstr("vient d’un broker MQTT"));
}

TEST(NetworkNarration, TellsTheControlBitsByTheirCombination)
{
    EXPECT_THAT(said(Language::English, 1, 47), HasSubstr("0000\u00a00010: SYN alone"));
    EXPECT_THAT(said(Language::English, 2, 47), HasSubstr("0001\u00a00010: SYN and ACK"));
    EXPECT_THAT(said(Language::English, 3, 47), HasSubstr("0001\u00a00000: ACK alone"));
    EXPECT_THAT(said(Language::English, 4, 47), HasSubstr("0001\u00a01000: PSH and ACK"));
}

TEST(NetworkNarration, TellsPrivateAddressesAndTheFirstTimeToLive)
{
    EXPECT_THAT(said(Language::English, 1, 26), HasSubstr("with 168 behind it, it is private"));
    EXPECT_THAT(said(Language::French, 1, 30), HasSubstr("192.168 est privé"));
    EXPECT_THAT(said(Language::English, 1, 22), HasSubstr("0x40 = 64 is the TTL"));
}

/// What is said of a byte of an Ethernet frame with ARP, a request to all cards from 169.254.1.2.
TEST(NetworkNarration, TellsGroupsOfCardsByTheAddress)
{
    index::test::FrameScript script;
    const std::uint32_t number = script.add({
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, // Destination: all cards
        0x02, 0x42, 0xac, 0x12, 0x00, 0x04, // Source: locally administered
        0x08, 0x06,                         // Type: ARP
        0x00, 0x01,                         // Hardware type: Ethernet
        0x08, 0x00,                         // Protocol type: IPv4
        0x06, 0x04,                         // Lengths of addresses
        0x00, 0x01,                         // Opcode: request
        0x02, 0x42, 0xac, 0x12, 0x00, 0x04, // Sender MAC address
        0xa9, 0xfe, 0x01, 0x02,             // Sender address 169.254.1.2
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, // Target MAC address: unknown
        0xa9, 0xfe, 0x01, 0x03,             // Target address 169.254.1.3
    });
    const analysis::test::TempFile file{analysis::test::pcapOf(script, number)};
    const auto document = indexed(file.path());
    const auto snapshot = document->snapshot();
    const NarratedFrame frame = narratedFrame(*snapshot, document->dissect(*snapshot, number));
    const Narrator narrator{words(Language::English)};
    EXPECT_THAT(narrator.byte(frame, {0, 0}).text, HasSubstr("the broadcast address"));
    EXPECT_THAT(narrator.byte(frame, {0, 6}).text, Not(HasSubstr("broadcast")));
    EXPECT_THAT(narrator.bit(frame, {0, 0}, 0).text, HasSubstr("D0 = 1 marks a group"));
    EXPECT_THAT(narrator.bit(frame, {0, 6}, 1).text, HasSubstr("made up by its system"));
    EXPECT_THAT(narrator.byte(frame, {0, 21}).text, HasSubstr("makes this ARP packet a request"));
    EXPECT_THAT(narrator.byte(frame, {0, 32}).text, HasSubstr("still unknown"));
}

} // namespace
} // namespace mqttscope::teach

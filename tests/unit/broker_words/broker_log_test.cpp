// SPDX-License-Identifier: GPL-3.0-or-later
// What the log says of a message: its value, what became of it, and why.
#include "broker/words/broker_log.h"

#include <gtest/gtest.h>

namespace mqttscope::broker {
namespace {

using mqtt::Decision;
using mqtt::Version;
using Messages = BrokerLog::Messages;

const std::string kNb = "\xc2\xa0"; // before a colon, in French

/// A log that knows a publisher, session 1, "capteur-1".
struct Told {
    explicit Told(teach::Language language, Messages messages = Messages::Plain)
        : words(language), log(words, messages)
    {
        LogEntry entry = entryOf(Decision::SessionCreated);
        entry.decision.session = 1;
        entry.decision.clientId = "capteur-1";
        (void)log.sentence(entry);
    }
    [[nodiscard]] static LogEntry entryOf(Decision code)
    {
        LogEntry entry;
        entry.kind = LogKind::Decision;
        entry.decision.code = code;
        entry.decision.version = Version::V311;
        return entry;
    }
    /// Of a delivery to "tablette".
    [[nodiscard]] std::string sent(std::string_view payload, std::uint8_t qos, std::uint8_t published,
                                   std::optional<std::uint8_t> granted, Decision code = Decision::Sent)
    {
        LogEntry entry = entryOf(code);
        DecisionRecord& record = entry.decision;
        record.session = 2;
        record.publisher = 1;
        record.message = 17;
        record.clientId = "tablette";
        record.topic = "pompe/niveau";
        record.payload = payload;
        record.payloadSize = static_cast<std::uint32_t>(payload.size());
        record.qos = qos;
        record.qosPublished = published;
        record.granted = granted;
        return log.sentence(entry);
    }

    teach::Vocabulary words;
    BrokerLog log;
};

TEST(BrokerLogWords, AMessageHasItsValueAndWhyItsQos)
{
    Told english(teach::Language::English);
    EXPECT_EQ(english.sent("42", 1, 1, 1),
              "capteur-1: 42 on pompe/niveau sent to tablette, QoS 1 (the lower of 1 and 1)");
    EXPECT_EQ(english.sent("42", 0, 0, 1),
              "capteur-1: 42 on pompe/niveau sent to tablette, QoS 0, without acknowledgement");
    EXPECT_EQ(english.sent("42", 1, 2, 1),
              "capteur-1: 42 on pompe/niveau sent to tablette, QoS 1 (the lower of 2 and 1): the "
              "subscription grants no more");
    // After a restart nobody knows what was granted.
    EXPECT_EQ(english.sent("42", 1, 1, std::nullopt),
              "capteur-1: 42 on pompe/niveau sent to tablette, QoS 1");
    Told french(teach::Language::French);
    EXPECT_EQ(french.sent("42", 1, 1, 1),
              "capteur-1" + kNb + ": 42 sur pompe/niveau envoyé à tablette, QoS 1 (le plus petit de 1 et 1)");
    EXPECT_EQ(french.sent("42", 0, 0, 0),
              "capteur-1" + kNb + ": 42 sur pompe/niveau envoyé à tablette, QoS 0, sans accusé");
}

TEST(BrokerLogWords, AValueIsShownIfItIsShortAndCanBeRead)
{
    Told told(teach::Language::English);
    const auto starts = [&](std::string_view payload) {
        const std::string sentence = told.sent(payload, 0, 0, 0);
        const std::string before = "capteur-1: ";
        EXPECT_TRUE(sentence.starts_with(before)) << sentence;
        return sentence.substr(before.size(), sentence.find(" on pompe/niveau") - before.size());
    };
    EXPECT_EQ(starts("en-ligne"), "en-ligne");
    EXPECT_EQ(starts("21.5 °C"), "“21.5 °C”");
    EXPECT_EQ(starts("{\"t\":\n\t21}"), "“{\"t\":  21}”"); // one line
    EXPECT_EQ(starts(""), "an empty message");
    EXPECT_EQ(starts("\x89PNG\r\n\x1a\n"), "8 bytes");
    EXPECT_EQ(starts("{what}"), "“{what}”");      // nothing in it is filled
    EXPECT_EQ(starts("24\xe2\x80\xae"), "“24.”"); // U+202E
    const std::string longer(100, 'x');
    EXPECT_EQ(starts(longer), "“" + std::string(46, 'x') + "…” (100 bytes)");
    Told french(teach::Language::French);
    EXPECT_NE(french.sent(std::string("\0\1\2", 3), 0, 0, 0).find("3 octets"), std::string::npos);
    EXPECT_NE(french.sent("", 0, 0, 0).find("un message vide"), std::string::npos);
}

TEST(BrokerLogWords, MessagesHaveNumbersWhereLinesAreSearched)
{
    Told told(teach::Language::English, Messages::Numbered);
    EXPECT_EQ(told.sent("42", 1, 1, 1), "Message 17 of capteur-1: 42 on pompe/niveau sent to tablette, QoS 1 "
                                        "(the lower of 1 and 1)");
    EXPECT_EQ(told.sent("42", 1, 1, {}, Decision::QueuedOffline),
              "Message 17 of capteur-1: 42 on pompe/niveau waits for tablette, who is away");
}

TEST(BrokerLogWords, NamesAreHarmless)
{
    Told told(teach::Language::English);
    LogEntry entry = Told::entryOf(Decision::ConnectAccepted);
    entry.decision.session = 3;
    entry.decision.clientId = "x\xe2\x80\xae\x1b[2J";
    entry.peer = {"192.168.1.20", 4711};
    EXPECT_EQ(told.log.sentence(entry),
              "x..[2J connected from 192.168.1.20:4711 with MQTT 3.1.1, in a new session");
}

TEST(BrokerLogWords, SilenceIsToldWithItsClause)
{
    Told french(teach::Language::French);
    LogEntry entry = Told::entryOf(Decision::KeepAliveExpired);
    entry.decision.session = 3;
    entry.decision.clientId = "python1";
    entry.decision.value = 90'017;
    EXPECT_EQ(french.log.sentence(entry),
              "python1" + kNb + ": 90 s de silence, plus de 1,5 fois son Keep Alive (3.1.2.10)");
    entry.decision.value = 1503;
    Told english(teach::Language::English);
    EXPECT_EQ(english.log.sentence(entry),
              "python1: 1503 ms of silence, more than 1.5 times its Keep Alive (3.1.2.10)");
}

} // namespace
} // namespace mqttscope::broker

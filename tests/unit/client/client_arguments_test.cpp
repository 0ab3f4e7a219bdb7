// SPDX-License-Identifier: GPL-3.0-or-later
// mosquitto's options, read.
#include "app/client/client_arguments.h"
#include "app/client/client_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::app {
namespace {

using mqtt::PropertyId;
using mqtt::Version;
using testing::ElementsAre;
using testing::HasSubstr;
using Words = std::vector<std::string>;

ClientArguments read(ClientKind kind, const Words& words)
{
    auto parsed = parseClientArguments(kind, words);
    EXPECT_TRUE(parsed) << parsed.error().text;
    return parsed.value_or(ClientArguments{});
}
ClientArguments pub(const Words& words)
{
    return read(ClientKind::Publish, words);
}
ClientArguments sub(const Words& words)
{
    return read(ClientKind::Subscribe, words);
}
ClientArguments rr(const Words& words)
{
    return read(ClientKind::RequestResponse, words);
}

/// The sentence that refuses them.
std::string refusal(ClientKind kind, const Words& words)
{
    const auto parsed = parseClientArguments(kind, words);
    EXPECT_FALSE(parsed);
    if (parsed)
        return {};
    EXPECT_EQ(parsed.error().status, 1);
    return parsed.error().text;
}

/// The beginning of a text up to its first place.
std::string textOf(std::string_view key, std::initializer_list<analysis::PlaceValue> values = {})
{
    return ClientWords(teach::Language::English).text("argument", key, values);
}

TEST(ClientArguments, DefaultsAreMosquittos)
{
    const ClientArguments made = pub({"-t", "a", "-m", "x"});
    EXPECT_EQ(made.host, "localhost");
    EXPECT_EQ(made.port, 1883);
    EXPECT_EQ(made.options.version, Version::V311);
    EXPECT_EQ(made.options.keepAlive, 60);
    EXPECT_TRUE(made.options.cleanStart);
    EXPECT_EQ(made.options.clientId, "");
    EXPECT_EQ(made.qos, 0);
    EXPECT_EQ(made.source, PayloadSource::Text);
    EXPECT_EQ(rr({"-t", "a", "-m", "x", "-e", "b"}).options.version, Version::V50);
}

TEST(ClientArguments, ShortAndLongOptions)
{
    const ClientArguments made =
        pub({"-h",     "127.0.0.1", "-p", "1884", "-t",        "a",        "-m",  "x",
             "-q",     "2",         "-r", "-i",   "me",        "-u",       "ann", "-P",
             "secret", "-k",        "9",  "-c",   "-d",        "--quiet",  "-V",  "mqttv31",
             "--lang", "fr",        "-M", "7",    "--nodelay", "--repeat", "3",   "--repeat-delay",
             "0.25"});
    EXPECT_EQ(made.host, "127.0.0.1");
    EXPECT_EQ(made.port, 1884);
    EXPECT_EQ(made.qos, 2);
    EXPECT_TRUE(made.retain && made.debug && made.quiet && !made.options.cleanStart);
    EXPECT_TRUE(made.options.adoptSession);
    EXPECT_EQ(made.options.clientId, "me");
    EXPECT_EQ(made.options.userName, "ann");
    EXPECT_EQ(made.options.password, (std::vector<std::uint8_t>{'s', 'e', 'c', 'r', 'e', 't'}));
    EXPECT_EQ(made.options.keepAlive, 9);
    EXPECT_EQ(made.options.version, Version::V31);
    EXPECT_EQ(made.options.inflight, 7);
    EXPECT_EQ(made.language, teach::Language::French);
    EXPECT_EQ(made.repeat, 3U);
    EXPECT_EQ(made.repeatDelay.count(), 250);
    EXPECT_EQ(pub({"--host", "h", "--topic", "a", "--message", "x"}).host, "h");
}

TEST(ClientArguments, ValuesAreTakenAsTheyStand)
{
    EXPECT_EQ(pub({"-t", "a", "-m", "-5"}).payload, "-5");
    EXPECT_EQ(pub({"-t", "a", "-m", "-D"}).payload, "-D");
    EXPECT_EQ(pub({"-t", "a", "-m", "--help"}).payload, "--help");
    EXPECT_EQ(pub({"-t", "a", "-m", ""}).payload, "");
    EXPECT_EQ(pub({"-t", "a", "-m", "{}"}).payload, "{}");
    EXPECT_EQ(pub({"-t", "a", "-m", "[1,2]"}).payload, "[1,2]");
    EXPECT_EQ(pub({"-t", "a", "-m", "%%"}).payload, "%%");
    EXPECT_EQ(pub({"-t", "a", "-m", "a b\n\"c\""}).payload, "a b\n\"c\"");
    EXPECT_EQ(pub({"-t", "{}", "-m", "x"}).topic, "{}");
    EXPECT_THAT(sub({"-t", "[a]", "-t", "{}"}).filters, ElementsAre("[a]", "{}"));
}

TEST(ClientArguments, OfTopicsTheLastCountsForPubAndAllForSub)
{
    EXPECT_EQ(pub({"-t", "a", "-t", "b", "-m", "x"}).topic, "b");
    EXPECT_THAT(sub({"-t", "a/+", "-t", "b/#"}).filters, ElementsAre("a/+", "b/#"));
}

TEST(ClientArguments, EverySpellingOfAVersion)
{
    for (const auto& [word, version] :
         std::vector<std::pair<std::string, Version>>{{"31", Version::V31},
                                                      {"311", Version::V311},
                                                      {"5", Version::V50},
                                                      {"mqttv31", Version::V31},
                                                      {"mqttv311", Version::V311},
                                                      {"mqttv5", Version::V50}})
        EXPECT_EQ(sub({"-t", "a", "-V", word}).options.version, version) << word;
    EXPECT_EQ(refusal(ClientKind::Subscribe, {"-t", "a", "-V", "4"}), textOf("version", {{"value", "4"}}));
}

TEST(ClientArguments, A31ClientHasAName)
{
    const std::string name = sub({"-t", "a", "-V", "31"}).options.clientId;
    EXPECT_FALSE(name.empty());
    EXPECT_LE(name.size(), 23U);
    EXPECT_NE(sub({"-t", "a", "-V", "31"}).options.clientId, name);
}

TEST(ClientArguments, SubHasItsOwn)
{
    const ClientArguments made = sub({"-t",
                                      "a",
                                      "-C",
                                      "5",
                                      "-W",
                                      "7",
                                      "-v",
                                      "-N",
                                      "-F",
                                      "%t",
                                      "--retained-only",
                                      "--remove-retained",
                                      "-T",
                                      "x/+",
                                      "-T",
                                      "y",
                                      "-U",
                                      "u",
                                      "-E",
                                      "--pretty",
                                      "--retain-as-published",
                                      "--random-filter",
                                      "12.5"});
    EXPECT_EQ(made.count, 5U);
    EXPECT_EQ(made.timeout, 7U);
    EXPECT_TRUE(made.verbose && !made.lineEnd && made.format && made.retainedOnly && made.removeRetained &&
                made.exitAfterSubscribing && made.pretty && made.retainAsPublished);
    EXPECT_THAT(made.filterOut, ElementsAre("x/+", "y"));
    EXPECT_THAT(made.unsubscribe, ElementsAre("u"));
    EXPECT_DOUBLE_EQ(made.randomFilter, 12.5);
    EXPECT_TRUE(sub({"-t", "a", "-R"}).noRetained);
}

TEST(ClientArguments, SessionExpiry)
{
    EXPECT_EQ(sub({"-t", "a", "-V", "5", "-x", "30"}).options.sessionExpiry, 30U);
    EXPECT_EQ(sub({"-t", "a", "-V", "5", "-x", "-1"}).options.sessionExpiry, broker::kNeverExpires);
    EXPECT_EQ(sub({"-t", "a", "-V", "5", "-x", "∞"}).options.sessionExpiry, broker::kNeverExpires);
    EXPECT_EQ(sub({"-t", "a", "-i", "b", "-c"}).options.sessionExpiry, broker::kNeverExpires);
    EXPECT_EQ(sub({"-t", "a", "-i", "b", "-c", "-x", "4"}).options.sessionExpiry, 4U);
    EXPECT_EQ(refusal(ClientKind::Subscribe, {"-t", "a", "-x", "long"}),
              textOf("session-expiry", {{"value", "long"}}));
}

TEST(ClientArguments, Will)
{
    const ClientArguments made = sub({"-t",
                                      "a",
                                      "--will-topic",
                                      "w",
                                      "--will-payload",
                                      "bye",
                                      "--will-qos",
                                      "1",
                                      "--will-retain",
                                      "-D",
                                      "will",
                                      "will-delay-interval",
                                      "5",
                                      "-D",
                                      "WILL",
                                      "user-property",
                                      "k",
                                      "-v",
                                      "-D",
                                      "will",
                                      "response-topic",
                                      "r"});
    ASSERT_TRUE(made.options.will);
    EXPECT_EQ(made.options.will->topic, "w");
    EXPECT_EQ(made.options.will->payload, (std::vector<std::uint8_t>{'b', 'y', 'e'}));
    EXPECT_EQ(made.options.will->qos, 1);
    EXPECT_TRUE(made.options.will->retain);
    EXPECT_EQ(made.options.will->delay, 5U);
    EXPECT_EQ(made.options.will->responseTopic, "r");
    EXPECT_EQ(made.options.will->userProperties.at(0), (std::pair<std::string, std::string>{"k", "-v"}));
    EXPECT_FALSE(made.verbose) << "-v was a value";
    EXPECT_EQ(refusal(ClientKind::Subscribe, {"-t", "a", "--will-payload", "z"}),
              textOf("will-without-topic"));
    EXPECT_EQ(refusal(ClientKind::Subscribe, {"-t", "a", "-D", "will", "content-type", "z"}),
              textOf("will-without-topic"));
}

TEST(ClientArguments, PropertiesGoWhereTheyBelong)
{
    const ClientArguments made = pub({"-t",
                                      "a",
                                      "-D",
                                      "PUBLISH",
                                      "content-type",
                                      "text/plain",
                                      "-m",
                                      "x",
                                      "--property",
                                      "publish",
                                      "user-property",
                                      "k",
                                      "v",
                                      "-D",
                                      "publish",
                                      "message-expiry-interval",
                                      "60",
                                      "-D",
                                      "connect",
                                      "receive-maximum",
                                      "9",
                                      "-D",
                                      "disconnect",
                                      "user-property",
                                      "bye",
                                      "now",
                                      "-D",
                                      "publish",
                                      "topic-alias",
                                      "4"});
    EXPECT_EQ(made.options.version, Version::V50) << "as mosquitto: a property makes it 5.0";
    const mqtt::Properties properties = made.publishProperties.view();
    EXPECT_EQ(properties.text(PropertyId::ContentType), "text/plain");
    EXPECT_EQ(properties.number(PropertyId::MessageExpiryInterval), 60U);
    EXPECT_EQ(properties.userProperties().size(), 1U);
    EXPECT_EQ(made.options.receiveMaximum, 9);
    EXPECT_EQ(made.options.firstTopicAlias, 4);
    EXPECT_EQ(made.options.topicAliasesOut, 1);
    EXPECT_EQ(made.disconnectProperties.view().userProperties().size(), 1U);
    const ClientArguments subscribed = sub({"-t", "a", "-D", "subscribe", "subscription-identifier", "200",
                                            "-D", "unsubscribe", "user-property", "a", "b"});
    EXPECT_EQ(subscribed.subscribeProperties.view().subscriptionIdentifiers()[0], 200U);
    EXPECT_FALSE(subscribed.unsubscribeProperties.empty());
}

TEST(ClientArguments, PropertiesThatCannotBe)
{
    const auto wrong = [](const Words& property) {
        Words words = {"-t", "a", "-m", "x", "-D"};
        words.insert(words.end(), property.begin(), property.end());
        return refusal(ClientKind::Publish, words);
    };
    EXPECT_EQ(wrong({"publish"}), textOf("property-incomplete"));
    EXPECT_EQ(wrong({"publish", "content-type"}), textOf("property-incomplete"));
    EXPECT_EQ(wrong({"publish", "user-property", "k"}), textOf("property-incomplete"));
    EXPECT_EQ(wrong({"say", "content-type", "x"}), textOf("property-command", {{"command", "say"}}));
    EXPECT_EQ(wrong({"publish", "colour", "x"}),
              textOf("property-unknown", {{"command", "publish"}, {"property", "colour"}}));
    EXPECT_EQ(wrong({"publish", "will-delay-interval", "4"}),
              textOf("property-place", {{"command", "publish"}, {"property", "will-delay-interval"}}));
    EXPECT_EQ(wrong({"puback", "user-property", "a", "b"}),
              textOf("property-unsupported", {{"command", "puback"}, {"property", "user-property"}}));
    EXPECT_EQ(wrong({"publish", "subscription-identifier", "1"}),
              textOf("property-place", {{"command", "publish"}, {"property", "subscription-identifier"}}));
    EXPECT_THAT(wrong({"publish", "topic-alias", "0"}), HasSubstr("from 1 to 65535"));
    EXPECT_THAT(wrong({"publish", "message-expiry-interval", "-1"}), HasSubstr("from 0 to 4294967295"));
    EXPECT_THAT(wrong({"publish", "payload-format-indicator", "2"}), HasSubstr("from 0 to 1"));
    EXPECT_EQ(wrong({"publish", "content-type", "a", "-D", "publish", "content-type", "b"}),
              textOf("property-twice", {{"command", "publish"}, {"property", "content-type"}}));
}

TEST(ClientArguments, WhatIsMissingOrTooMuch)
{
    using enum ClientKind;
    EXPECT_EQ(refusal(Publish, {"-m", "x"}), textOf("publish-incomplete"));
    EXPECT_EQ(refusal(Publish, {"-t", "a"}), textOf("publish-incomplete"));
    EXPECT_EQ(refusal(Subscribe, {}), textOf("subscribe-incomplete"));
    EXPECT_EQ(refusal(RequestResponse, {"-t", "a", "-m", "x"}), textOf("request-incomplete"));
    EXPECT_EQ(refusal(Publish, {"-t", "a", "-m", "x", "-n"}), textOf("payload-twice"));
    EXPECT_EQ(refusal(Publish, {"-t", "a/#", "-m", "x"}), textOf("topic", {{"value", "a/#"}}));
    EXPECT_EQ(refusal(Subscribe, {"-t", "a#"}), textOf("filter", {{"value", "a#"}}));
    EXPECT_EQ(refusal(Subscribe, {"-t", "a", "-T", "b#"}), textOf("filter", {{"value", "b#"}}));
    EXPECT_EQ(refusal(Publish, {"-t", "a", "-m", "x", "-q", "3"}), textOf("qos", {{"value", "3"}}));
    EXPECT_EQ(refusal(Publish, {"-t", "a", "-m", "x", "-c"}), textOf("session-without-id"));
    EXPECT_EQ(refusal(Publish, {"-t", "a", "-m", "x", "-i", "b", "-I", "c"}), textOf("id-twice"));
    EXPECT_EQ(refusal(Subscribe, {"-t", "a", "-R", "--retained-only"}), textOf("retained-contradiction"));
    EXPECT_EQ(refusal(Publish, {"-t", "a", "-m", "x", "-P", "y"}), textOf("password-alone"));
    EXPECT_EQ(pub({"-t", "a", "-m", "x", "-P", "y", "-V", "5"}).options.userName, std::nullopt);
    EXPECT_EQ(
        refusal(RequestResponse, {"-t", "a", "-m", "x", "-e", "b", "-D", "publish", "response-topic", "c"}),
        textOf("response-topic-twice"));
    EXPECT_EQ(refusal(Subscribe, {"-t", "a", "-F", "%z"}), textOf("format-unknown", {{"value", "%z"}}));
    EXPECT_EQ(refusal(Subscribe, {"-t", "a", "-F", "x%"}), textOf("format-incomplete", {{"value", "%"}}));
    EXPECT_NE(refusal(Publish, {"-t", "a", "-m", "x", "-W", "3"}), "") << "pub has no -W";
    EXPECT_NE(refusal(Publish, {"-t", "a", "-m", "x", "-p", "0"}), "");
    EXPECT_NE(refusal(Publish, {"-t", "a", "-m", "x", "--bogus"}), "");
    EXPECT_NE(refusal(Publish, {"-t", "a", "-m"}), "");
}

TEST(ClientArguments, WhatIsNotThereYetIsSaid)
{
    for (const Words& option : std::vector<Words>{{"--cafile", "f"},
                                                  {"--insecure"},
                                                  {"--psk", "00"},
                                                  {"--proxy", "socks5h://x"},
                                                  {"--unix", "/s"},
                                                  {"-S"},
                                                  {"-A", "127.0.0.1"},
                                                  {"--tls-version", "tlsv1.2"}}) {
        Words words = {"-t", "a"};
        words.insert(words.end(), option.begin(), option.end());
        EXPECT_EQ(refusal(ClientKind::Subscribe, words), textOf("unavailable", {{"option", option.front()}}));
    }
    EXPECT_THAT(refusal(ClientKind::Subscribe, {"-L", "mqtts://host/a"}), HasSubstr("mqtts://"));
}

TEST(ClientArguments, Url)
{
    const ClientArguments made = sub({"-L", "mqtt://ann:se@cret@[::1]:1885/room/#"});
    EXPECT_EQ(made.host, "::1");
    EXPECT_EQ(made.port, 1885);
    EXPECT_EQ(made.options.userName, "ann");
    EXPECT_EQ(made.options.password->size(), 7U);
    EXPECT_THAT(made.filters, ElementsAre("room/#"));
    EXPECT_EQ(sub({"-L", "mqtt://broker/a"}).port, 1883);
    for (const char* bad : {"http://a/b", "mqtt://a", "mqtt://a/", "mqtt://a:x/b", "mqtt:///b"})
        EXPECT_EQ(refusal(ClientKind::Subscribe, {"-L", bad}), textOf("url", {{"value", bad}})) << bad;
}

TEST(ClientArguments, SentencesHaveALanguage)
{
    EXPECT_THAT(refusal(ClientKind::Subscribe, {"--lang", "fr"}), HasSubstr("s’abonner"));
    EXPECT_THAT(refusal(ClientKind::Subscribe, {"--lang=fr"}), HasSubstr("s’abonner"));
}

TEST(ClientArguments, HelpIsNoFailure)
{
    for (const ClientKind kind : {ClientKind::Publish, ClientKind::Subscribe, ClientKind::RequestResponse}) {
        const auto parsed = parseClientArguments(kind, {"--help"});
        ASSERT_FALSE(parsed);
        EXPECT_EQ(parsed.error().status, 0);
        EXPECT_THAT(parsed.error().text, HasSubstr("--protocol-version"));
        EXPECT_THAT(parsed.error().text, testing::Not(HasSubstr("--cafile")));
        EXPECT_EQ(clientKindOf(nameOf(kind)), kind);
    }
}

} // namespace
} // namespace mqttscope::app

// SPDX-License-Identifier: GPL-3.0-or-later
// Properties of 5.0 as they are typed into a client card, and what a lab file keeps of a client.
#include "teach/vocabulary.h"
#include "ui/models/client_options_json.h"
#include "ui/models/client_property.h"
#include "ui/models/lab_file.h"

#include <QTest>

using namespace mqttscope;
using namespace mqttscope::ui;
using mqtt::PropertyId;

namespace {

TypedProperty typed(PropertyId id, const QString& value)
{
    return {id, value, {}, false};
}

broker::lab::MessageProperties everything()
{
    broker::lab::MessageProperties said;
    said.payloadFormat = 0;
    said.messageExpiry = 4'294'967'295U;
    said.contentType = "text/plain";
    said.responseTopic = "answer/à";
    said.correlationData = std::vector<std::uint8_t>{0, 0xff};
    said.userProperties = {{"b", "1"}, {"a", "2"}, {"b", "1"}};
    said.topicAlias = 65'535;
    return said;
}

} // namespace

class ClientPropertyTest : public QObject {
    Q_OBJECT

    teach::Vocabulary m_words{teach::Language::English};

    [[nodiscard]] QString problem(const TypedProperty& property,
                                  const PropertySurroundings& around = {}) const
    {
        const TypedVerdict verdict = judgeProperty(property, around, m_words);
        return verdict.ok ? QString() : verdict.sentence;
    }

private Q_SLOTS:
    void theRuleThatIsBrokenIsNamed()
    {
        PropertySurroundings around;
        around.topicAliasMaximum = 10;
        QCOMPARE(problem(typed(PropertyId::TopicAlias, QStringLiteral("10")), around), QString());
        QVERIFY(problem(typed(PropertyId::TopicAlias, QStringLiteral("0"))).contains(u"MQTT-3.3.2-8"));
        const QString above = problem(typed(PropertyId::TopicAlias, QStringLiteral("11")), around);
        QVERIFY2(above.contains(u"MQTT-3.3.2-9") && above.contains(u"10"), qPrintable(above));
        QCOMPARE(problem(typed(PropertyId::TopicAlias, QStringLiteral("11"))), QString()); // who knows
        around.topicAliasMaximum = 0;
        QVERIFY(
            problem(typed(PropertyId::TopicAlias, QStringLiteral("1")), around).contains(u"MQTT-3.2.2-18"));
        const TypedVerdict wild = judgeProperty(typed(PropertyId::ResponseTopic, u"é/+"_qs), {}, m_words);
        QVERIFY2(wild.sentence.contains(u"MQTT-3.3.2-14"), qPrintable(wild.sentence));
        QCOMPARE(wild.position, qsizetype{2});
        around.payloadIsUtf8 = false;
        QVERIFY(problem(typed(PropertyId::PayloadFormatIndicator, u"1"_qs), around).contains(u"MQTT5-"));
        QCOMPARE(problem(typed(PropertyId::PayloadFormatIndicator, u"0"_qs), around), QString());
        QVERIFY(problem(typed(PropertyId::AuthenticationData, u"x"_qs)).contains(u"MQTT5-"));
        around.authenticationMethod = true;
        QCOMPARE(problem(typed(PropertyId::AuthenticationData, u"x"_qs), around), QString());
        QVERIFY(!problem(typed(PropertyId::ReceiveMaximum, u"0"_qs)).isEmpty());
        QVERIFY(!problem(typed(PropertyId::SubscriptionIdentifier, u"0"_qs)).isEmpty());
        QVERIFY(judgeEmptyTopic(0, false, m_words).sentence.contains(u"MQTT5-"));
        QVERIFY(judgeEmptyTopic(3, false, m_words).sentence.contains(u"MQTT5-"));
        QVERIFY(judgeEmptyTopic(3, true, m_words).ok);
    }

    void numbersAndBytesAreReadByTheirTypes()
    {
        const auto fits = [&](PropertyId id, const QString& value) {
            return problem(typed(id, value)).isEmpty() && isReadable(typed(id, value));
        };
        QVERIFY(fits(PropertyId::MessageExpiryInterval, u"4294967295"_qs));
        QVERIFY(!fits(PropertyId::MessageExpiryInterval, u"4294967296"_qs));
        QVERIFY(!fits(PropertyId::MessageExpiryInterval, u"-1"_qs));
        QVERIFY(!fits(PropertyId::MessageExpiryInterval, u"1.5"_qs));
        QVERIFY(fits(PropertyId::TopicAlias, u"65535"_qs));
        QVERIFY(!fits(PropertyId::TopicAlias, u"65536"_qs));
        QVERIFY(fits(PropertyId::SubscriptionIdentifier, u"268435455"_qs));
        QVERIFY(!fits(PropertyId::SubscriptionIdentifier, u"268435456"_qs));
        QVERIFY(fits(PropertyId::ContentType, QString(65'535, u'x')));
        QVERIFY(!fits(PropertyId::ContentType, QString(65'536, u'x')));
        QVERIFY(problem({PropertyId::CorrelationData, u"0g"_qs, {}, true}).contains(u"hexadecimal"));
        QCOMPARE(messageProperties({{PropertyId::CorrelationData, u"00 fF"_qs, {}, true}}).correlationData,
                 (std::vector<std::uint8_t>{0, 0xff}));
        QCOMPARE(messageProperties({{PropertyId::CorrelationData, u"00"_qs, {}, false}}).correlationData,
                 (std::vector<std::uint8_t>{'0', '0'}));
        // What is empty is not sent.
        QVERIFY(messageProperties({typed(PropertyId::ContentType, {}),
                                   typed(PropertyId::UserProperty, {})}) == broker::lab::MessageProperties());
    }

    void whatIsTypedComesBack()
    {
        QVERIFY(messageProperties(typedProperties(everything())) == everything());
        const TypedProperties written = typedProperties(everything());
        QVERIFY(typedPropertiesFrom(typedPropertiesJson(written)) == written);
        broker::lab::LabSubscription wanted;
        wanted.identifier = 7;
        wanted.userProperties = {{"k", "v"}};
        broker::lab::LabSubscription read;
        applyProperties(typedProperties(wanted), read);
        QVERIFY(read == wanted);
    }

    void aLabFileKeepsAllThatConnectSays()
    {
        broker::lab::LabClientOptions options;
        broker::ClientOptions& client = options.client;
        client.version = mqtt::Version::V50;
        client.sessionExpiry = 3'000'000'000U;
        client.receiveMaximum = 3;
        client.maximumPacketSize = 1000;
        client.topicAliasMaximum = 5;
        client.problemInformation = false;
        client.responseInformation = true;
        client.authenticationMethod = "m";
        client.authenticationData = {1, 2};
        client.userProperties = {{"k", "v"}, {"k", "v"}};
        client.will.emplace();
        client.will->topic = "w";
        client.will->delay = 9;
        client.will->payloadFormat = 1;
        client.will->messageExpiry = 60;
        client.will->contentType = "c";
        client.will->responseTopic = "r";
        client.will->correlationData = std::vector<std::uint8_t>{9};
        client.will->userProperties = {{"wk", "wv"}};
        const QJsonObject json = clientOptionsJson(options);
        const broker::ClientOptions read = clientOptionsFrom(json).client;
        QVERIFY(typedProperties(read) == typedProperties(client));
        QCOMPARE(read.sessionExpiry, client.sessionExpiry);
        QVERIFY(!read.problemInformation && read.responseInformation);
        QVERIFY(read.will.has_value());
        QVERIFY(typedProperties(*read.will) == typedProperties(*client.will));
        QCOMPARE(read.will->delay, 9U);
        QCOMPARE(clientOptionsJson(clientOptionsFrom(json)), json);
    }

    void propertiesOfALabFileAreBounded()
    {
        QJsonArray many;
        for (std::size_t i = 0; i <= kMaxTypedProperties; ++i)
            many.append(QJsonObject{{"property", "user-property"}, {"name", "n"}, {"value", "v"}});
        QCOMPARE(typedPropertiesFrom(many).size(), kMaxTypedProperties);
        const QJsonArray odd{3, QJsonObject{{"property", "unheard-of"}},
                             QJsonObject{{"property", "topic-alias"}, {"value", "1"}},
                             QJsonObject{{"property", "topic-alias"}, {"value", "2"}}};
        QCOMPARE(typedPropertiesFrom(odd).size(), std::size_t{1});
    }

    void theRowsOfACsvFileTravelWithTheLab()
    {
        broker::lab::GeneratorOptions options;
        options.kind = broker::lab::GeneratorKind::Rows;
        options.rows = {"1.5", "", "a,b;c", "say \"hi\"", "two\nlines\r", "été"};
        const QJsonObject json = generatorJson(options);
        QVERIFY(generatorFrom(json) == options);
        options.rows = {"x;y", "z"}; // the first line does not choose the separator
        QVERIFY(generatorFrom(generatorJson(options)) == options);
        QVERIFY(generatorFrom({}, options).rows == options.rows);
    }

    void asManyRowsAsALabFileHolds()
    {
        broker::lab::GeneratorOptions options;
        options.rows.assign(broker::sim::ValueOptions::kMaxList, "1013.25");
        QCOMPARE(rowsThatAreKept(options.rows), options.rows.size()); // measured values all fit
        options.rows.assign(broker::sim::ValueOptions::kMaxList, std::string(20, '\x01'));
        const std::size_t kept = rowsThatAreKept(options.rows);
        QVERIFY(kept > 1000 && kept < options.rows.size());
        QCOMPARE(generatorFrom(generatorJson(options)).rows.size(), kept);
        // The worst that all clients can keep is a file that can be read.
        QJsonArray clients;
        for (std::size_t i = 0; i < broker::lab::LabClients::kMaxClients; ++i)
            clients.append(generatorJson(options));
        LabFile lab;
        lab.clients = {{QStringLiteral("clients"), clients}};
        const QByteArray bytes = labFileBytes(lab, true);
        QVERIFY(bytes.size() > 4 << 20);
        QVERIFY(labFileFrom(bytes).has_value());
    }

    void whatCameIsSaidInWords()
    {
        const QStringList lines = propertyLines(everything(), {7, 8}, m_words);
        QVERIFY(lines.contains(QStringLiteral("Content Type: text/plain")));
        QVERIFY(lines.contains(QStringLiteral("Correlation Data: 00 ff")));
        QVERIFY(lines.contains(QStringLiteral("Payload Format Indicator: 0 · Unspecified bytes")));
        QVERIFY(lines.contains(QStringLiteral("Message Expiry Interval: 4,294,967,295\u202fs")));
        QVERIFY(lines.contains(QStringLiteral("Subscription Identifier: 8")));
        const qsizetype first = lines.indexOf(QStringLiteral("User Property: b = 1"));
        QCOMPARE(lines.indexOf(QStringLiteral("User Property: a = 2")), first + 1);
        QCOMPARE(lines.lastIndexOf(QStringLiteral("User Property: b = 1")), first + 2);
        QVERIFY(propertyLines({}, {}, m_words).isEmpty());
    }
};

QTEST_GUILESS_MAIN(ClientPropertyTest)
#include "client_property_test.moc"

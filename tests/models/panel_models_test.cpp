// SPDX-License-Identifier: GPL-3.0-or-later
// The models behind the panels about the whole capture.
#include "teach/vocabulary.h"
#include "ui/models/chart_points.h"
#include "ui/models/conversation_model.h"
#include "ui/models/csv_text.h"
#include "ui/models/filter_text.h"
#include "ui/models/payload_text.h"
#include "ui/models/rule_list_model.h"
#include "ui/models/session_table_model.h"
#include "ui/models/topic_tree_model.h"
#include "ui/models/value_table_model.h"

#include "analysis/compile_filter.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace mqttscope;
using namespace mqttscope::ui;

namespace {

const std::atomic<bool> kGoOn = false;

std::shared_ptr<analysis::Document> sample(const char* name)
{
    auto opened = analysis::Document::open(std::string(MQTTSCOPE_SOURCE_DIR "/samples/") + name + ".pcapng",
                                           analysis::Options{});
    if (!opened)
        return nullptr;
    (*opened)->start();
    (*opened)->wait();
    return *opened;
}

analysis::Payload payloadOf(const QByteArray& bytes)
{
    analysis::Payload payload;
    payload.bytes.assign(bytes.begin(), bytes.end());
    payload.size = payload.bytes.size();
    return payload;
}

/// Three findings of one rule, a warning of another, and more that were not kept.
std::shared_ptr<const analysis::Findings> someFindings()
{
    analysis::Findings found;
    const auto add = [&](std::uint32_t group, std::uint32_t frame, field::IssueCode code) {
        analysis::Finding finding;
        finding.frame = frame;
        finding.group = group;
        finding.version = mqtt::Version::V311;
        finding.issue.code = code;
        found.groups[group].kept.push_back(static_cast<std::uint32_t>(found.kept.size()));
        found.kept.push_back(finding);
    };
    found.groups.resize(2);
    found.groups[0] = {"MQTT-2.3.1-1", mqtt::Version::V311, analysis::FindingLevel::Error, 8, {}};
    found.groups[1] = {"trailing-bytes", mqtt::Version::V311, analysis::FindingLevel::Warning, 1, {}};
    add(0, 7, field::IssueCode::PacketIdZero);
    add(1, 8, field::IssueCode::TrailingBytes);
    add(0, 9, field::IssueCode::PacketIdZero);
    add(0, 11, field::IssueCode::PacketIdZero);
    found.counts = {8, 1, 0};
    found.versions = {mqtt::Version::V311};
    return std::make_shared<const analysis::Findings>(std::move(found));
}

QStringList rowsOf(const QAbstractItemModel& model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows += model.index(row, 0).data().toString();
    return rows;
}

} // namespace

class PanelModelsTest : public QObject {
    Q_OBJECT
    teach::Vocabulary m_words{teach::Language::English};
    using Row = RuleListModel::RowKind;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void rulesAreFoldedUnderTheirId()
    {
        RuleListModel model(m_words);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setFindings(someFindings());
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(model.row(0).kind == Row::Rule);
        QCOMPARE(model.index(0).data(RuleListModel::CountRole).toString(), QStringLiteral("× 8"));
        QVERIFY(model.row(1).kind == Row::Finding);
        QVERIFY(!model.isOwn(0));
        QVERIFY(model.isOwn(1));
        model.toggle(0);
        QCOMPARE(model.rowCount(), 6); // and "5 more"
        QVERIFY(model.row(4).kind == Row::More);
        QVERIFY(model.index(4).data().toString().startsWith(QStringLiteral("5")));
        model.toggle(0);
        QCOMPARE(model.rowCount(), 2);
    }

    void rulesByFrameSayHowManyAreLeftOut()
    {
        RuleListModel model(m_words);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setFindings(someFindings());
        model.setOrder(RuleListModel::Order::ByFrame);
        QCOMPARE(model.rowCount(), 5);
        for (int row = 0; row < 4; ++row)
            QCOMPARE(model.index(row).data(RuleListModel::FrameRole).toInt(),
                     QList<int>({7, 8, 9, 11}).at(row));
        QVERIFY(model.index(4).data().toString().startsWith(QStringLiteral("5")));
        model.setLevelShown(analysis::FindingLevel::Error, false);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.ruleId(0), QStringLiteral("trailing-bytes"));
    }

    void revealUnfoldsTheRule()
    {
        RuleListModel model(m_words);
        model.setFindings(someFindings());
        QCOMPARE(model.reveal(12), -1);
        QCOMPARE(model.rowCount(), 2);
        const int row = model.reveal(9);
        QCOMPARE(row, 2);
        QCOMPARE(model.findingAt(row)->frame, 9U);
        QCOMPARE(model.reveal(8), 5);
    }

    void aCardSaysWhatThereIsToSay()
    {
        const auto document = sample("pannes-05");
        QVERIFY(document);
        const auto snapshot = document->snapshot();
        RuleListModel model(m_words);
        auto found = std::make_shared<const analysis::Findings>(
            analysis::collectFindings(*document, *snapshot, kGoOn));
        model.setFindings(found);
        QCOMPARE(model.rowCount(), 1);
        FindingDetail detail;
        detail.place = analysis::findingPlace(*document, *snapshot, found->kept[0]);
        detail.reaction = analysis::reactionTo(*snapshot, found->kept[0].message);
        detail.peer = QStringLiteral("the broker");
        QVERIFY(model.card(0).lines.size() < 4);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setDetail(0, std::make_shared<const FindingDetail>(detail));
        QCOMPARE(changed.count(), 1);
        const FindingCard card = model.card(0);
        QCOMPARE(card.id, QStringLiteral("MQTT-2.3.1-1"));
        QCOMPARE(card.clause, QStringLiteral("§ 2.3.1"));
        QVERIFY(!card.own);
        QStringList lines;
        for (const RuleLine& line : card.lines)
            lines += line.label + QLatin1Char('|') + line.value;
        QCOMPARE(lines[0], QStringLiteral("found|Packet Identifier 0: identifiers go from 1 to 65,535."));
        QCOMPARE(lines[1], QStringLiteral("where|byte 10 of the message, byte 76 of the frame"));
        QVERIFY(lines[2].startsWith(QStringLiteral("consequence|")));
        QVERIFY2(lines[3].startsWith(QStringLiteral("observed|the broker closed the connection 1.00 ")),
                 qPrintable(lines[3]));
        QVERIFY(lines[3].endsWith(QStringLiteral("later, frame 8")));
        QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains(lines[1].section('|', 1)));
    }

    void sessionsSortByWhatTheyMean()
    {
        const auto document = sample("session-will-retain");
        QVERIFY(document);
        SessionTableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setSessions(analysis::collectSessions(*document, *document->snapshot(), kGoOn));
        QCOMPARE(rowsOf(model), (QStringList{"tableau", "machine", "visiteur"}));
        const QPersistentModelIndex machine = model.index(1, 0);
        model.sort(SessionTableModel::KeepAlive);
        QCOMPARE(rowsOf(model).front(), QStringLiteral("machine"));
        QCOMPARE(machine.row(), 0);
        model.sort(SessionTableModel::Client, Qt::DescendingOrder);
        QCOMPARE(rowsOf(model), (QStringList{"visiteur", "tableau", "machine"}));
        QCOMPARE(model.index(1, SessionTableModel::Packets).data().toString(), QStringLiteral("6 + 7"));
        QCOMPARE(model.index(2, SessionTableModel::Ended).data().toString(),
                 QStringLiteral("closed without DISCONNECT"));
        QCOMPARE(model.rowOfSession(model.session(2).number), 2);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void aConversationReadsLikeOne()
    {
        const auto document = sample("session-will-retain");
        QVERIFY(document);
        const auto snapshot = document->snapshot();
        ConversationModel model(m_words);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setConversation(
            document, snapshot,
            analysis::conversationOf(*snapshot, analysis::sessionOfStream(*snapshot, 0), kGoOn));
        const QStringList rows = rowsOf(model);
        QCOMPARE(rows.size(), 17);
        QCOMPARE(rows[0], QStringLiteral("TCP connection 0 begins"));
        QCOMPARE(rows[1], QStringLiteral("CONNECT  MQTT 3.1.1 · Keep Alive 60 s"));
        QCOMPARE(rows[3], QStringLiteral("SUBSCRIBE  id 1  atelier/# (QoS 1)"));
        QCOMPARE(rows[5], QStringLiteral("PUBLISH  QoS 0  atelier/machine/etat  \"en ligne\""));
        const QString written = model.toText();
        QCOMPARE(written.count(QLatin1Char('\n')), 17);
        QVERIFY(written.contains(QStringLiteral("-->  CONNECT")));
        QVERIFY(written.contains(QStringLiteral("<--  CONNACK")));
        QCOMPARE(model.rowOfFrame(4), 1);
        QCOMPARE(model.rowOfFrame(1), 0);
        QCOMPARE(model.rowOfFrame(14), -1); // of another client
    }

    void topicsAreATree()
    {
        const auto document = sample("topics-domotique");
        QVERIFY(document);
        const auto snapshot = document->snapshot();
        TopicTreeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setTree(document, snapshot, analysis::collectTopics(*snapshot, kGoOn));
        QCOMPARE(rowsOf(model), (QStringList{"$SYS", "maison", "maison2"}));
        const QModelIndex lamp = model.indexOf("maison/salon/lampe");
        QVERIFY(lamp.isValid());
        const auto cell = [&](int column) { return lamp.siblingAtColumn(column).data().toString(); };
        QCOMPARE(cell(TopicTreeModel::Topic), QStringLiteral("lampe"));
        QCOMPARE(cell(TopicTreeModel::Packets), QStringLiteral("5"));
        QCOMPARE(cell(TopicTreeModel::Bytes), QStringLiteral("12 B"));
        QCOMPARE(cell(TopicTreeModel::Publishers), QStringLiteral("salon"));
        QCOMPARE(cell(TopicTreeModel::Subscribers), QStringLiteral("tableau, curieux"));
        QCOMPARE(lamp.data(TopicTreeModel::NameRole).toString(), QStringLiteral("maison/salon/lampe"));
        QCOMPARE(model.indexOf("maison/salon").isValid(), false); // a level, no topic
    }

    void aFilterKeepsTheWayToWhatFits()
    {
        const auto document = sample("topics-domotique");
        QVERIFY(document);
        const auto snapshot = document->snapshot();
        TopicTreeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setTree(document, snapshot, analysis::collectTopics(*snapshot, kGoOn));
        model.setFilter(QStringLiteral("LAMPE"));
        QCOMPARE(model.shownCount(), 1U);
        QCOMPARE(rowsOf(model), QStringList{"maison"});
        QVERIFY(model.indexOf("maison/salon/lampe").isValid());
        QVERIFY(!model.indexOf("maison/salon/température").isValid());
        model.setFilter(QStringLiteral("nothing like this"));
        QCOMPARE(model.rowCount(), 0);
        model.setFilter({});
        QCOMPARE(model.shownCount(), 6U);
    }

    void valuesOverTime()
    {
        const auto document = sample("pompe-cybernight");
        QVERIFY(document);
        auto values = std::make_shared<const analysis::TopicValues>(analysis::collectValues(
            *document, *document->snapshot(), {"usine/cuve/niveau", "niveau", {}}, kGoOn));
        ValueTableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setValues(values);
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(model.index(1, ValueTableModel::Value).data().toString(), QStringLiteral("33.5"));
        QCOMPARE(model.index(1, ValueTableModel::Time).data().toString(), QStringLiteral("3.000000"));
        const ChartPoints chart = chartPoints(*values);
        QVERIFY(chart.kind == ChartPoints::Kind::Numbers);
        QCOMPARE(chart.marks.size(), std::size_t{10});
        QCOMPARE(chart.least, 31.0);
    }

    void changesOnlyLeavesOutWhatIsTheSame()
    {
        auto values = std::make_shared<analysis::TopicValues>();
        for (const char* text : {"on", "on", "off", "off", "on"}) {
            analysis::TopicValue value;
            value.text = text;
            value.frame = static_cast<std::uint32_t>(values->values.size() + 1);
            value.timeNs = std::int64_t{value.frame} * 1'000'000'000;
            values->values.push_back(value);
        }
        ValueTableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setValues(values);
        QVERIFY(!model.changesOnly());
        QCOMPARE(model.rowCount(), 5);
        model.setChangesOnly(true);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.value(1).frame, 3U);
        QCOMPARE(model.rowOfFrame(4), -1);
        const ChartPoints chart = chartPoints(*values);
        QVERIFY(chart.kind == ChartPoints::Kind::States);
        QCOMPARE(chart.states, (QStringList{"on", "off"}));
        QCOMPARE(chart.line[2], QPointF(3, 0)); // "on" holds until "off" comes
        QCOMPARE(chart.line[3], QPointF(3, 1));
    }

    void manyPointsAreThinnedButKeepTheirPeaks()
    {
        analysis::TopicValues values;
        for (int i = 0; i < 100'000; ++i) {
            analysis::TopicValue value;
            value.timeNs = std::int64_t{i} * 1'000'000;
            value.number = i == 54'321 ? 1000.0 : i % 7;
            values.values.push_back(value);
            ++values.numbers;
        }
        const ChartPoints chart = chartPoints(values);
        QVERIFY(chart.line.size() <= ChartPoints::kMaxCorners);
        QVERIFY(chart.line.size() > 100);
        QVERIFY(chart.marks.empty());
        QCOMPARE(chart.greatest, 1000.0);
        QVERIFY(std::any_of(chart.line.begin(), chart.line.end(),
                            [](const QPointF& p) { return p.y() == 1000.0; }));
    }

    void csvIsSafeAndAsTheReaderWants()
    {
        CsvText csv({QLatin1Char(';'), QLatin1Char(',')});
        csv.row({QStringLiteral("a;b"), QStringLiteral("say \"x\""), QStringLiteral("=1+1"),
                 QStringLiteral("@x")});
        csv.number(-21.5);
        csv.text(QStringLiteral("-21.5"));
        csv.empty();
        csv.number(quint64{7});
        csv.endRow();
        QCOMPARE(csv.bytes(),
                 QByteArray("\xEF\xBB\xBF\"a;b\";\"say \"\"x\"\"\";'=1+1;'@x\r\n-21,5;'-21.5;;7\r\n"));
        QCOMPARE(CsvStyle::of(QStringLiteral("fr")).separator, QChar(';'));
        QCOMPARE(CsvStyle::of(QStringLiteral("en")).decimalSign, QChar('.'));
    }

    void filtersOfTopicsAreValid()
    {
        QCOMPARE(topicFilter("a/b", false), QStringLiteral("mqtt.topic == \"a/b\""));
        QCOMPARE(streamFilter({3}), QStringLiteral("tcp.stream == 3"));
        QCOMPARE(streamFilter({3, 5}), QStringLiteral("tcp.stream in {3, 5}"));
        for (const std::string topic :
             {"a/b", "a.b+(c)[x]\"\\", "température/\x01", "$SYS/x y", "a#b|{1}^"}) {
            for (const bool subtree : {false, true}) {
                const QString filter = topicFilter(topic, subtree);
                QVERIFY2(analysis::compileFilter(filter.toStdString()).has_value(), qPrintable(filter));
            }
        }
    }

    void payloadKindsByContent()
    {
        using Kind = PayloadKind;
        QVERIFY(describePayload(payloadOf("")).best == Kind::Empty);
        QVERIFY(describePayload(payloadOf("21.5")).best == Kind::Text);
        QVERIFY(describePayload(payloadOf("{\"a\": 1}")).best == Kind::Json);
        QVERIFY(describePayload(payloadOf(QByteArray("\xff\xfe\x00", 3))).best == Kind::Binary);
        QVERIFY(describePayload(payloadOf("\x89PNG\r\n\x1a\nrest")).best == Kind::Image);
        const QByteArray picture = QByteArray("\x89PNG\r\n\x1a\nrest").toBase64();
        QVERIFY(describePayload(payloadOf(picture)).best == Kind::Base64);
        QVERIFY(describePayload(payloadOf("data:image/png;base64," + picture)).best == Kind::Base64);
        const PayloadTexts words = describePayload(payloadOf("bonjour!"));
        QVERIFY(words.best == Kind::Text && words.decoded.isEmpty());
        const PayloadTexts broken = describePayload(payloadOf("{\"a\": 1"));
        QVERIFY(broken.best == Kind::Text);
        QVERIFY(!broken.jsonProblem.isEmpty());
        // Direction marks could turn what is read around.
        QVERIFY(!describePayload(payloadOf("a\xE2\x80\xAE"
                                           "b"))
                     .text.contains(QChar(0x202E)));
    }

    void prettyJsonKeepsItsOrderAndNumbers()
    {
        const QString written =
            prettyJson(QStringLiteral("{\"b\":1.50,\"a\":[1,2],\"e\":{},\"s\":\"{,\\\"}\"}"));
        QCOMPARE(written, QStringLiteral("{\n  \"b\": 1.50,\n  \"a\": [\n    1,\n    2\n  ],\n  \"e\": {},\n"
                                         "  \"s\": \"{,\\\"}\"\n}"));
    }

    void hostilePayloadsAreBounded()
    {
        const PayloadTexts deep =
            describePayload(payloadOf(QByteArray(30'000, '[') + QByteArray(30'000, ']')));
        QVERIFY(deep.json.isEmpty());
        const PayloadTexts wide = describePayload(payloadOf("[" + QByteArray("1,").repeated(30'000) + "1]"));
        QVERIFY(wide.json.size() <= PayloadTexts::kMaxPretty + 10);
        const PayloadTexts large = describePayload(payloadOf(QByteArray(1'000'000, 'x')));
        QVERIFY(large.cut);
        QCOMPARE(large.text.size(), static_cast<qsizetype>(PayloadTexts::kMaxText));
        QVERIFY(large.hex.count(QLatin1Char('\n')) == static_cast<qsizetype>(PayloadTexts::kMaxHex / 16));
    }
};

QTEST_GUILESS_MAIN(PanelModelsTest)
#include "panel_models_test.moc"

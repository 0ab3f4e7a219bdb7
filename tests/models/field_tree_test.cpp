// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/field_tree_model.h"

#include "analysis/byte_map.h"
#include "teach/vocabulary.h"
#include "tests/models/capture_maker.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace mqttscope;
using namespace mqttscope::ui;
using field::FieldId;

namespace {

constexpr auto kFail = QAbstractItemModelTester::FailureReportingMode::QtTest;

std::uint32_t nodeOf(const FieldTreeModel& model, FieldId id)
{
    const auto nodes = model.dissection()->tree.nodes();
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].id == id)
            return i;
    }
    return analysis::kNoNode;
}

QString textOf(const FieldTreeModel& model, FieldId id, int column)
{
    return model.indexOf(nodeOf(model, id), column).data().toString();
}

std::shared_ptr<const index::Dissection> withIssue(field::Severity severity)
{
    auto dissection = std::const_pointer_cast<index::Dissection>(test::splitConnect());
    field::Issue issue;
    issue.code = field::IssueCode::ConnectFlagsReserved;
    issue.severity = severity;
    issue.field = FieldId::MqttConflags;
    issue.range = {9, 1};
    issue.source = 1;
    dissection->issues.push_back(issue);
    return dissection;
}

} // namespace

class FieldTreeTest : public QObject {
    Q_OBJECT
    analysis::Vocabulary m_vocabulary;
private Q_SLOTS:
    void keepsTheRulesOfModels()
    {
        FieldTreeModel model(m_vocabulary);
        const QAbstractItemModelTester tester(&model, kFail);
        model.setDissection(test::splitConnect());
        model.setDissection(test::splitConnect());
        model.setDissection(nullptr);
        model.setDissection(test::splitConnect());
        QCOMPARE(model.rowCount(), 3);
    }

    void neverResets()
    {
        FieldTreeModel model(m_vocabulary);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.setDissection(test::splitConnect());
        model.setDissection(test::splitConnect());
        QCOMPARE(resets.count(), 0);
        QCOMPARE(removed.count(), 1);
    }

    void linesStandWhereTheTreeHasThem()
    {
        FieldTreeModel model(m_vocabulary);
        model.setDissection(test::splitConnect());
        const auto nodes = model.dissection()->tree.nodes();
        for (std::uint32_t i = 0; i < nodes.size(); ++i) {
            const QModelIndex index = model.indexOf(i);
            QCOMPARE(FieldTreeModel::nodeOf(index), i);
            QCOMPARE(FieldTreeModel::nodeOf(index.parent()), nodes[i].parent);
            QCOMPARE(model.index(index.row(), 0, index.parent()), index);
        }
    }

    void saysWhatTheBytesAre()
    {
        FieldTreeModel model(m_vocabulary);
        model.setDissection(test::splitConnect());
        QCOMPARE(textOf(model, FieldId::Mqtt, 0), QStringLiteral("MQTT CONNECT"));
        QCOMPARE(textOf(model, FieldId::MqttKalive, 0), QStringLiteral("Keep Alive"));
        QCOMPARE(textOf(model, FieldId::MqttKalive, 1), QStringLiteral("00 3c"));
        QCOMPARE(textOf(model, FieldId::MqttKalive, 2), QStringLiteral("60 s"));
        QCOMPARE(textOf(model, FieldId::MqttClientid, 1), QStringLiteral("70 79 74 …"));
        QCOMPARE(textOf(model, FieldId::MqttClientid, 2), QStringLiteral("“python1”"));
        QCOMPARE(textOf(model, FieldId::MqttMsgtype, 1), QStringLiteral("0001 ...."));
        QCOMPARE(textOf(model, FieldId::MqttMsgtype, 2), QStringLiteral("1 = CONNECT"));
        QCOMPARE(textOf(model, FieldId::MqttConflagCleansess, 1), QStringLiteral(".... ..1."));
        QCOMPARE(textOf(model, FieldId::MqttIncomplete, 1), QString());
    }

    void aFaultIsExplainedInTheToolTip()
    {
        const teach::Vocabulary words{teach::Language::French};
        FieldTreeModel model(words);
        model.setDissection(withIssue(field::Severity::Malformed), mqtt::Version::V311);
        const QModelIndex line = model.indexOf(nodeOf(model, FieldId::MqttConflags));
        const QString tip = line.data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QStringLiteral("Le serveur vérifie le bit 0 des Connect Flags")),
                 qPrintable(tip));
        QVERIFY2(tip.contains(QStringLiteral("→ Un serveur qui y trouve un 1")), qPrintable(tip));
        for (const QString& row : tip.split(QLatin1Char('\n')))
            QVERIFY2(row.size() <= 90, qPrintable(row));
    }

    void aFaultIsMarkedOnItsLineAndOnTheClosedOnesAbove()
    {
        FieldTreeModel model(m_vocabulary);
        model.setDissection(withIssue(field::Severity::Malformed), mqtt::Version::V311);
        const QModelIndex line = model.indexOf(nodeOf(model, FieldId::MqttConflags));
        QVERIFY(line.data(FieldTreeModel::OwnIssueRole).toString().contains(QStringLiteral("MQTT-3.1.2-3")));
        QVERIFY(line.data(Qt::ToolTipRole).toString().contains(QStringLiteral("MQTT-3.1.2-3")));
        for (QModelIndex index = line; index.isValid(); index = index.parent())
            QCOMPARE(index.data(FieldTreeModel::SeverityRole).toInt(),
                     static_cast<int>(field::Severity::Malformed));
        const QModelIndex other = model.indexOf(nodeOf(model, FieldId::MqttKalive));
        QVERIFY(!other.data(FieldTreeModel::SeverityRole).isValid());
        const QModelIndex value = line.siblingAtColumn(FieldTreeModel::Value);
        QVERIFY(value.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("MQTT-3.1.2-3")));
    }

    void aNoteIsMarkedOnItsLineOnly()
    {
        FieldTreeModel model(m_vocabulary);
        model.setDissection(withIssue(field::Severity::Note), mqtt::Version::V311);
        const QModelIndex line = model.indexOf(nodeOf(model, FieldId::MqttConflags));
        QVERIFY(line.data(FieldTreeModel::SeverityRole).isValid());
        QVERIFY(!line.parent().data(FieldTreeModel::SeverityRole).isValid());
    }

    void thePathLeadsFromTheLayerToTheField()
    {
        FieldTreeModel model(m_vocabulary);
        model.setDissection(test::splitConnect());
        QCOMPARE(fieldPath(model, nodeOf(model, FieldId::MqttConflagCleansess)),
                 QStringList({QStringLiteral("MQTT CONNECT"), QStringLiteral("Variable header"),
                              QStringLiteral("Connect Flags"), QStringLiteral("Clean Session")}));
        QVERIFY(fieldPath(model, analysis::kNoNode).isEmpty());
    }

    void anotherLanguageNeedsNoNewTree()
    {
        FieldTreeModel model(m_vocabulary);
        model.setDissection(test::splitConnect());
        const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        const QSignalSpy rows(&model, &QAbstractItemModel::rowsInserted);
        model.retranslate();
        QVERIFY(changes.count() > 0);
        QCOMPARE(rows.count(), 0);
    }
};

QTEST_GUILESS_MAIN(FieldTreeTest)
#include "field_tree_test.moc"

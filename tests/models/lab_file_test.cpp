// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/lab_clients.h"
#include "ui/models/client_payload.h"
#include "ui/models/lab_file.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace mqttscope;
using namespace mqttscope::ui;
using namespace mqttscope::broker::lab;

namespace {

LabFile sample()
{
    LabFile lab;
    lab.broker.reach = Reach::Classroom;
    lab.broker.port = 1884;
    lab.broker.users = {{"prof", "pompe"}};
    lab.broker.allowAnonymous = false;
    lab.broker.acl = "topic read #\n";
    lab.broker.serves31 = false;
    lab.broker.sysSeconds = 5;
    lab.clients = {{QStringLiteral("clients"), QJsonArray{QJsonObject{{QStringLiteral("name"), 1}}}}};
    LabFault lost;
    lost.kind = LabFaultKind::LoseAndCut;
    lost.clientId = "capteur-1";
    lost.type = mqtt::PacketType::Puback;
    LabFault refused;
    refused.kind = LabFaultKind::Refuse;
    refused.version = mqtt::Version::V50;
    refused.code = 0x87;
    LabFault late;
    late.kind = LabFaultKind::Delay;
    late.from = broker::FaultSide::Client;
    late.delayMilliseconds = 1500;
    late.count = 0;
    lab.faults = {lost, refused, late};
    return lab;
}

LabFileProblem problemOf(const QByteArray& bytes)
{
    const auto lab = labFileFrom(bytes);
    return lab ? LabFileProblem{} : lab.error().problem;
}

QByteArray with(const char* part, const QJsonValue& value)
{
    QJsonObject whole = QJsonDocument::fromJson(labFileBytes(sample(), false)).object();
    whole.insert(QLatin1String(part), value);
    return QJsonDocument(whole).toJson();
}

} // namespace

class LabFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsRead()
    {
        const LabFile lab = sample();
        const auto read = labFileFrom(labFileBytes(lab, true));
        QVERIFY(read);
        QCOMPARE(read->broker.reach, Reach::Classroom);
        QCOMPARE(read->broker.port, 1884);
        QCOMPARE(read->broker.users.size(), std::size_t{1});
        QCOMPARE(read->broker.users.front().password, std::string("pompe"));
        QVERIFY(!read->broker.allowAnonymous);
        QCOMPARE(read->broker.acl, lab.broker.acl);
        QVERIFY(!read->broker.serves31);
        QVERIFY(read->broker.serves311 && read->broker.serves5);
        QCOMPARE(read->broker.sysSeconds, 5);
        QCOMPARE(read->clients, lab.clients);
        QVERIFY(read->faults == lab.faults);
    }

    void passwordsStayAtHomeUnlessTheyAreWanted()
    {
        const QByteArray bytes = labFileBytes(sample(), false);
        QVERIFY(!bytes.contains("\"pompe\""));
        QVERIFY(!bytes.contains("prof"));
        QVERIFY(labFileFrom(bytes)->broker.users.empty());
    }

    void aUserWithoutAPasswordIsNobody()
    {
        const QJsonObject broker{{QStringLiteral("users"),
                                  QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("a")}}}}};
        QVERIFY(labFileFrom(with("broker", broker))->broker.users.empty());
    }

    void whatMakesNoSenseIsAsInANewLab()
    {
        const QJsonObject broker{{QStringLiteral("port"), 70'000},
                                 {QStringLiteral("versions"), QStringLiteral("all")},
                                 {QStringLiteral("sysSeconds"), -1},
                                 {QStringLiteral("reach"), 5}};
        const LabBrokerOptions read = labFileFrom(with("broker", broker))->broker;
        const LabBrokerOptions fresh;
        QCOMPARE(read.port, fresh.port);
        QCOMPARE(read.sysSeconds, fresh.sysSeconds);
        QCOMPARE(read.reach, fresh.reach);
        QVERIFY(read.serves31 && read.serves311 && read.serves5);
        QVERIFY(labFileFrom(with("clients", 1))->clients.isEmpty());
        const QJsonObject unknown{
            {QStringLiteral("versions"), QJsonArray{QStringLiteral("9"), QJsonValue::Null}}};
        const LabBrokerOptions served = labFileFrom(with("broker", unknown))->broker;
        QVERIFY(served.serves31 && served.serves311 && served.serves5); // one that serves nobody is none
    }

    void whatIsLeftOutIsSaid()
    {
        QVERIFY(labFileRemark(*labFileFrom(labFileBytes(sample(), true))).isEmpty());
        QJsonArray faults{QJsonObject{{QStringLiteral("kind"), QStringLiteral("explode")}}, 7,
                          QJsonObject{{QStringLiteral("kind"), QStringLiteral("grant")}}};
        auto lab = labFileFrom(with("faults", faults));
        QCOMPARE(lab->faults.size(), std::size_t{1});
        QCOMPARE(lab->faultsLeftOut, 2);
        QVERIFY(labFileRemark(*lab).startsWith(QLatin1Char('2')));
        QJsonArray clients{3};
        for (std::size_t i = 0; i < LabClients::kMaxClients + 5; ++i)
            clients.append(QJsonObject());
        lab = labFileFrom(with("clients", QJsonObject{{QStringLiteral("clients"), clients}}));
        QCOMPARE(lab->clients.value(QLatin1String("clients")).toArray().size(),
                 static_cast<qsizetype>(LabClients::kMaxClients));
        QCOMPARE(lab->clientsLeftOut, 6);
        QVERIFY(labFileRemark(*lab).startsWith(QLatin1Char('6')));
    }

    void aDeviceIsNoFile()
    {
        QCOMPARE(readLabFile(QStringLiteral("/dev/zero")).error().problem, LabFileProblem::NotAFile);
        const QTemporaryDir folder;
        const QString fifo = folder.filePath(QStringLiteral("fifo.mqttlab"));
        QCOMPARE(::mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
        QCOMPARE(readLabFile(fifo).error().problem, LabFileProblem::NotAFile); // and nobody waits
        QCOMPARE(readPayloadFile(fifo).verdict.ok, false);
        QCOMPARE(readLabFile(folder.path()).error().problem, LabFileProblem::CannotRead);
    }

    void hostileBytesAreRefused()
    {
        const QByteArray deep(5000, '[');
        QCOMPARE(problemOf(deep + QByteArray(5000, ']')), LabFileProblem::NotJson);
        QCOMPARE(problemOf("{\"format\": \"mqttscope-lab\", \"version\": NaN}"), LabFileProblem::NotJson);
        QCOMPARE(problemOf("{\"format\": \"mqttscope-lab\xff\xfe\"}"), LabFileProblem::NotJson);
        QVERIFY(labFileFrom(with("version", -1)));
        QVERIFY(labFileFrom(with("version", QStringLiteral("two"))));
        QVERIFY(labFileFrom(with("version", 1)));
    }

    void faultsThatAreNotValidAreLeftOut()
    {
        const QJsonArray faults{
            QJsonObject{{QStringLiteral("kind"), QStringLiteral("explode")}},
            QJsonObject{{QStringLiteral("kind"), QStringLiteral("lose-and-cut")},
                        {QStringLiteral("packet"), QStringLiteral("CONNECT")}},
            QJsonObject{{QStringLiteral("kind"), QStringLiteral("delay")},
                        {QStringLiteral("packet"), QStringLiteral("NOTHING")}},
            QJsonObject{{QStringLiteral("kind"), QStringLiteral("grant")}, {QStringLiteral("code"), 1}},
            7,
        };
        const auto read = labFileFrom(with("faults", faults));
        QCOMPARE(read->faults.size(), std::size_t{1});
        QCOMPARE(read->faults.front().kind, LabFaultKind::Grant);
        QJsonArray many;
        for (std::size_t i = 0; i < LabBroker::kMaxFaults + 5; ++i)
            many.append(faults[3]);
        QCOMPARE(labFileFrom(with("faults", many))->faults.size(), LabBroker::kMaxFaults);
    }

    void damageIsSaid()
    {
        const QByteArray whole = labFileBytes(sample(), true);
        for (qsizetype length = 0; length + 2 < whole.size(); ++length)
            QCOMPARE(problemOf(whole.left(length)), LabFileProblem::NotJson);
        QCOMPARE(problemOf("[]"), LabFileProblem::NotALab);
        QCOMPARE(problemOf("{\"format\": \"something\"}"), LabFileProblem::NotALab);
        QCOMPARE(problemOf(with("version", 2)), LabFileProblem::TooNew);
        QCOMPARE(problemOf(with("version", 1.5)), LabFileProblem::TooNew);
        QCOMPARE(problemOf(with("version", 1e300)), LabFileProblem::TooNew);
        QCOMPARE(problemOf(QByteArray(kMaxLabFileBytes + 1, ' ')), LabFileProblem::TooLarge);
        for (const LabFileProblem problem :
             {LabFileProblem::CannotRead, LabFileProblem::NotAFile, LabFileProblem::TooLarge,
              LabFileProblem::NotJson, LabFileProblem::NotALab, LabFileProblem::TooNew})
            QVERIFY(labFileErrorText(QStringLiteral("/x/tp6.mqttlab"), {problem, QStringLiteral("why"), 12})
                        .contains(QStringLiteral("tp6.mqttlab")));
    }

    void aFileIsRead()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.mqttlab"));
        const auto missing = readLabFile(path);
        QCOMPARE(missing.error().problem, LabFileProblem::CannotRead);
        QVERIFY(!missing.error().detail.isEmpty());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(labFileBytes(sample(), true));
        file.close();
        QVERIFY(readLabFile(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(kMaxLabFileBytes + 1));
        QCOMPARE(readLabFile(path).error().problem, LabFileProblem::TooLarge);
    }
};

QTEST_GUILESS_MAIN(LabFileTest)
#include "lab_file_test.moc"

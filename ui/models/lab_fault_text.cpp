// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lab_fault_text.h"

#include "broker/words/broker_problem.h"
#include "dissector/field/field_table.h"
#include "ui/models/text.h"

#include <QCoreApplication>
#include <QLocale>

namespace mqttscope::ui {
namespace {

using broker::FaultSide;
using broker::lab::LabFault;
using broker::lab::LabFaultKind;
using broker::lab::LabProblem;

constexpr qsizetype kMaxName = 128;

struct LabFaultText {
    Q_DECLARE_TR_FUNCTIONS(mqttscope::ui::LabFaultText)
};

QString clientName(const LabFault& fault)
{
    return fault.clientId.empty() ? LabFaultText::tr("whoever comes first")
                                  : wireText(fault.clientId, kMaxName);
}

QString loseSentence(const LabFault& fault)
{
    const QString word = packetWord(*fault.type);
    return (fault.from == FaultSide::Broker
                ? LabFaultText::tr("The next %1 to %2 is lost, and the connection is cut.")
                : LabFaultText::tr("The next %1 of %2 is lost, and the connection is cut."))
        .arg(word, clientName(fault));
}

QString delaySentence(const LabFault& fault)
{
    const QString seconds = QLocale().toString(fault.delayMilliseconds / 1000.0);
    const QString name =
        fault.clientId.empty() ? LabFaultText::tr("all clients") : wireText(fault.clientId, kMaxName);
    return (fault.from == FaultSide::Broker ? LabFaultText::tr("Packets to %1 come %2 s late.")
                                            : LabFaultText::tr("Packets of %1 come %2 s late."))
        .arg(name, seconds);
}

} // namespace

QString packetWord(mqtt::PacketType type)
{
    return text(
        field::valueName(field::fieldInfo(field::FieldId::MqttMsgtype), static_cast<std::uint64_t>(type)));
}

QString refusalText(mqtt::Version version, std::uint8_t code, const teach::Vocabulary& words)
{
    const field::FieldId id =
        version == mqtt::Version::V50 ? field::FieldId::MqttConnackReason : field::FieldId::MqttConackVal;
    return QStringLiteral("0x%1 %2").arg(code, 2, 16, QLatin1Char('0')).arg(text(words.valueName(id, code)));
}

QString faultSentence(const LabFault& fault, const teach::Vocabulary& words)
{
    switch (fault.kind) {
    case LabFaultKind::LoseAndCut:
        return loseSentence(fault);
    case LabFaultKind::Refuse:
        return LabFaultText::tr("The next CONNECT of %1 is refused: %2.")
            .arg(clientName(fault), refusalText(fault.version, fault.code, words));
    case LabFaultKind::Grant:
        return LabFaultText::tr("The next SUBSCRIBE of %1 is granted no more than QoS %2.")
            .arg(clientName(fault), QString::number(fault.code));
    case LabFaultKind::Delay:
        return delaySentence(fault);
    }
    return {};
}

// Without the rights of the administrator the names of programs of others are not told.
QString portHolderText(std::uint16_t port)
{
    const QString usual =
        port == broker::lab::kMqttPort
            ? LabFaultText::tr("It may be a mosquitto that the system has started, or another "
                               "mqttscope.") +
                  QLatin1Char(' ')
            : QString();
    return usual +
           LabFaultText::tr("In a terminal, “%1” says which program it is (“sudo” before it, if it is "
                            "somebody else’s).")
               .arg(QStringLiteral("ss -ltnp 'sport = :%1'").arg(port));
}

QString failureSentence(const broker::lab::LabFailure& failure, const teach::Vocabulary& words)
{
    switch (failure.problem) {
    case LabProblem::UsersMissing:
        return LabFaultText::tr(
            "A classroom needs a user with a password: otherwise everybody could come in.");
    case LabProblem::BadUser:
        return LabFaultText::tr("“%1” is no user name that can be used, or is there twice.")
            .arg(wireText(failure.detail, kMaxName));
    case LabProblem::BadAcl:
        return failure.acl.empty() ? LabFaultText::tr("The access rules are wrong.")
                                   : text(broker::sentenceOf(LabFaultText::tr("Access rules").toStdString(),
                                                             failure.acl.front(), words)) +
                                         QLatin1Char('.');
    case LabProblem::CannotListen:
        return text(broker::sentenceOf(failure.address, failure.listening, words)) + QLatin1Char('.') +
               (failure.listening == broker::ListenFault::InUse
                    ? QLatin1Char(' ') + portHolderText(failure.address.port)
                    : QString());
    case LabProblem::CannotTap:
        return LabFaultText::tr("The capture of the broker cannot be written: %1").arg(text(failure.detail));
    }
    return {};
}

} // namespace mqttscope::ui

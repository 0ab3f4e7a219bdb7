// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/filter_reading.h"

#include "dissector/field/field_table.h"
#include "dissector/filter/number.h"
#include "dissector/filter/parser.h"
#include "ui/models/text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace mqttscope::ui {
namespace {

using field::FieldId;
using filter::Comparison;
using filter::Conjunction;
using filter::Containment;
using filter::Expression;
using filter::Operand;
using filter::OperandKind;
using filter::Presence;
using filter::Quantifier;
using filter::TokenKind;

/// Longest value repeated in words.
constexpr qsizetype kMaxValue = 40;
/// More tests than that are no plain words any more.
constexpr std::size_t kMaxTests = 4;

/// One test, in words.
struct Said {
    QString words;
    QString behindMqtt{}; ///< as it stands behind "all MQTT"; empty if it does not
    bool isMqtt = false;
};

constexpr std::array<std::pair<FieldId, const char*>, 9> kProtocols = {{{FieldId::Mqtt, "MQTT"},
                                                                        {FieldId::Tcp, "TCP"},
                                                                        {FieldId::Udp, "UDP"},
                                                                        {FieldId::Arp, "ARP"},
                                                                        {FieldId::Ip, "IPv4"},
                                                                        {FieldId::Ipv6, "IPv6"},
                                                                        {FieldId::Icmp, "ICMP"},
                                                                        {FieldId::Icmpv6, "ICMPv6"},
                                                                        {FieldId::Eth, "Ethernet"}}};

class Reading {
    Q_DECLARE_TR_FUNCTIONS(FilterReading)
public:
    explicit Reading(const analysis::Vocabulary& vocabulary) : m_vocabulary(vocabulary) {}

    [[nodiscard]] QString of(const Expression& expression) const
    {
        std::vector<Said> all;
        if (const auto* both = std::get_if<Conjunction>(&expression.node)) {
            for (const Expression& term : both->terms) {
                if (!add(term, all))
                    return {};
            }
        } else if (!add(expression, all)) {
            return {};
        }
        return all.empty() || all.size() > kMaxTests ? QString() : sentence(all);
    }

private:
    [[nodiscard]] bool add(const Expression& term, std::vector<Said>& all) const
    {
        std::optional<Said> said;
        if (const auto* presence = std::get_if<Presence>(&term.node))
            said = protocol(presence->operand);
        else if (const auto* comparison = std::get_if<Comparison>(&term.node))
            said = equality(*comparison);
        else if (const auto* inside = std::get_if<Containment>(&term.node))
            said = containment(*inside);
        if (said)
            all.push_back(std::move(*said));
        return said.has_value();
    }

    [[nodiscard]] static FieldId fieldOf(const Operand& operand)
    {
        if (operand.kind != OperandKind::Leaf ||
            (operand.token != TokenKind::Word && operand.token != TokenKind::FieldName))
            return FieldId::None;
        const auto fields = field::findFields(operand.text);
        if (fields.empty())
            return FieldId::None;
        // Of a name that several fields answer to (tcp.port) the field of that name.
        const auto own = std::find_if(fields.begin(), fields.end(),
                                      [&](FieldId id) { return field::fieldInfo(id).name == operand.text; });
        return own != fields.end() ? *own : field::fieldInfo(fields.front()).alias;
    }

    [[nodiscard]] static std::optional<Said> protocol(const Operand& operand)
    {
        const FieldId id = fieldOf(operand);
        for (const auto& [known, name] : kProtocols) {
            if (id == known)
                return Said{QLatin1String(name), {}, id == FieldId::Mqtt};
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Said> equality(const Comparison& comparison) const
    {
        const Operand& right = comparison.right;
        if (comparison.relation != filter::Relation::Equal || comparison.quantifier != Quantifier::Any ||
            right.kind != OperandKind::Leaf || right.text.empty() || fieldOf(right) != FieldId::None)
            return std::nullopt;
        const FieldId id = fieldOf(comparison.left);
        const QString value = wireText(right.text, kMaxValue);
        const auto number = filter::parseNumber(right.text);
        switch (id) {
        case FieldId::TcpPort:
            if (!number)
                return std::nullopt;
            return Said{tr("port %1").arg(*number), tr("on port %1").arg(*number)};
        case FieldId::TcpStream:
            if (!number)
                return std::nullopt;
            return Said{tr("TCP connection %1").arg(*number), tr("of TCP connection %1").arg(*number)};
        case FieldId::IpAddr:
        case FieldId::Ipv6Addr:
            if (right.text.find('/') != std::string::npos)
                return std::nullopt;
            return Said{tr("address %1").arg(value), tr("from or to %1").arg(value)};
        case FieldId::MqttMsgtype:
            return packetType(right, number);
        case FieldId::MqttQos:
            return number ? std::optional(Said{tr("QoS %1").arg(*number)}) : std::nullopt;
        case FieldId::MqttMsgid:
            return number ? std::optional(Said{tr("Packet Identifier %1").arg(*number)}) : std::nullopt;
        case FieldId::MqttTopic:
            return Said{tr("topic “%1”").arg(value)};
        case FieldId::MqttClientid:
            return Said{tr("Client Identifier “%1”").arg(value)};
        default:
            return std::nullopt;
        }
    }

    [[nodiscard]] std::optional<Said> packetType(const Operand& right,
                                                 std::optional<std::uint64_t> number) const
    {
        const auto& names = field::fieldInfo(FieldId::MqttMsgtype).names;
        for (const field::ValueName& name : names) {
            if (number ? *number == name.value : right.text == name.name)
                return Said{text(m_vocabulary.valueName(FieldId::MqttMsgtype, name.value))};
        }
        return std::nullopt;
    }

    [[nodiscard]] static std::optional<Said> containment(const Containment& inside)
    {
        if (inside.quantifier != Quantifier::Any || inside.right.kind != OperandKind::Leaf ||
            inside.right.token != TokenKind::String || fieldOf(inside.left) != FieldId::MqttTopic)
            return std::nullopt;
        return Said{tr("“%1” in the topic").arg(wireText(inside.right.text, kMaxValue))};
    }

    [[nodiscard]] static QString sentence(const std::vector<Said>& all)
    {
        const auto mqtt = std::find_if(all.begin(), all.end(), [](const Said& said) { return said.isMqtt; });
        const bool places = std::all_of(all.begin(), all.end(), [](const Said& said) {
            return said.isMqtt || !said.behindMqtt.isEmpty();
        });
        QStringList words;
        if (mqtt != all.end() && places) {
            words += tr("all MQTT");
            for (const Said& said : all) {
                if (!said.isMqtt)
                    words += said.behindMqtt;
            }
            return words.join(QLatin1Char(' '));
        }
        for (const Said& said : all)
            words += said.words;
        //: %1 is a list: PUBLISH, QoS 2
        return tr("frames with %1").arg(words.join(QStringLiteral(", ")));
    }

    const analysis::Vocabulary& m_vocabulary;
};

} // namespace

QString filterReading(std::string_view filter, const analysis::Vocabulary& vocabulary)
{
    const auto expression = filter::parse(filter);
    return expression ? Reading(vocabulary).of(*expression) : QString();
}

} // namespace mqttscope::ui

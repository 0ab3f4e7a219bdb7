// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/client_topic.h"

#include "dissector/field/issue.h"
#include "dissector/mqtt/topic.h"
#include "teach/vocabulary.h"
#include "ui/models/text.h"

#include <QCoreApplication>

#include <optional>

namespace mqttscope::ui {
namespace {

using field::IssueCode;

std::optional<IssueCode> issueOf(mqtt::TopicFault fault)
{
    switch (fault) {
    case mqtt::TopicFault::None:
        return std::nullopt;
    case mqtt::TopicFault::Empty:
        return IssueCode::TopicEmpty;
    case mqtt::TopicFault::Wildcard:
        return IssueCode::TopicWildcard;
    case mqtt::TopicFault::MisplacedHash:
        return IssueCode::FilterHash;
    case mqtt::TopicFault::MisplacedPlus:
        return IssueCode::FilterPlus;
    case mqtt::TopicFault::ShareNameEmpty:
        return IssueCode::SharedFilterName;
    case mqtt::TopicFault::ShareNameWild:
    case mqtt::TopicFault::ShareNoFilter:
        return IssueCode::SharedFilterSyntax;
    }
    return std::nullopt;
}

TypedVerdict verdictOf(const QByteArray& bytes, const mqtt::TopicCheck& check, field::FieldId field,
                       mqtt::Version version, const teach::Vocabulary& vocabulary)
{
    TypedVerdict verdict;
    if (bytes.size() > kMaxTopicBytes) {
        verdict.ok = false;
        verdict.sentence = QCoreApplication::translate("ClientTopic", "Longer than 65,535 bytes");
        return verdict;
    }
    const std::optional<IssueCode> code = issueOf(check.fault);
    if (!code)
        return verdict;
    field::Issue issue;
    issue.code = *code;
    issue.field = field;
    issue.found = check.offset;
    verdict.ok = false;
    verdict.sentence = text(vocabulary.issue(issue, version));
    verdict.position = QString::fromUtf8(bytes.left(check.offset)).size();
    verdict.length = check.offset < static_cast<std::uint32_t>(bytes.size()) ? 1 : 0;
    return verdict;
}

} // namespace

TypedVerdict judgeTopicName(const QString& name, mqtt::Version version, const teach::Vocabulary& vocabulary)
{
    const QByteArray bytes = name.toUtf8();
    return verdictOf(bytes, mqtt::checkTopicName({bytes.constData(), static_cast<std::size_t>(bytes.size())}),
                     field::FieldId::MqttTopic, version, vocabulary);
}

TypedVerdict judgeTopicFilter(const QString& filter, mqtt::Version version,
                              const teach::Vocabulary& vocabulary)
{
    const QByteArray bytes = filter.toUtf8();
    const mqtt::TopicCheck check = mqtt::checkTopicFilter(
        {bytes.constData(), static_cast<std::size_t>(bytes.size())}, version == mqtt::Version::V50);
    return verdictOf(bytes, check, field::FieldId::MqttFilter, version, vocabulary);
}

} // namespace mqttscope::ui

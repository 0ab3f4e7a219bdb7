// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_choice.h"

#include "analysis/ladder/ladder_words.h"
#include "dissector/mqtt/topic.h"
#include "teach/vocabulary.h"
#include "ui/models/selection_model.h"
#include "ui/models/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace mqttscope::ui {
namespace {

using Kind = analysis::ladder::Scope::Kind;
using analysis::ladder::kNone;

constexpr qsizetype kLongestName = 40;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LadderScope)
};

QString number(std::uint32_t value)
{
    return QLocale().toString(value);
}

/// What the client of a connection is called.
QString clientOf(const LadderSource& source, std::uint32_t stream)
{
    const analysis::ladder::LaneId lane =
        source.index ? source.index->lanes().clientOf(stream) : analysis::ladder::kNone;
    return lane == kNone || source.words == nullptr
               ? QString()
               : wireText(analysis::ladder::laneName(*source.index, lane, *source.words), kLongestName);
}

QString sessionText(const LadderScope& scope, const LadderSource& source)
{
    const session::SessionRecord* record =
        source.index ? source.index->snapshot().sessions.session(scope.number) : nullptr;
    const QString client = record != nullptr ? clientOf(source, record->firstStream) : QString();
    //: %1 a client
    return client.isEmpty() ? Words::tr("A session") : Words::tr("Session of %1").arg(client);
}

std::optional<LadderScope> framesNamed(const QString& range)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d+)-(\\d+)$"));
    const QRegularExpressionMatch match = pattern.match(range);
    bool firstFits = false;
    bool lastFits = false;
    const std::uint32_t first = match.captured(1).toUInt(&firstFits);
    const std::uint32_t last = match.captured(2).toUInt(&lastFits);
    if (!match.hasMatch() || !firstFits || !lastFits || first == 0 || last < first)
        return std::nullopt;
    return LadderScope{Kind::TimeRange, first, last, {}};
}

} // namespace

std::optional<LadderScope> ladderScopeNamed(const QString& name)
{
    static constexpr std::pair<const char*, Kind> kPlain[] = {{"all", Kind::All},
                                                              {"message", Kind::Story},
                                                              {"exchange", Kind::Exchange},
                                                              {"session", Kind::Session},
                                                              {"connection", Kind::Stream}};
    for (const auto& [word, kind] : kPlain) {
        if (name == QLatin1String(word))
            return LadderScope{kind, kNone, kNone, {}};
    }
    const qsizetype equals = name.indexOf(QLatin1Char('='));
    const QString value = name.mid(equals + 1);
    if (name.startsWith(QLatin1String("frames=")))
        return framesNamed(value);
    if (name.startsWith(QLatin1String("topic=")) && topicFilterFault(value).isEmpty())
        return LadderScope{Kind::Topic, kNone, kNone, value};
    return std::nullopt;
}

std::optional<LadderScope> scopeAt(Kind kind, const index::Snapshot& snapshot, std::uint32_t message)
{
    if (kind == Kind::All)
        return LadderScope{};
    if (message >= snapshot.messages.size())
        return std::nullopt;
    const index::MessageRecord& record = snapshot.messages[message];
    switch (kind) {
    case Kind::Exchange:
    case Kind::Story:
        return LadderScope{kind, message, kNone, {}};
    case Kind::Session: {
        const session::ConnectionFacts* facts = snapshot.sessions.connection(record.stream);
        return facts != nullptr ? std::optional(LadderScope{kind, facts->session, kNone, {}}) : std::nullopt;
    }
    case Kind::Stream:
        return LadderScope{kind, record.stream, kNone, {}};
    case Kind::Topic: {
        const std::uint32_t topic =
            analysis::ladder::topicOf(snapshot, analysis::ladder::firstOfExchange(snapshot, message));
        // A Topic Name without wildcards is a Topic Filter that matches itself.
        return topic != kNone && mqtt::checkTopicName(snapshot.strings[topic]).ok()
                   ? std::optional(LadderScope{kind, kNone, kNone, text(snapshot.strings[topic])})
                   : std::nullopt;
    }
    case Kind::TimeRange:
        return LadderScope{kind, record.frame, record.frame, {}};
    case Kind::All:
        break;
    }
    return LadderScope{};
}

std::uint32_t selectedMessage(const SelectionModel& selection)
{
    if (selection.selection().message != index::kNone)
        return selection.selection().message;
    const auto& dissection = selection.dissection();
    return dissection && !dissection->messages.empty() ? dissection->messages.front().message : index::kNone;
}

QString scopeText(const LadderScope& scope, const LadderSource& source)
{
    switch (scope.kind) {
    case Kind::All:
        return Words::tr("Whole capture");
    case Kind::Exchange:
    case Kind::Story: {
        const std::uint32_t band = source.index ? source.index->bandOf(scope.number) : kNone;
        if (band == kNone)
            return scope.kind == Kind::Story ? Words::tr("One message") : Words::tr("One exchange");
        //: one message over all its hops; %1 a number
        return scope.kind == Kind::Story ? Words::tr("Message of exchange %1").arg(number(band + 1))
                                         //: one hop of a message; %1 a number
                                         : Words::tr("One hop of exchange %1").arg(number(band + 1));
    }
    case Kind::Session:
        return sessionText(scope, source);
    case Kind::Stream: {
        const QString client = clientOf(source, scope.number);
        //: %1 the number of a TCP connection, %2 a client
        return client.isEmpty() ? Words::tr("Connection %1").arg(scope.number)
                                : Words::tr("Connection %1 of %2").arg(scope.number).arg(client);
    }
    case Kind::Topic:
        //: %1 a Topic Filter
        return Words::tr("Topic %1").arg(wireText(scope.filter.toStdString(), kLongestName));
    case Kind::TimeRange:
        //: %1 first and %2 last
        return Words::tr("Frames %1 to %2").arg(number(scope.number), number(scope.last));
    }
    return {};
}

QString topicFilterFault(const QString& filter)
{
    const std::string bytes = filter.toStdString();
    // A shared subscription says who gets a message, not which: its filter stands behind $share/.../.
    switch (mqtt::checkTopicFilter(bytes, false).fault) {
    case mqtt::TopicFault::None:
    case mqtt::TopicFault::Wildcard:
    case mqtt::TopicFault::ShareNameEmpty:
    case mqtt::TopicFault::ShareNameWild:
    case mqtt::TopicFault::ShareNoFilter:
        return {};
    case mqtt::TopicFault::Empty:
        return Words::tr("A Topic Filter has at least one character.");
    case mqtt::TopicFault::MisplacedHash:
        return Words::tr("# stands alone in the last level: sensors/#");
    case mqtt::TopicFault::MisplacedPlus:
        return Words::tr("+ stands alone in its level: sensors/+/level");
    }
    return {};
}

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_content.h"

#include "analysis/ladder/ladder_words.h"
#include "analysis/message_info.h"
#include "ui/models/text.h"
#include "ui/models/time_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace mqttscope::ui {
namespace {

namespace ladder = analysis::ladder;
using analysis::Phrase;
using ladder::Band;
using ladder::BandKind;
using ladder::Row;
using ladder::RowKind;
using ladder::Verdict;

/// Characters of a value on an arrow.
constexpr std::size_t kMostValue = 40;

class Words {
    Q_DECLARE_TR_FUNCTIONS(Ladder)
public:
    Words(const LadderSource& source, LadderContent& content)
        : m_source(source), m_index(*source.index), m_words(*source.words), m_content(content),
          m_band(content.band)
    {
    }

    void sayBar()
    {
        m_content.chip = chip();
        m_content.promise = promise();
        m_content.title = text(ladder::bandSubject(*m_source.document, m_index, m_band, m_words));
        m_content.summary = summary();
        sayVerdict();
    }

    void sayRows()
    {
        m_content.story = teach::tellStory(*m_source.document, m_index, m_band, m_words);
        m_content.rows.resize(m_band.rows.size());
        for (std::uint32_t row = 0; row < m_band.rows.size(); ++row)
            sayRow(row, m_content.rows[row]);
        for (std::size_t i = 0; i < m_content.story.size(); ++i) {
            int& number = m_content.rows[m_content.story[i].row].number;
            if (number == 0)
                number = static_cast<int>(i) + 1;
        }
    }

private:
    [[nodiscard]] bool isMessage() const
    {
        return m_band.kind == BandKind::Message || m_band.kind == BandKind::Will;
    }

    [[nodiscard]] QString chip() const
    {
        if (m_band.kind == BandKind::Message)
            return QStringLiteral("QoS %1").arg(m_band.qos);
        if (m_band.kind == BandKind::Will)
            return QStringLiteral("Will · QoS %1").arg(m_band.qos);
        const index::Snapshot& snapshot = m_index.snapshot();
        return text(
            analysis::packetTypeName(mqtt::packetTypeOf(snapshot.messages[m_band.message].firstByte)));
    }

    [[nodiscard]] QString promise() const
    {
        if (!isMessage())
            return m_band.kind == BandKind::Connection ? tr("connection") : QString();
        switch (m_band.qos) {
        case 0:
            return tr("at most once");
        case 1:
            return tr("at least once");
        case 2:
            return tr("exactly once");
        default:
            return {};
        }
    }

    [[nodiscard]] QString summary() const
    {
        const auto packets = std::count_if(m_band.rows.begin(), m_band.rows.end(), [](const Row& row) {
            return row.kind == RowKind::Packet && !row.has(ladder::kContext);
        });
        const QString count =
            tr("%n packet(s)", nullptr, static_cast<int>(packets + static_cast<std::int64_t>(m_band.more)));
        if (!isMessage() || m_band.hops.empty())
            return count;
        return tr("%1 over %2").arg(count, tr("%n hop(s)", nullptr, static_cast<int>(m_band.hops.size())));
    }

    [[nodiscard]] QString receiverWords(const ladder::Receiver& receiver) const
    {
        const QString counted =
            tr("%1, received %2")
                .arg(text(ladder::expectationText(receiver, m_words)), QLocale().toString(receiver.received));
        return receiver.verdict == Verdict::Fine
                   ? counted
                   : text(m_words.phrase(Phrase::LadderVerdict,
                                         {{"received", counted.toStdString()},
                                          {"verdict", ladder::verdictText(receiver.verdict, m_words)}}));
    }

    void sayVerdict()
    {
        LadderVerdict& verdict = m_content.verdict;
        verdict.verdict = m_band.verdict;
        if (!isMessage()) {
            verdict.shown = m_band.verdict != Verdict::Fine;
            verdict.text = text(ladder::verdictText(m_band.verdict, m_words));
            return;
        }
        verdict.shown = true;
        if (m_band.receivers.empty()) {
            verdict.text = text(m_words.phrase(Phrase::LadderNoReceiver));
            return;
        }
        QStringList lines;
        for (const ladder::Receiver& receiver : m_band.receivers)
            lines.append(text(ladder::receiverText(m_index, receiver, m_words)));
        verdict.more = lines.join(QLatin1Char('\n'));
        const auto worst = std::find_if(
            m_band.receivers.begin(), m_band.receivers.end(),
            [&](const ladder::Receiver& receiver) { return receiver.verdict == m_band.verdict; });
        const ladder::Receiver& told = worst != m_band.receivers.end() ? *worst : m_band.receivers.front();
        if (m_band.receivers.size() == 1)
            verdict.text = receiverWords(told);
        else if (m_band.verdict == Verdict::Fine)
            verdict.text =
                tr("%n receiver(s): as expected", nullptr, static_cast<int>(m_band.receivers.size()));
        else
            verdict.text = text(ladder::receiverText(m_index, told, m_words));
    }

    void sayRow(std::uint32_t number, LadderRowWords& words)
    {
        const Row& row = m_band.rows[number];
        if (row.timeNs != index::kNoTime)
            words.time = timeSinceFirst(row.timeNs);
        if (row.roundTripNs)
            words.roundTrip = text(ladder::durationText(*row.roundTripNs, m_words));
        if (row.kind == RowKind::Missing) {
            words.type = text(analysis::packetTypeName(row.expected));
            words.event = text(ladder::eventText(m_index, row, m_words));
            return;
        }
        if (row.kind != RowKind::Packet) {
            words.event = text(ladder::eventText(m_index, row, m_words));
            return;
        }
        const ladder::PacketLabel label = ladder::packetLabel(*m_source.document, m_index, row, kMostValue);
        words.type = text(label.type);
        words.firstByte = text(label.firstByte);
        words.value = text(label.value);
        for (const std::string& bit : label.bits) {
            if (bit != "DUP")
                words.bits.append(text(bit));
        }
        if (row.has(ladder::kDup))
            words.badge = QStringLiteral("DUP 1");
        else if (row.has(ladder::kDuplicate) || (row.has(ladder::kResent) && isPublish(row)))
            words.badge = QStringLiteral("DUP 0");
        sayNotes(number, words);
        if (row.delivery != 0)
            m_content.deliveries.push_back(delivery(number, words));
    }

    /// What is remarkable, but for what is drawn: the box of the application, the cross, the thread.
    void sayNotes(std::uint32_t number, LadderRowWords& words)
    {
        const Row& row = m_band.rows[number];
        QStringList drawn = {text(m_words.phrase(Phrase::LadderLost)),
                             text(m_words.phrase(Phrase::LadderNewToBroker))};
        if (row.delivery != 0) {
            drawn.append(text(m_words.phrase(Phrase::LadderDuplicate)));
            drawn.append(
                text(m_words.phrase(Phrase::LadderDelivered, {{"count", std::to_string(row.delivery)}})));
        }
        for (const std::string& note :
             ladder::rowNotes(*m_source.document, m_index, m_band, number, m_words)) {
            if (!drawn.contains(text(note)))
                words.notes.append(text(note));
        }
    }

    [[nodiscard]] LadderDelivery delivery(std::uint32_t number, const LadderRowWords& words) const
    {
        const Row& row = m_band.rows[number];
        LadderDelivery delivery;
        delivery.row = number;
        delivery.times = row.delivery;
        delivery.duplicate = row.has(ladder::kDuplicate);
        delivery.word = delivery.duplicate ? tr("duplicate") : tr("delivered");
        const QString topic = m_band.topic != ladder::kNone
                                  ? wireText(m_index.snapshot().strings[m_band.topic], kMostValue)
                                  : QString();
        const QString level = topic.section(QLatin1Char('/'), -1);
        QString value = words.value;
        if (value.size() > 2 && value.startsWith(QLatin1Char('"')) && value.endsWith(QLatin1Char('"')))
            value = value.mid(1, value.size() - 2);
        delivery.payload = value;
        delivery.value = level.isEmpty() ? value : QStringLiteral("%1 = %2").arg(level, value);
        return delivery;
    }

    [[nodiscard]] static bool isPublish(const Row& row) { return row.type() == mqtt::PacketType::Publish; }

    [[nodiscard]] QString timeSinceFirst(std::int64_t timeNs) const
    {
        constexpr double kNsPerSecond = 1e9;
        const index::Snapshot& snapshot = m_index.snapshot();
        const std::int64_t first = snapshot.frameCount() != 0 ? snapshot.frame(1).timeNs : timeNs;
        QLocale locale;
        locale.setNumberOptions(QLocale::OmitGroupSeparator);
        return locale.toString(static_cast<double>(timeNs - first) / kNsPerSecond, 'f', 3) +
               QStringLiteral(" s");
    }

    const LadderSource& m_source;
    const ladder::LadderIndex& m_index;
    const teach::Vocabulary& m_words;
    LadderContent& m_content;
    const Band& m_band;
};

/// What a lane does in the story of a message.
class LaneRole {
    Q_DECLARE_TR_FUNCTIONS(Ladder)
public:
    [[nodiscard]] static QString of(const Band& band, ladder::LaneId lane, bool broker)
    {
        if (band.kind != BandKind::Message && band.kind != BandKind::Will)
            return {};
        if (broker)
            return tr("receives, then distributes");
        const bool publishes = isPublisher(band, lane);
        const auto receiver = std::find_if(band.receivers.begin(), band.receivers.end(),
                                           [&](const ladder::Receiver& one) { return one.lane == lane; });
        if (receiver == band.receivers.end())
            return publishes ? tr("publishes") : QString();
        if (receiver->granted == ladder::Hop::kUnknownQos)
            return publishes ? tr("publishes, subscribed") : tr("subscribed");
        return publishes ? tr("publishes, subscribed, QoS %1 granted").arg(receiver->granted)
                         : tr("subscribed, QoS %1 granted").arg(receiver->granted);
    }

    [[nodiscard]] static bool isPublisher(const Band& band, ladder::LaneId lane)
    {
        return std::any_of(band.hops.begin(), band.hops.end(),
                           [&](const ladder::Hop& hop) { return hop.fromClient && hop.from == lane; });
    }
};

} // namespace

LadderContent ladderContent(const LadderSource& source, Band band, LadderDetail detail)
{
    LadderContent content;
    content.band = std::move(band);
    Words words(source, content);
    words.sayBar();
    if (detail == LadderDetail::Rows)
        words.sayRows();
    return content;
}

LadderContent ladderContent(const LadderSource& source, const ladder::Scope& scope, std::uint32_t band,
                            LadderDetail detail)
{
    return ladderContent(source, ladder::bandIn(*source.index, scope, band), detail);
}

LadderLaneWords laneWords(const LadderSource& source, ladder::LaneId lane, const LadderContent* content)
{
    LadderLaneWords words;
    words.name = text(ladder::laneName(*source.index, lane, *source.words));
    const bool broker = source.index->lanes()[lane].kind == ladder::Lane::Kind::Broker;
    words.icon = broker ? QStringLiteral("ui-broker") : QStringLiteral("ui-client");
    if (content == nullptr)
        return words;
    words.role = LaneRole::of(content->band, lane, broker);
    if (!broker && (content->band.kind == BandKind::Message || content->band.kind == BandKind::Will))
        words.icon = LaneRole::isPublisher(content->band, lane) ? QStringLiteral("ui-sensor")
                                                                : QStringLiteral("ui-tablet");
    return words;
}

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/phrase.h"

#include <array>

namespace mqttscope::analysis {
namespace {

struct Row {
    Phrase phrase;
    std::string_view name;
    std::string_view text;
};

constexpr std::array<Row, kPhraseCount> kRows = {{
    {Phrase::FrameHeading, "frame-heading", "{label} {number}: {size} captured"},
    {Phrase::ExplainHeading, "explain-heading",
     "Frame {number}: {type}, {size}{version}, {source} → {destination}"},
    {Phrase::ExplainNothing, "explain-nothing",
     "Frame {number} holds no MQTT Control Packet that ends in it."},
    {Phrase::Guessed, "guessed", "guessed"},
    {Phrase::Here, "here", "Here"},
    {Phrase::ColumnByte, "column-byte", "byte"},
    {Phrase::ColumnAt, "column-at", "at"},
    {Phrase::ColumnHex, "column-hex", "hex"},
    {Phrase::ColumnBits, "column-bits", "bits"},
    {Phrase::ColumnField, "column-field", "field"},
    {Phrase::ColumnValue, "column-value", "value"},
    {Phrase::HighByte, "high-byte", "high byte"},
    {Phrase::Space, "space", "space"},
    {Phrase::Colon, "colon", ": "},
    {Phrase::LadderBroker, "ladder-broker", "broker"},
    {Phrase::LadderBrokerOf, "ladder-broker-of", "broker {address}"},
    {Phrase::LadderTheBroker, "ladder-the-broker", "the broker"},
    {Phrase::LadderDecimal, "ladder-decimal", "."},
    {Phrase::LadderOpened, "ladder-opened", "connection opened"},
    {Phrase::LadderEnded, "ladder-ended", "connection closed"},
    {Phrase::LadderCut, "ladder-cut", "connection cut"},
    {Phrase::LadderTakeover, "ladder-takeover", "connection closed: taken over"},
    {Phrase::LadderSilence, "ladder-silence", "silent for {time} (limit: 1.5 × Keep Alive = {limit})"},
    {Phrase::LadderWill, "ladder-will", "Will published, for {client}"},
    {Phrase::LadderIdle, "ladder-idle", "{time} later"},
    {Phrase::LadderMissing, "ladder-missing", "{packet} did not come"},
    {Phrase::LadderLost, "ladder-lost", "lost"},
    {Phrase::LadderUnanswered, "ladder-unanswered", "no answer"},
    {Phrase::LadderResent, "ladder-resent", "sent again"},
    {Phrase::LadderDuplicate, "ladder-duplicate", "duplicate"},
    {Phrase::LadderSuppressed, "ladder-suppressed", "already seen"},
    {Phrase::LadderAssumed, "ladder-assumed", "already seen, if the first copy arrived"},
    {Phrase::LadderNewToBroker, "ladder-new-to-broker", "new to the broker"},
    {Phrase::LadderBrokenRule, "ladder-broken-rule", "breaks a rule"},
    {Phrase::LadderRule, "ladder-rule", "breaks {rule}"},
    {Phrase::LadderRefusal, "ladder-refusal", "refused"},
    {Phrase::LadderIncomplete, "ladder-incomplete", "not captured whole"},
    {Phrase::LadderRetained, "ladder-retained", "retained message"},
    {Phrase::LadderLowered, "ladder-lowered", "QoS {qos}: granted {granted}"},
    {Phrase::LadderRaised, "ladder-raised", "QoS {qos}, higher than allowed"},
    {Phrase::LadderGuessed, "ladder-guessed", "probably the same message"},
    {Phrase::LadderDelivered, "ladder-delivered", "delivered ×{count}"},
    {Phrase::LadderSession, "ladder-session", "session kept"},
    {Phrase::LadderToLane, "ladder-to-lane", "to {client}"},
    {Phrase::LadderFromLane, "ladder-from-lane", "from {client}"},
    {Phrase::LadderOthers, "ladder-others", "others"},
    {Phrase::LadderExpected0, "ladder-expected-0", "expected 0 or 1"},
    {Phrase::LadderExpected1, "ladder-expected-1", "expected at least 1"},
    {Phrase::LadderExpected2, "ladder-expected-2", "expected 1"},
    {Phrase::LadderExpectedMany, "ladder-expected-many", "expected {least} to {count}"},
    {Phrase::LadderReceived, "ladder-received", "{client}: {expected}, received {count}"},
    {Phrase::LadderVerdict, "ladder-verdict", "{received}: {verdict}"},
    {Phrase::LadderFine, "ladder-fine", "as it should be"},
    {Phrase::LadderTooOften, "ladder-too-often", "too often"},
    {Phrase::LadderNotReceived, "ladder-not-received", "missing"},
    {Phrase::LadderWaiting, "ladder-waiting", "still to come"},
    {Phrase::LadderUnknown, "ladder-unknown", "the capture does not show it"},
    {Phrase::LadderNoReceiver, "ladder-no-receiver", "nobody received it"},
    {Phrase::LadderPublish, "ladder-publish", "QoS {qos}, {topic}"},
    {Phrase::LadderWillTitle, "ladder-will-title", "Will, {topic}"},
    {Phrase::LadderConnection, "ladder-connection", "{client}: connection"},
    {Phrase::LadderPacketOf, "ladder-packet-of", "{client}: {packet}"},
    {Phrase::LadderMore, "ladder-more", "{count} more packets"},
    {Phrase::LadderRow, "ladder-row", "{from} to {to}: {packet}"},
    {Phrase::LadderRoundTrip, "ladder-round-trip", "answered in {time}"},
    {Phrase::LadderFrameColumn, "ladder-frame-column", "frame"},
    {Phrase::LadderTimeColumn, "ladder-time-column", "time"},
    {Phrase::LadderLegend, "ladder-legend",
     "S: message kept; R: identifier kept; –: nothing kept any more; Z: session kept"},
    {Phrase::LadderNothing, "ladder-nothing", "No MQTT packet here."},
    {Phrase::LadderTcpByte, "ladder-tcp-byte", "1 byte"},
    {Phrase::LadderTcpBytes, "ladder-tcp-bytes", "{count} bytes"},
    {Phrase::LadderTcpCarries, "ladder-tcp-carries", "{bytes}: {packets}"},
    {Phrase::LadderTcpPart, "ladder-tcp-part", "part of {packet}"},
    {Phrase::LadderTcpAck, "ladder-tcp-ack", "confirms the bytes of {packets}"},
    {Phrase::LadderTcpRetransmission, "ladder-tcp-retransmission", "TCP retransmission"},
    {Phrase::LadderTcpOutOfOrder, "ladder-tcp-out-of-order", "out of order"},
    {Phrase::LadderTcpKeepAlive, "ladder-tcp-keep-alive", "TCP keep-alive probe"},
    {Phrase::LadderTcpMore, "ladder-tcp-more", "{count} more TCP segments"},
    {Phrase::LadderTcpSign, "ladder-tcp-sign", "· before a label: TCP"},
    {Phrase::LadderTcpLegend, "ladder-tcp-legend",
     "An ACK of TCP says that bytes have arrived at the other computer; that MQTT has taken "
     "a "
     "message is said by PUBACK, PUBREC and PUBCOMP alone"},
}};

constexpr bool rowsStandInOrder()
{
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (static_cast<std::size_t>(kRows[i].phrase) != i)
            return false;
    }
    return true;
}
static_assert(rowsStandInOrder(), "the rows must stand in the order of Phrase");

/// Where a text goes on: literal text up to `begin`, then a place up to `end`.
struct Gap {
    std::size_t begin = 0;
    std::size_t end = 0;
    Place place;
};

/// The next place from `at`; `begin` = npos if there is none; nothing if a brace stands alone.
std::optional<Gap> nextPlace(std::string_view text, std::size_t at)
{
    Gap gap;
    gap.begin = text.find_first_of("{}", at);
    if (gap.begin == std::string_view::npos)
        return gap;
    const std::size_t close = text.find_first_of("{}", gap.begin + 1);
    if (text[gap.begin] != '{' || close == std::string_view::npos || text[close] != '}')
        return std::nullopt;
    const std::string_view inside = text.substr(gap.begin + 1, close - gap.begin - 1);
    const std::size_t colon = inside.find(':');
    gap.end = close + 1;
    gap.place.name = inside.substr(0, colon);
    if (colon != std::string_view::npos)
        gap.place.format = inside.substr(colon + 1);
    return gap;
}

} // namespace

std::string_view phraseName(Phrase phrase)
{
    return kRows[static_cast<std::size_t>(phrase)].name;
}

std::string_view phraseText(Phrase phrase)
{
    return kRows[static_cast<std::size_t>(phrase)].text;
}

std::optional<std::vector<Place>> placesOf(std::string_view text)
{
    std::vector<Place> places;
    for (std::size_t at = 0;;) {
        const std::optional<Gap> gap = nextPlace(text, at);
        if (!gap)
            return std::nullopt;
        if (gap->begin == std::string_view::npos)
            return places;
        places.push_back(gap->place);
        at = gap->end;
    }
}

std::string fillPlaces(std::string_view text, const std::function<std::string(Place)>& fill)
{
    std::string out;
    for (std::size_t at = 0;;) {
        const std::optional<Gap> gap = nextPlace(text, at);
        if (!gap)
            return std::string{text};
        if (gap->begin == std::string_view::npos)
            return out.append(text.substr(at));
        out.append(text.substr(at, gap->begin - at));
        out += fill(gap->place);
        at = gap->end;
    }
}

std::string fillPlaces(std::string_view text, std::initializer_list<PlaceValue> values)
{
    return fillPlaces(text, [&](const Place& place) {
        for (const PlaceValue& value : values) {
            if (value.name == place.name)
                return std::string{value.value};
        }
        return std::string{};
    });
}

} // namespace mqttscope::analysis

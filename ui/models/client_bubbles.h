// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/client_words.h"

#include <QAbstractListModel>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace mqttscope::ui {

/// What has become of a message that was sent.
enum class BubbleState : std::uint8_t {
    None,         ///< nothing is expected of it: QoS 0, or it was received
    OnItsWay,     ///< not acknowledged
    Acknowledged, ///< the exchange of its QoS is over
    SentAgain,    ///< not acknowledged, and a copy with DUP went out: the bubble below goes on
    Refused,      ///< acknowledged with a code that says no
    Lost,         ///< the server has lost it with the session
    NotSent,      ///< the wish could not be carried out
};

/// One line of what came and went: a message, or what happened to the connection.
struct ClientBubble {
    enum class Kind : std::uint8_t { Sent, Received, Note };
    Kind kind = Kind::Note;
    std::int64_t wallClock = 0; ///< milliseconds since 1970

    // of a message
    broker::lab::LabMessage message;   ///< its first bytes, see ClientBubbles::kMaxPayload
    std::size_t payloadSize = 0;       ///< all of them
    std::size_t propertiesLeftOut = 0; ///< User Properties beyond ClientBubbles::kMaxUserProperties
    std::uint8_t qos = 0;
    bool dup = false;
    bool retain = false;
    std::vector<std::uint32_t> identifiers; ///< Subscription Identifiers of a received one
    std::uint32_t token = 0;                ///< of a sent one
    BubbleState state = BubbleState::None;
    bool waits = false;          ///< OnItsWay, but there is no connection yet
    std::uint8_t reasonCode = 0; ///< of Acknowledged and Refused
    broker::ClientFault fault{}; ///< of NotSent

    // of a note
    broker::lab::LabEvent event;
    ClientNotePlace place;
};

/// What came to a client of the lab, what it sent, and what became of it; the newest is the last row. The GUI
/// thread only.
class ClientBubbles : public QAbstractListModel {
    Q_OBJECT
public:
    /// Rows that are kept; beyond that the oldest go.
    static constexpr std::size_t kMaxBubbles = 1000;
    /// Bytes of a payload that are kept.
    static constexpr std::size_t kMaxPayload = 64U << 10;
    /// Bytes of the User Properties of a message that are kept, the first ones.
    static constexpr std::size_t kMaxUserProperties = 64U << 10;
    /// Bytes of all that is kept; beyond that the oldest rows go.
    static constexpr std::size_t kMaxBytes = 8U << 20;
    /// Characters of a payload in a bubble.
    static constexpr qsizetype kMaxLine = 120;

    /// The vocabulary must outlive the model.
    explicit ClientBubbles(const teach::Vocabulary& vocabulary, QObject* parent = nullptr);

    /// The client was told to publish; without a connection the message waits for one.
    void addSent(const broker::lab::LabMessage& message, std::uint32_t token, std::int64_t wallClock,
                 bool connected = true);
    /// What an event says: a message, the fate of one, or a line across.
    void take(const broker::lab::LabEvent& event, const ClientNotePlace& place);
    void clear();
    /// The language is another.
    void retranslate();

    [[nodiscard]] const ClientBubble& bubble(int row) const
    {
        return m_bubbles[static_cast<std::size_t>(row)];
    }
    /// The payload in one line.
    [[nodiscard]] QString payload(int row) const;
    /// "10:41:52".
    [[nodiscard]] QString time(int row) const;
    /// "on its way"; empty where nothing is to be said.
    [[nodiscard]] QString stateText(int row) const;
    [[nodiscard]] ClientNote note(int row) const;
    /// The properties of a message, a line each.
    [[nodiscard]] QStringList properties(int row) const;
    /// Older rows that are not kept any more.
    [[nodiscard]] std::uint64_t dropped() const { return m_dropped; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    static void cutProperties(ClientBubble& bubble);
    void append(ClientBubble bubble);
    [[nodiscard]] static std::size_t bytesOf(const ClientBubble& bubble);
    void appendMessage(ClientBubble::Kind kind, const broker::lab::LabEvent& event);
    void appendAgain(const broker::lab::LabEvent& event);
    /// The oldest bubble of a token that is on its way; -1 if there is none.
    [[nodiscard]] int waiting(std::uint32_t token) const;
    void endWaiting();
    void settle(const broker::lab::LabEvent& event, BubbleState state);
    [[nodiscard]] QString sentence(int row) const;

    const teach::Vocabulary* m_vocabulary;
    std::deque<ClientBubble> m_bubbles;
    std::size_t m_bytes = 0;
    std::uint64_t m_dropped = 0;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/overview/client_sessions.h"
#include "ui/models/packet_bubble.h"

#include <QAbstractListModel>
#include <QCache>

#include <memory>

namespace mqttscope::ui {

/// A session as a conversation: its packets, and where its connections begin and end. Texts are made for the
/// lines that are looked at. The GUI thread only.
class ConversationModel : public QAbstractListModel {
    Q_OBJECT
public:
    using Line = analysis::ConversationLine;
    enum Role {
        FrameRole = Qt::UserRole, ///< 0 if the line has none
    };
    /// Lines whose texts are kept.
    static constexpr int kMaxCached = 300;
    /// Lines that `toText` writes at most.
    static constexpr int kMaxTextLines = 20'000;

    /// The vocabulary must outlive the model.
    explicit ConversationModel(const analysis::Vocabulary& vocabulary, QObject* parent = nullptr);

    void setConversation(std::shared_ptr<const analysis::Document> document,
                         std::shared_ptr<const index::Snapshot> snapshot,
                         analysis::Conversation conversation);
    void clear() { setConversation(nullptr, nullptr, {}); }
    void retranslate();

    [[nodiscard]] const Line& line(int row) const
    {
        return m_conversation.lines[static_cast<std::size_t>(row)];
    }
    [[nodiscard]] std::uint64_t more() const { return m_conversation.more; }
    /// Of a packet.
    [[nodiscard]] const PacketBubble& summary(int row) const;
    /// "2.106430", or empty.
    [[nodiscard]] QString time(int row) const;
    /// What a separator says.
    [[nodiscard]] QString separator(int row) const;
    /// The row of a message, or -1.
    [[nodiscard]] int rowOfMessage(std::uint32_t message) const;
    /// The first row of a frame, or -1.
    [[nodiscard]] int rowOfFrame(std::uint32_t frame) const;
    /// The conversation as a text of two columns.
    [[nodiscard]] QString toText() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    [[nodiscard]] QString packetText(int row) const;

    const analysis::Vocabulary* m_vocabulary;
    std::shared_ptr<const analysis::Document> m_document;
    std::shared_ptr<const index::Snapshot> m_snapshot;
    analysis::Conversation m_conversation;
    int m_rows = 0;
    mutable QCache<std::uint32_t, PacketBubble> m_summaries; ///< by message
};

} // namespace mqttscope::ui

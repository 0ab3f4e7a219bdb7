// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/overview/client_sessions.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace mqttscope::ui {

/// The sessions of the clients, one row each, sortable. The GUI thread only.
class SessionTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Client,
        Version,
        Clean,
        Present,
        KeepAlive,
        Expiry,
        Will,
        User,
        Start,
        Finish,
        Ended,
        Packets,
        Bytes,
        Unanswered,
        Median,
        Longest,
        Broker,
        ColumnCount
    };
    enum Role {
        NumberRole = Qt::UserRole, ///< of the session
    };

    explicit SessionTableModel(QObject* parent = nullptr);

    void setSessions(analysis::ClientSessions sessions);
    void clear() { setSessions({}); }
    [[nodiscard]] std::uint64_t total() const { return m_sessions.total; }
    [[nodiscard]] const analysis::ClientSession& session(int row) const
    {
        return m_sessions.sessions[m_order[static_cast<std::size_t>(row)]];
    }
    /// The row of a session, or -1.
    [[nodiscard]] int rowOfSession(std::uint32_t number) const;
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    [[nodiscard]] QString text(const analysis::ClientSession& session, int column) const;
    void arrange();

    analysis::ClientSessions m_sessions;
    std::vector<std::uint32_t> m_order; ///< of the rows
    int m_sortColumn = Start;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

/// The name of the client of a session: its Client Identifier, else its address.
[[nodiscard]] QString sessionName(const analysis::ClientSession& session);
/// How a session ended, in words.
[[nodiscard]] QString endText(session::End end);

} // namespace mqttscope::ui

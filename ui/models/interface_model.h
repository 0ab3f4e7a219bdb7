// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/interface_watch.h"

#include <QAbstractListModel>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace mqttscope::ui {

/// The interfaces of this computer with what passes there, looked at once a second on another thread while
/// somebody watches. Rows come and go with the interfaces; they keep their order. Those that are switched off
/// cannot be chosen. The GUI thread only.
class InterfaceModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        NameRole = Qt::UserRole, ///< what `-i` takes: QString
        IconRole,                ///< name of an icon: QString
        RemarkRole,              ///< name, addresses, or why it cannot be captured from: QString
        RatesRole,               ///< packets a second, oldest first, at most kRates: QList<double>
        RateRole,                ///< the last of them; invalid: nobody counts
        RateTextRole,            ///< "42 pkt/s"; empty: nobody counts
        UsableRole,              ///< it is switched on: bool
    };
    /// Rates that are kept of each interface: one a second.
    static constexpr int kRates = 60;
    static constexpr int kLookEveryMs = 1000;
    /// Addresses of an interface that its remark names.
    static constexpr std::size_t kAddressesSaid = 2;

    using Clock = std::chrono::steady_clock;
    using Look = std::function<analysis::CaptureOutlook()>;
    /// `look` runs on another thread; a test or a picture brings its own.
    explicit InterfaceModel(Look look = analysis::lookAround, QObject* parent = nullptr);
    ~InterfaceModel() override;

    /// Whoever shows the interfaces says so, and says when no longer. Looks at once.
    void watch();
    void unwatch();
    /// Whether somebody watches.
    [[nodiscard]] bool isWatched() const { return m_watchers > 0; }
    /// One look, also if nobody watches. Nothing happens while the one before has not come back.
    void look();
    /// What was seen at a moment; looks bring it here. Two moments that are near to each other give no rate.
    void take(const analysis::CaptureOutlook& outlook, Clock::time_point when);
    /// Whether a look has come back yet.
    [[nodiscard]] bool isKnown() const { return m_known; }
    /// Who may capture, as of the last look.
    [[nodiscard]] const analysis::CaptureRights& rights() const { return m_rights; }
    /// In the order of the rows.
    [[nodiscard]] const std::vector<analysis::WatchedInterface>& interfaces() const { return m_interfaces; }
    /// Row of an interface; -1 if it is not there.
    [[nodiscard]] int rowOf(const QString& name) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    void retranslate();

Q_SIGNALS:
    /// A look has come back.
    void looked();
    /// Somebody may capture now, or nobody any more.
    void rightsChanged();

private:
    struct Door;
    /// What is known of the traffic of an interface.
    struct Traffic {
        QList<double> rates;
        std::optional<std::uint64_t> packets; ///< at `when`
        Clock::time_point when;
    };
    void count(Traffic& traffic, const std::optional<std::uint64_t>& packets, Clock::time_point when) const;
    void removeGone(const analysis::CaptureOutlook& outlook);

    Look m_look;
    QTimer m_timer;
    std::shared_ptr<Door> m_door; ///< between the threads
    std::vector<analysis::WatchedInterface> m_interfaces;
    std::vector<Traffic> m_traffic; ///< of each
    analysis::CaptureRights m_rights;
    int m_watchers = 0;
    bool m_known = false;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_broker.h"
#include "broker/lab/lab_fault.h"

#include <tl/expected.hpp>

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <cstdint>
#include <vector>

namespace mqttscope::ui {

/// Largest file of a lab that is read: 64 clients, each with the rows of a CSV file (kMaxKeptRowBytes).
inline constexpr qint64 kMaxLabFileBytes = 16LL << 20;

/// A lab as it is kept in a file, `.mqttlab`: how the broker starts, the clients as their board keeps them,
/// and what is to go wrong.
struct LabFile {
    broker::lab::LabBrokerOptions broker;
    QJsonObject clients;
    std::vector<broker::lab::LabFault> faults; ///< valid ones, LabBroker::kMaxFaults at most
    int faultsLeftOut = 0;                     ///< of the file: not valid, not known, or too many
    int clientsLeftOut = 0;                    ///< likewise: no clients, or more than LabClients::kMaxClients
};

enum class LabFileProblem : std::uint8_t {
    CannotRead, ///< `detail`, words of the system
    NotAFile,   ///< a device, a FIFO: it might never end
    TooLarge,   ///< above kMaxLabFileBytes
    NotJson,    ///< damaged: JSON ends or breaks at byte `offset`
    NotALab,    ///< JSON of something else
    TooNew,     ///< of a later version of the format
};

struct LabFileError {
    LabFileProblem problem{};
    QString detail;
    qint64 offset = 0;
};

/// The file, in UTF-8. Users are in it only together with their passwords: one without would let in whoever
/// knows the name.
[[nodiscard]] QByteArray labFileBytes(const LabFile& lab, bool withUsers);
/// What is missing or out of its range stays as a new lab has it; faults that are not valid are left out.
[[nodiscard]] tl::expected<LabFile, LabFileError> labFileFrom(const QByteArray& bytes);
/// Not for the thread of the window.
[[nodiscard]] tl::expected<LabFile, LabFileError> readLabFile(const QString& path);

/// What of the file the lab does not have, in sentences; empty if it has everything.
[[nodiscard]] QString labFileRemark(const LabFile& lab);
/// What is wrong with the file, as a sentence in the language of the window.
[[nodiscard]] QString labFileErrorText(const QString& path, const LabFileError& error);

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/generator.h"
#include "broker/lab/lab_clients.h"

#include <QJsonObject>

#include <cstddef>
#include <string>
#include <vector>

namespace mqttscope::ui {

/// How a client of a lab connects, for a lab file; its password is not in there.
[[nodiscard]] QJsonObject clientOptionsJson(const broker::lab::LabClientOptions& options);
/// Read from a lab file; what is missing or makes no sense stays as `options` have it.
[[nodiscard]] broker::lab::LabClientOptions clientOptionsFrom(const QJsonObject& json,
                                                              broker::lab::LabClientOptions options = {});

/// JSON that the rows of a CSV file may have in a lab file, in bytes: those of LabClients::kMaxClients
/// clients fit into it (kMaxLabFileBytes).
inline constexpr std::size_t kMaxKeptRowBytes = 128U << 10;
/// How many of them that are, from the first on.
[[nodiscard]] std::size_t rowsThatAreKept(const std::vector<std::string>& rows);

/// What is published again and again, with the rows that are kept.
[[nodiscard]] QJsonObject generatorJson(const broker::lab::GeneratorOptions& options);
[[nodiscard]] broker::lab::GeneratorOptions generatorFrom(const QJsonObject& json,
                                                          broker::lab::GeneratorOptions options = {});

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/generator.h"
#include "broker/lab/lab_clients.h"

#include <QJsonObject>

namespace mqttscope::ui {

/// How a client of a lab connects, for a lab file; its password is not in there.
[[nodiscard]] QJsonObject clientOptionsJson(const broker::lab::LabClientOptions& options);
/// Read from a lab file; what is missing or makes no sense stays as `options` have it.
[[nodiscard]] broker::lab::LabClientOptions clientOptionsFrom(const QJsonObject& json,
                                                              broker::lab::LabClientOptions options = {});

/// What is published again and again; rows of a CSV file are not in there.
[[nodiscard]] QJsonObject generatorJson(const broker::lab::GeneratorOptions& options);
[[nodiscard]] broker::lab::GeneratorOptions generatorFrom(const QJsonObject& json,
                                                          broker::lab::GeneratorOptions options = {});

} // namespace mqttscope::ui

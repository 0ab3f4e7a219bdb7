// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/fault_plan.h"
#include "broker/net/session_database.h"
#include "broker/net/config_file.h"
#include "broker/net/password_file.h"
#include "teach/vocabulary.h"

#include <string>

namespace mqttscope::app {

/// What is wrong with the files and addresses of a broker, in sentences.
[[nodiscard]] std::string sentenceOf(const broker::ConfigMessage& message, const teach::Vocabulary& words);
[[nodiscard]] std::string sentenceOf(const std::string& file, const broker::PasswordError& error,
                                     const teach::Vocabulary& words);
[[nodiscard]] std::string sentenceOf(const std::string& file, const broker::FaultLineError& error,
                                     const teach::Vocabulary& words);
[[nodiscard]] std::string sentenceOf(const std::string& file, const broker::DatabaseFault& fault,
                                     const teach::Vocabulary& words);

} // namespace mqttscope::app

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli_options.h"
#include "app/complaint.h"

#include <string>
#include <string_view>

namespace mqttscope::app {

/// `-E NAME=VALUE`
[[nodiscard]] Complaint applyFieldsOption(std::string_view text, analysis::FieldsOptions& fields);
/// `-d tcp.port==1884,mqtt`
[[nodiscard]] Complaint applyDecodeAs(std::string_view text, analysis::Options& options);
/// `-o NAME:VALUE`. A preference of tshark's that means nothing here is a warning, so that scripts carry
/// over.
[[nodiscard]] Complaint applyPreference(std::string_view text, CliOptions& options);
/// `-a NAME:N`, as tshark takes it for files.
[[nodiscard]] Complaint applyStopCondition(std::string_view text, analysis::Options& options);

} // namespace mqttscope::app

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_model.h"

#include <QString>
#include <QStringList>

namespace mqttscope::ui {

/// Where the reader of a ladder stands, for the status bar: "Exchange 1", "PUBLISH id 1", "capteur-1 → broker
/// → tablette". Empty if he stands nowhere.
[[nodiscard]] QStringList ladderPath(const LadderModel& model);

/// How much is told there: "10 MQTT packets over 2 hops".
[[nodiscard]] QString ladderRemark(const LadderModel& model);

} // namespace mqttscope::ui

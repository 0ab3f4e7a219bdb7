// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/live_options.h"

#include <QString>
#include <QStringList>

class QSettings;

namespace mqttscope::ui {

/// What the user chose for live captures; remembered from one to the next.
struct CaptureChoice {
    /// Everything of MQTT without TLS, as its port is registered with IANA.
    static constexpr const char* kMqttFilter = "tcp port 1883";

    QStringList interfaces;                            ///< names; those that are gone stay remembered
    QString filter = QString::fromLatin1(kMqttFilter); ///< capture filter; empty: everything
    analysis::LiveOptions rest; ///< everything else: interfaces, filter and stream in it count for nothing

    [[nodiscard]] static CaptureChoice load(const QSettings& settings);
    void save(QSettings& settings) const;
    /// What LiveCapture takes.
    [[nodiscard]] analysis::LiveOptions options() const;
};

} // namespace mqttscope::ui

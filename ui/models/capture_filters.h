// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace mqttscope::ui {

/// A capture filter that is offered.
struct ReadyFilter {
    QString title;       ///< what it lets through, in words
    QString filter;      ///< as libpcap understands it; empty: everything
    QString placeholder; ///< a part of it that has to be replaced by something of one's own; may be empty
};

/// Those that a learner of MQTT needs, in the language of the window.
[[nodiscard]] QList<ReadyFilter> readyFilters();

/// What a filter lets through, if it is one of those; else empty.
[[nodiscard]] QString captureFilterReading(const QString& filter);

} // namespace mqttscope::ui

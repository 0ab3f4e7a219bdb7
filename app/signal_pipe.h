// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <initializer_list>
#include <span>

class QObject;

namespace mqttscope::app {

/// From now on these signals become bytes in a pipe, instead of ending the program. `once`: the second of a
/// kind ends it. One pipe for the whole process. False if the system has none: the signals then do what they
/// do.
[[nodiscard]] bool catchSignals(std::initializer_list<int> numbers, bool once);

/// Tells the signals that were caught, several together, from the event loop of the calling thread, as long
/// as `context` lives.
void onSignals(QObject& context, std::function<void(std::span<const char> numbers)> told);

} // namespace mqttscope::app

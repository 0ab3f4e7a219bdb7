// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/live_session.h"

namespace mqttscope::ui {

LiveSession::LiveSession(QObject* parent) : QObject(parent) {}

LiveSession::~LiveSession() = default;

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/capture_choice.h"

namespace mqttscope::ui {

CaptureChoice CaptureChoice::load(const QSettings&)
{
    return {};
}

void CaptureChoice::save(QSettings&) const {}

analysis::LiveOptions CaptureChoice::options() const
{
    analysis::LiveOptions options = rest;
    options.interfaces.clear();
    for (const QString& name : interfaces)
        options.interfaces.push_back(name.toStdString());
    options.filter = filter.toStdString();
    options.stream.clear();
    return options;
}

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/live/interface_watch.h"

namespace mqttscope::analysis {

CaptureOutlook lookAround()
{
    CaptureOutlook outlook;
    for (const capture::CaptureInterface& interface : capture::listInterfaces())
        outlook.interfaces.push_back({interface, std::nullopt});
    outlook.rights = captureRights();
    return outlook;
}

} // namespace mqttscope::analysis

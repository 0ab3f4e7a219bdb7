// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/perspective.h"

namespace mqttscope::ui {

QString perspectiveName(Perspective perspective)
{
    switch (perspective) {
    case Perspective::Analyse:
        return QStringLiteral("analyse");
    case Perspective::Step:
        return QStringLiteral("step");
    case Perspective::Exchanges:
        return QStringLiteral("exchanges");
    case Perspective::Lab:
        return QStringLiteral("lab");
    }
    return {};
}

std::optional<Perspective> perspectiveOf(const QString& name)
{
    if (name == QLatin1String("qos")) // what its button says
        return Perspective::Exchanges;
    for (const Perspective perspective : kPerspectives) {
        if (perspectiveName(perspective) == name)
            return perspective;
    }
    return std::nullopt;
}

} // namespace mqttscope::ui

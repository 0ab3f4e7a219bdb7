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
    }
    return {};
}

std::optional<Perspective> perspectiveOf(const QString& name)
{
    for (const Perspective perspective : kPerspectives) {
        if (perspectiveName(perspective) == name)
            return perspective;
    }
    return std::nullopt;
}

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/step_type.h"

#include "ui/theme/theme.h"

#include <algorithm>

namespace mqttscope::ui {
namespace {

struct Size {
    double window;    ///< multiples of the base size
    double projector; ///< likewise: the factor of the projector is in it
    QFont::Weight weight;
};

Size sizeOf(StepText use)
{
    switch (use) {
    case StepText::Packet:
        return {1.35, 2.2, QFont::DemiBold};
    case StepText::Detail:
        return {1.15, 1.75, QFont::Normal};
    case StepText::Count:
        return {1.35, 1.85, QFont::Normal};
    case StepText::Title:
        return {1.85, 2.4, QFont::Bold};
    case StepText::Narration:
        return {1.7, 2.2, QFont::Normal};
    case StepText::Key:
        return {0.85, 1.15, QFont::Medium};
    }
    return {1.0, 1.6, QFont::Normal};
}

double factorOf(const Theme& theme, const Size& size)
{
    return theme.projector() ? size.projector / Theme::kProjectorFactor : size.window;
}

} // namespace

QFont stepFont(const Theme& theme, StepText use, double factor)
{
    const Size size = sizeOf(use);
    QFont font = theme.font();
    font.setPixelSize(std::max(6, qRound(font.pixelSize() * factorOf(theme, size) * factor)));
    font.setWeight(size.weight);
    font.setStyleStrategy(QFont::PreferNoShaping); // Inter turns the x of 0x54 into a multiplication sign
    return font;
}

QFont stepValueFont(const Theme& theme, double factor)
{
    return theme.fixedFont(factorOf(theme, sizeOf(StepText::Title)) * 0.96 * factor);
}

} // namespace mqttscope::ui

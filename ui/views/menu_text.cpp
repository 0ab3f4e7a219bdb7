// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/menu_text.h"

namespace mqttscope::ui {

QString menuText(const QString& text)
{
    QString shown = text.size() > kMaxMenuText ? text.left(kMaxMenuText - 1) + QStringLiteral("…") : text;
    return shown.replace(QLatin1Char('&'), QStringLiteral("&&")); // one alone would be a mnemonic
}

} // namespace mqttscope::ui

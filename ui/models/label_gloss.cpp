// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/label_gloss.h"

#include "dissector/field/field_table.h"
#include "ui/models/text.h"

namespace mqttscope::ui {
namespace {

QString standardWord(field::FieldId id)
{
    return text(field::fieldInfo(id).label);
}

} // namespace

QString glossOf(field::FieldId id, const QString& label)
{
    const QString word = standardWord(id) + QStringLiteral(" (");
    return label.startsWith(word) && label.endsWith(QLatin1Char(')')) ? label.mid(word.size()).chopped(1)
                                                                      : QString();
}

QString oneLanguage(field::FieldId id, const QString& label)
{
    QString gloss = glossOf(id, label);
    if (!gloss.isEmpty()) {
        gloss[0] = gloss[0].toUpper();
        return gloss;
    }
    const QString behind = QStringLiteral(" (") + standardWord(id) + QLatin1Char(')');
    return label.endsWith(behind) ? label.chopped(behind.size()) : label;
}

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/json_highlighter.h"

#include "ui/theme/theme.h"

namespace mqttscope::ui {

JsonHighlighter::JsonHighlighter(QTextDocument* document, const Theme& theme)
    : QSyntaxHighlighter(document), m_theme(&theme)
{
    connect(&theme, &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

void JsonHighlighter::setActive(bool active)
{
    m_active = active;
}

// One value per line, as prettyJson writes it: a line is a name, a value, or both.
void JsonHighlighter::highlightBlock(const QString& line)
{
    if (!m_active)
        return;
    QTextCharFormat name;
    name.setForeground(m_theme->color(Ink::FamilyConnection));
    name.setFontWeight(QFont::DemiBold);
    QTextCharFormat text;
    text.setForeground(m_theme->color(Ink::FamilyPublication));
    QTextCharFormat value;
    value.setForeground(m_theme->color(Ink::FamilySubscription));
    qsizetype i = 0;
    while (i < line.size()) {
        const QChar c = line[i];
        const qsizetype start = i;
        if (c == QLatin1Char('"')) {
            for (++i; i < line.size() && line[i] != QLatin1Char('"'); ++i) {
                if (line[i] == QLatin1Char('\\'))
                    ++i;
            }
            i = std::min(i + 1, line.size());
            const bool isName = i < line.size() && line[i] == QLatin1Char(':');
            setFormat(static_cast<int>(start), static_cast<int>(i - start), isName ? name : text);
        } else if (c.isLetterOrNumber() || c == QLatin1Char('-')) {
            while (i < line.size() && line[i] != QLatin1Char(',') && !line[i].isSpace())
                ++i;
            setFormat(static_cast<int>(start), static_cast<int>(i - start), value);
        } else {
            ++i;
        }
    }
}

} // namespace mqttscope::ui

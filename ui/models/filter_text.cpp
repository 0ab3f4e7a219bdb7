// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/filter_text.h"

#include <QStringList>

#include <string>

namespace mqttscope::ui {
namespace {

/// With a backslash before whatever means something in a regular expression.
std::string regexEscaped(std::string_view text)
{
    std::string escaped;
    for (const char c : text) {
        if (std::string_view{R"(\^$.|?*+()[]{}#-)"}.find(c) != std::string_view::npos)
            escaped += '\\';
        escaped += c;
    }
    return escaped;
}

} // namespace

QString filterQuoted(std::string_view text)
{
    QString quoted = QStringLiteral("\"");
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            quoted += QStringLiteral("\\%1").arg(QLatin1Char(c));
        else if (byte < 0x20 || byte >= 0x7f)
            quoted += QStringLiteral("\\x%1").arg(byte, 2, 16, QLatin1Char('0'));
        else
            quoted += QLatin1Char(c);
    }
    return quoted + QLatin1Char('"');
}

QString topicFilter(std::string_view topic, bool subtree)
{
    if (!subtree)
        return QStringLiteral("mqtt.topic == ") + filterQuoted(topic);
    // Upper and lower case are two topics; a filter's expression asks for neither unless it says so.
    return QStringLiteral("mqtt.topic matches ") + filterQuoted("(?-i)^" + regexEscaped(topic) + "(/|$)");
}

QString streamFilter(const std::vector<std::uint32_t>& streams)
{
    QStringList numbers;
    for (const std::uint32_t stream : streams)
        numbers += QString::number(stream);
    if (numbers.size() == 1)
        return QStringLiteral("tcp.stream == ") + numbers.front();
    return QStringLiteral("tcp.stream in {") + numbers.join(QStringLiteral(", ")) + QLatin1Char('}');
}

} // namespace mqttscope::ui

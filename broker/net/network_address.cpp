// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/network_address.h"

#include <QHostAddress>
#include <charconv>

namespace mqttscope::broker {

std::string textOf(const NetworkAddress& address)
{
    const bool v6 = address.host.find(':') != std::string::npos;
    std::string text = v6 ? "[" + address.host + "]" : address.host;
    return text.append(1, ':').append(std::to_string(address.port));
}

std::optional<NetworkAddress> parseAddress(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    NetworkAddress address;
    const std::string_view digits = text.substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
    if (error != std::errc{} || end != digits.data() + digits.size())
        return std::nullopt;
    std::string_view host = text.substr(0, colon);
    const bool brackets = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (brackets)
        host = host.substr(1, host.size() - 2);
    if (brackets != (host.find(':') != std::string_view::npos))
        return std::nullopt; // which colon is before the port?
    if (host == "localhost")
        host = "127.0.0.1";
    else if (host == "*")
        host = "0.0.0.0";
    QHostAddress parsed;
    if (!parsed.setAddress(QString::fromUtf8(host.data(), static_cast<qsizetype>(host.size()))))
        return std::nullopt;
    address.host = parsed.toString().toStdString();
    return address;
}

bool isLoopback(const NetworkAddress& address)
{
    return QHostAddress(QString::fromStdString(address.host)).isLoopback();
}

} // namespace mqttscope::broker

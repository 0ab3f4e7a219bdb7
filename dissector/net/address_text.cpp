// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/address_text.h"

#include <fmt/format.h>

namespace mqttscope::net {

std::string addressText(const Address& address)
{
    if (address.family == 4)
        return ipv4Text(address.view());
    return address.family == 6 ? ipv6Text(address.view()) : std::string{};
}

std::string endpointText(const Endpoint& endpoint)
{
    const std::string address = addressText(endpoint.address);
    return endpoint.address.family == 6 ? fmt::format("[{}]:{}", address, endpoint.port)
                                        : fmt::format("{}:{}", address, endpoint.port);
}

} // namespace mqttscope::net

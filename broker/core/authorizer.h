// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace mqttscope::broker {

/// Who wants something.
struct Identity {
    std::string_view clientId;
    std::string_view userName; ///< empty: nobody said one
    bool anonymous = true;     ///< no user name was given
};

/// Decides who may publish to, subscribe to and read from which topics.
class Authorizer {
public:
    virtual ~Authorizer() = default;
    [[nodiscard]] virtual bool mayPublish(const Identity& who, std::string_view topic) const = 0;
    /// Asked once for each filter of a SUBSCRIBE, as sent; each message is asked about by mayRead() as well.
    [[nodiscard]] virtual bool maySubscribe(const Identity& who, std::string_view filter) const = 0;
    [[nodiscard]] virtual bool mayRead(const Identity& who, std::string_view topic) const = 0;
};

} // namespace mqttscope::broker

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/client_arguments.h"
#include "app/client/client_words.h"

#include <string>
#include <vector>

namespace mqttscope::app {

/// The words behind one -D: COMMAND PROPERTY VALUE, of a User Property COMMAND user-property NAME VALUE.
using PropertyWords = std::vector<std::string>;

/// How many words belong to a -D whose first two are given.
[[nodiscard]] std::size_t propertyWordCount(std::string_view property);

/// Puts a -D where it belongs. `will` collects those of the Will. Returns what is wrong; empty if nothing is.
[[nodiscard]] std::string applyProperty(const PropertyWords& words, ClientArguments& arguments,
                                        OwnedProperties& will, const ClientWords& sentences);

/// Puts the properties of -D will into the Will.
void applyWillProperties(const OwnedProperties& properties, broker::ClientWill& will);

} // namespace mqttscope::app

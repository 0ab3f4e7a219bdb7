// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/narration/places.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace mqttscope::teach {
namespace {

constexpr std::array<std::string_view, 39> kPlaces = {
    "hex",   "dec",          "bits",          "char",   "other",      "other-hex",    "before",  "before-hex",
    "after", "after-hex",    "character",     "n",      "count",      "letters-left", "number",  "value",
    "name",  "label",        "about",         "so-far", "weight",     "below",        "left",    "remaining",
    "total", "length-bytes", "payload-bytes", "packet", "reply",      "half-more",    "on",      "off",
    "bit",   "bit-value",    "bit-weight",    "sum",    "group-bits", "octet",        "property"};

} // namespace

bool isNarrationPlace(const analysis::Place& place)
{
    return std::find(kPlaces.begin(), kPlaces.end(), place.name) != kPlaces.end();
}

} // namespace mqttscope::teach

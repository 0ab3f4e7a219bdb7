# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -D INPUT=file -D OUTPUT=file.cpp -D NAMESPACE=n -D SYMBOL=s -P EmbedFile.cmake: writes a source file that
# defines std::string_view n::s, the bytes of INPUT. Numbers and not a string literal, because literals have a limit.
file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT [[
// Made of @INPUT@.
#include <string_view>

namespace @NAMESPACE@ {
namespace {
constexpr unsigned char kBytes[] = {
@bytes@
};
} // namespace
extern const std::string_view @SYMBOL@;
const std::string_view @SYMBOL@{reinterpret_cast<const char*>(kBytes), sizeof kBytes};
} // namespace @NAMESPACE@
]] @ONLY)

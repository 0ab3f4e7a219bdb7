// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/payload.h"

#include "app/client/line_input.h"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace mqttscope::app {
namespace {

tl::expected<std::string, std::string> readAll(int descriptor, const std::string& name,
                                               const ClientWords& words)
{
    std::string payload;
    errno = 0;
    const bool read = descriptor >= 0 && readWholeFile(descriptor, kMaxPayload, payload);
    const std::string why = std::generic_category().message(errno);
    if (descriptor > STDIN_FILENO)
        ::close(descriptor);
    if (!read)
        return tl::unexpected(words.text("run", "unreadable", {{"file", name}, {"why", why}}));
    if (payload.size() > kMaxPayload)
        return tl::unexpected(words.text("run", "payload-too-large", {{"file", name}}));
    return payload;
}

} // namespace

tl::expected<std::string, std::string> readPayload(const ClientArguments& arguments, const ClientWords& words)
{
    switch (arguments.source) {
    case PayloadSource::Text:
        return arguments.payload;
    case PayloadSource::File:
        return readAll(::open(arguments.payload.c_str(), O_RDONLY | O_CLOEXEC), arguments.payload, words);
    case PayloadSource::Input:
        return readAll(STDIN_FILENO, "stdin", words);
    case PayloadSource::None:
    case PayloadSource::Lines:
    case PayloadSource::Empty:
        break;
    }
    return std::string{};
}

} // namespace mqttscope::app

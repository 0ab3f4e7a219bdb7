// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/words/broker_problem.h"

#include <string_view>

namespace mqttscope::broker {
namespace {

std::string_view keyOf(AclFault fault)
{
    switch (fault) {
    case AclFault::UnknownKeyword:
        return "acl-unknown-keyword";
    case AclFault::MissingUser:
        return "acl-missing-user";
    case AclFault::MissingTopic:
        return "acl-missing-topic";
    case AclFault::UnknownAccess:
        return "acl-unknown-access";
    case AclFault::InvalidFilter:
        return "acl-invalid-filter";
    case AclFault::TooManyRules:
        return "acl-too-many-rules";
    }
    return {};
}

std::string_view keyOf(ListenFault fault)
{
    switch (fault) {
    case ListenFault::InUse:
        return "listen-in-use";
    case ListenFault::NotAllowed:
        return "listen-not-allowed";
    case ListenFault::NotAnAddress:
        return "listen-not-an-address";
    case ListenFault::Other:
        return "listen-other";
    }
    return {};
}

} // namespace

std::string sentenceOf(const std::string& file, const AclError& error, const teach::Vocabulary& words)
{
    const std::string line = std::to_string(error.line);
    return words.broker("problem", keyOf(error.fault), {{"file", file}, {"line", line}});
}

std::string sentenceOf(const NetworkAddress& address, ListenFault fault, const teach::Vocabulary& words)
{
    const std::string where = "tcp://" + textOf(address);
    return words.broker("problem", keyOf(fault), {{"address", where}});
}

} // namespace mqttscope::broker

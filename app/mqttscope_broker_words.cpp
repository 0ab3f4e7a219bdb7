// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with files and addresses, in sentences.
#include "app/mqttscope_broker_words.h"

#include <string_view>

namespace mqttscope::app {
namespace {

using broker::ConfigRemark;
using broker::DatabaseFault;
using broker::FaultPlanError;
using broker::PasswordFault;

std::string_view keyOf(ConfigRemark remark)
{
    switch (remark) {
    case ConfigRemark::UnknownKey:
        return "config-unknown-key";
    case ConfigRemark::MissingValue:
        return "config-missing-value";
    case ConfigRemark::BadValue:
        return "config-bad-value";
    case ConfigRemark::Tls:
        return "config-tls";
    case ConfigRemark::WebSocket:
        return "config-websocket";
    case ConfigRemark::Bridge:
        return "config-bridge";
    case ConfigRemark::Plugin:
        return "config-plugin";
    case ConfigRemark::AgainstStandard:
        return "config-against-standard";
    case ConfigRemark::NotSupported:
        return "config-not-supported";
    case ConfigRemark::PerListener:
        return "config-per-listener";
    case ConfigRemark::CannotRead:
        return "config-cannot-read";
    case ConfigRemark::TooManyFiles:
        return "config-too-many-files";
    case ConfigRemark::NotUsed:
        return "note-not-used";
    case ConfigRemark::Persistence:
        return "note-persistence";
    case ConfigRemark::Log:
        return "note-log";
    case ConfigRemark::Nobody:
        return "note-nobody";
    }
    return {};
}

std::string_view keyOf(PasswordFault fault)
{
    switch (fault) {
    case PasswordFault::NoColon:
        return "password-no-colon";
    case PasswordFault::NoName:
        return "password-no-name";
    case PasswordFault::NotHashed:
        return "password-not-hashed";
    case PasswordFault::BadHash:
        return "password-bad-hash";
    case PasswordFault::TooManyIterations:
        return "password-too-many-iterations";
    case PasswordFault::Twice:
        return "password-twice";
    case PasswordFault::TooManyUsers:
        return "password-too-many-users";
    }
    return {};
}

std::string_view keyOf(FaultPlanError error)
{
    switch (error) {
    case FaultPlanError::UnknownAction:
        return "fault-unknown-action";
    case FaultPlanError::UnknownKey:
        return "fault-unknown-key";
    case FaultPlanError::BadValue:
        return "fault-bad-value";
    case FaultPlanError::MissingValue:
        return "fault-missing-value";
    case FaultPlanError::TooManyRules:
        return "fault-too-many-rules";
    }
    return {};
}

std::string_view keyOf(DatabaseFault::Kind fault)
{
    switch (fault) {
    case DatabaseFault::Kind::CannotOpen:
        return "persist-cannot-open";
    case DatabaseFault::Kind::InUse:
        return "persist-in-use";
    case DatabaseFault::Kind::NotOurs:
        return "persist-not-ours";
    case DatabaseFault::Kind::Mosquittos:
        return "persist-mosquitto";
    case DatabaseFault::Kind::Newer:
        return "persist-newer";
    case DatabaseFault::Kind::Damaged:
        return "persist-damaged";
    case DatabaseFault::Kind::CannotWrite:
        return "persist-cannot-write";
    }
    return {};
}

} // namespace

std::string sentenceOf(const broker::ConfigMessage& message, const teach::Vocabulary& words)
{
    if (message.remark == ConfigRemark::CannotRead && message.line == 0)
        return words.broker("problem", "cannot-read", {{"file", message.file}});
    const std::string line = std::to_string(message.line);
    return words.broker(
        "problem", keyOf(message.remark),
        {{"file", message.file}, {"line", line}, {"key", message.key}, {"value", message.value}});
}

std::string sentenceOf(const std::string& file, const broker::PasswordError& error,
                       const teach::Vocabulary& words)
{
    const std::string line = std::to_string(error.line);
    return words.broker("problem", keyOf(error.fault), {{"file", file}, {"line", line}});
}

std::string sentenceOf(const std::string& file, const broker::FaultLineError& error,
                       const teach::Vocabulary& words)
{
    const std::string line = std::to_string(error.line);
    return words.broker("problem", keyOf(error.error),
                        {{"file", file}, {"line", line}, {"value", error.word}});
}

std::string sentenceOf(const std::string& file, const DatabaseFault& fault, const teach::Vocabulary& words)
{
    return words.broker("problem", keyOf(fault.kind), {{"file", file}, {"detail", fault.detail}});
}

} // namespace mqttscope::app

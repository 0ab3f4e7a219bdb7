// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_broker.h"
#include "broker/lab/lab_fault.h"
#include "teach/vocabulary.h"

#include <QString>

#include <cstdint>

namespace mqttscope::ui {

/// What a fault will do, in one sentence: "The next PUBACK to capteur-1 is lost, and the connection is cut."
[[nodiscard]] QString faultSentence(const broker::lab::LabFault& fault, const teach::Vocabulary& words);

/// A code that refuses a CONNECT, with its name in its version: "0x05 Not authorized".
[[nodiscard]] QString refusalText(mqtt::Version version, std::uint8_t code, const teach::Vocabulary& words);

/// Why a broker could not start, or a change was not made, in one sentence.
[[nodiscard]] QString failureSentence(const broker::lab::LabFailure& failure, const teach::Vocabulary& words);

/// What may hold a port that is taken, and how to find out, in one or two sentences.
[[nodiscard]] QString portHolderText(std::uint16_t port);

/// The word of a packet type: "PUBACK".
[[nodiscard]] QString packetWord(mqtt::PacketType type);

} // namespace mqttscope::ui

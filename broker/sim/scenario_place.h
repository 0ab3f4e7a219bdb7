// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/time.h"
#include "broker/sim/scenario.h"
#include "broker/sim/scenario_error.h"

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mqttscope::broker::sim {

/// Keeps the order of keys: a payload is written as it stands.
using Json = nlohmann::ordered_json;

/// What is wrong with a scenario that is being read: the first thing counts.
class ScenarioFaults {
public:
    void add(ScenarioError error)
    {
        if (!m_error)
            m_error = std::move(error);
    }
    [[nodiscard]] bool any() const { return m_error.has_value(); }
    [[nodiscard]] const std::optional<ScenarioError>& error() const { return m_error; }

private:
    std::optional<ScenarioError> m_error;
};

/// A value of a scenario and its JSON pointer. What is wrong goes to the faults; then every answer is a
/// default. Keys that nobody asked for are found by finish().
class Place {
public:
    Place(ScenarioFaults& faults, const Json& value, std::string pointer)
        : m_faults(&faults), m_value(&value), m_pointer(std::move(pointer))
    {
    }

    [[nodiscard]] const Json& value() const { return *m_value; }
    [[nodiscard]] const std::string& pointer() const { return m_pointer; }
    [[nodiscard]] bool failed() const { return m_faults->any(); }
    /// This value is not what is wanted.
    void fail(Wanted wanted, std::string choices = {}, double low = 0, double high = 0) const;

    /// This is no duration that is possible here.
    void failAsDuration(Nanoseconds most) const;

    /// The value of a key, if there is one. From here on the key is known.
    [[nodiscard]] std::optional<Place> at(const char* key);
    [[nodiscard]] bool has(const char* key) { return at(key).has_value(); }
    /// A missing key is a fault.
    [[nodiscard]] std::optional<Place> need(const char* key);
    /// Each item of the array that stands under a key.
    void each(const char* key, std::size_t most, const std::function<void(Place&)>& visit);
    /// No other keys may be there; not an object is a fault, too.
    void finish() const;

    // This value itself.
    [[nodiscard]] std::string asText() const;
    [[nodiscard]] bool asBoolean() const;
    [[nodiscard]] std::uint64_t asInteger(std::uint64_t low, std::uint64_t high) const;
    [[nodiscard]] double asNumber(double low, double high) const;
    /// "500ms", "2s", "1.5min", "1h", "20us", or a number of seconds.
    [[nodiscard]] Nanoseconds asDuration(Nanoseconds most = Scenario::kMaxDuration) const;
    /// Hexadecimal digits, and texts between single quotes.
    [[nodiscard]] std::vector<std::uint8_t> asBytes() const;

    // The value under a key, or what was there before.
    void read(const char* key, std::string& to);
    void read(const char* key, bool& to);
    void readDuration(const char* key, Nanoseconds& to, Nanoseconds most = Scenario::kMaxDuration);
    template <class Integer> void read(const char* key, Integer& to, std::uint64_t low, std::uint64_t high)
    {
        if (const auto place = at(key))
            to = static_cast<Integer>(place->asInteger(low, high));
    }
    template <class Integer>
    void read(const char* key, std::optional<Integer>& to, std::uint64_t low, std::uint64_t high)
    {
        if (const auto place = at(key))
            to = static_cast<Integer>(place->asInteger(low, high));
    }
    void readUserProperties(const char* key, UserProperties& to);

private:
    ScenarioFaults* m_faults;
    const Json* m_value;
    std::string m_pointer;
    std::vector<std::string> m_known;
};

// scenario_actions.cpp: one object of "actions". `v5`: what only 5.0 has may stand there.
enum class Actor : std::uint8_t {
    Client,
    RawClient,
    Broker,
};
[[nodiscard]] Action readAction(Place& place, Actor actor, bool v5);
/// Fails if something that only 5.0 has stands under one of these keys.
void forbidBefore5(Place& place, bool v5, std::initializer_list<const char*> keys);
/// Fails if the text under this key is no Topic Name.
void requireTopicName(Place& place, const char* key);
/// "payload" or "payloadBytes".
void readContent(Place& place, PayloadTemplate& to);
/// Those, and "size" and "value".
void readPayload(Place& place, PayloadTemplate& to);

} // namespace mqttscope::broker::sim

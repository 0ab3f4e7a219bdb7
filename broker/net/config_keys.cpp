// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of mosquitto.conf(5), version 2.0.
#include "broker/net/config_keys.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <limits>

namespace mqttscope::broker {
namespace {

/// Keys that are not carried out, and what is said about them.
struct OtherKey {
    std::string_view name;
    ConfigRemark remark;
};

constexpr std::array kOtherKeys = std::to_array<OtherKey>({
    // TLS
    {"cafile", ConfigRemark::Tls},
    {"capath", ConfigRemark::Tls},
    {"certfile", ConfigRemark::Tls},
    {"ciphers", ConfigRemark::Tls},
    {"ciphers_tls1.3", ConfigRemark::Tls},
    {"crlfile", ConfigRemark::Tls},
    {"dhparamfile", ConfigRemark::Tls},
    {"keyfile", ConfigRemark::Tls},
    {"psk_file", ConfigRemark::Tls},
    {"psk_hint", ConfigRemark::Tls},
    {"require_certificate", ConfigRemark::Tls},
    {"tls_engine", ConfigRemark::Tls},
    {"tls_engine_kpass_sha1", ConfigRemark::Tls},
    {"tls_keyform", ConfigRemark::Tls},
    {"tls_version", ConfigRemark::Tls},
    {"use_identity_as_username", ConfigRemark::Tls},
    {"use_subject_as_username", ConfigRemark::Tls},
    // WebSocket
    {"http_dir", ConfigRemark::WebSocket},
    {"websockets_headers_size", ConfigRemark::WebSocket},
    {"websockets_log_level", ConfigRemark::WebSocket},
    // bridges
    {"address", ConfigRemark::Bridge},
    {"addresses", ConfigRemark::Bridge},
    {"cleansession", ConfigRemark::Bridge},
    {"clientid", ConfigRemark::Bridge},
    {"connection", ConfigRemark::Bridge},
    {"idle_timeout", ConfigRemark::Bridge},
    {"keepalive_interval", ConfigRemark::Bridge},
    {"local_cleansession", ConfigRemark::Bridge},
    {"local_clientid", ConfigRemark::Bridge},
    {"local_password", ConfigRemark::Bridge},
    {"local_username", ConfigRemark::Bridge},
    {"notification_topic", ConfigRemark::Bridge},
    {"notifications", ConfigRemark::Bridge},
    {"notifications_local_only", ConfigRemark::Bridge},
    {"password", ConfigRemark::Bridge},
    {"remote_clientid", ConfigRemark::Bridge},
    {"remote_password", ConfigRemark::Bridge},
    {"remote_username", ConfigRemark::Bridge},
    {"restart_timeout", ConfigRemark::Bridge},
    {"round_robin", ConfigRemark::Bridge},
    {"start_type", ConfigRemark::Bridge},
    {"threshold", ConfigRemark::Bridge},
    {"topic", ConfigRemark::Bridge},
    {"try_private", ConfigRemark::Bridge},
    {"username", ConfigRemark::Bridge},
    // plugins
    {"auth_plugin", ConfigRemark::Plugin},
    {"auth_plugin_deny_special_chars", ConfigRemark::Plugin},
    {"global_plugin", ConfigRemark::Plugin},
    {"plugin", ConfigRemark::Plugin},
    // what is not there: without it the broker would do something else than it was told
    {"bind_interface", ConfigRemark::NotSupported},
    {"clientid_prefixes", ConfigRemark::NotSupported},
    {"mount_point", ConfigRemark::NotSupported},
    {"use_username_as_clientid", ConfigRemark::NotSupported},
    // what is written is written before it is acknowledged
    {"autosave_interval", ConfigRemark::Persistence},
    {"autosave_on_changes", ConfigRemark::Persistence},
    // what makes no difference here
    {"allow_duplicate_messages", ConfigRemark::NotUsed},
    {"auto_id_prefix", ConfigRemark::NotUsed},
    {"check_retain_source", ConfigRemark::NotUsed},
    {"max_inflight_bytes", ConfigRemark::NotUsed},
    {"pid_file", ConfigRemark::NotUsed},
    {"retry_interval", ConfigRemark::NotUsed},
    {"set_tcp_nodelay", ConfigRemark::NotUsed},
    {"socket_domain", ConfigRemark::NotUsed},
    {"store_clean_interval", ConfigRemark::NotUsed},
    {"user", ConfigRemark::NotUsed},
});

template <class Number> std::optional<Number> numberOf(std::string_view text)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

std::optional<bool> flagOf(std::string_view text)
{
    if (text == "true" || text == "1")
        return true;
    if (text == "false" || text == "0")
        return false;
    return std::nullopt;
}

template <std::size_t size> bool isOneOf(std::string_view key, const std::array<std::string_view, size>& keys)
{
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

constexpr std::array<std::string_view, 5> kListenerKeys = {"listener", "port", "bind_address", "protocol",
                                                           "per_listener_settings"};
constexpr std::array<std::string_view, 3> kAccessKeys = {"allow_anonymous", "password_file", "acl_file"};
constexpr std::array<std::string_view, 3> kPersistenceKeys = {"persistence", "persistence_file",
                                                              "persistence_location"};
constexpr std::array<std::string_view, 4> kFlagKeys = {"allow_zero_length_clientid", "queue_qos0_messages",
                                                       "retain_available", "upgrade_outgoing_qos"};
/// A key whose value is a number, and what it sets.
struct NumberKey {
    std::string_view name;
    std::uint32_t most;
    void (*set)(BrokerConfig& config, std::uint32_t number);
};

constexpr std::uint32_t kAny = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint16_t kAny16 = 0xffff;

void setInflight(BrokerConfig& config, std::uint32_t number)
{
    const std::uint16_t most = number == 0 ? kAny16 : static_cast<std::uint16_t>(number);
    config.engine.capabilities.receiveMaximum = most;
    config.engine.policy.inflightBefore5 = most;
    config.engine.policy.inflight5 = most;
}

void setQueuedMessages(BrokerConfig& config, std::uint32_t number)
{
    Limits& limits = config.engine.limits;
    limits.queuedMessages = number == 0 ? Limits{}.queuedMessages : number;
    limits.pausedAt = std::max<std::size_t>(limits.queuedMessages / 2, 1);
}

void setMaximumQos(BrokerConfig& config, std::uint32_t number)
{
    config.engine.capabilities.maximumQos = static_cast<std::uint8_t>(number);
}

/// 0 = a limit that mosquitto does not have: then it is the broker's own.
template <class Place> void setUnlessZero(Place& place, std::uint32_t number)
{
    if (number != 0)
        place = number;
}

constexpr std::array kNumberKeys = std::to_array<NumberKey>({
    {"max_connections", kAny, [](BrokerConfig& c, std::uint32_t n) { c.engine.limits.connections = n; }},
    {"max_inflight_messages", kAny16, setInflight},
    {"max_keepalive", kAny16, // 65535, the default, limits nothing
     [](BrokerConfig& c, std::uint32_t n) {
         c.engine.capabilities.maximumKeepAlive =
             n == kAny16 ? std::uint16_t{0} : static_cast<std::uint16_t>(n);
     }},
    {"max_packet_size", mqtt::kMaxPacketSize,
     [](BrokerConfig& c, std::uint32_t n) {
         c.engine.capabilities.maximumPacketSize = n == 0 ? mqtt::kMaxPacketSize : n;
     }},
    {"max_qos", 2, setMaximumQos},
    {"maximum_qos", 2, setMaximumQos},
    {"max_queued_bytes", kAny,
     [](BrokerConfig& c, std::uint32_t n) { setUnlessZero(c.engine.limits.queuedBytes, n); }},
    {"max_queued_messages", kAny, setQueuedMessages},
    {"max_topic_alias", kAny16,
     [](BrokerConfig& c, std::uint32_t n) {
         c.engine.capabilities.topicAliasMaximum = static_cast<std::uint16_t>(n);
     }},
    {"memory_limit", kAny,
     [](BrokerConfig& c, std::uint32_t n) { setUnlessZero(c.engine.limits.messageBytes, n); }},
    {"message_size_limit", kAny,
     [](BrokerConfig& c, std::uint32_t n) { c.engine.policy.messageSizeLimit = n; }},
    {"sys_interval", 24 * 3600,
     [](BrokerConfig& c, std::uint32_t n) { c.sysInterval = Nanoseconds{n} * kSecond; }},
});
constexpr std::array<std::string_view, 6> kLogKeys = {
    "connection_messages", "log_dest", "log_facility", "log_timestamp", "log_timestamp_format", "log_type"};

} // namespace

BrokerConfig mosquittoDefaults()
{
    constexpr std::uint16_t kInflight = 20;
    constexpr std::size_t kQueued = 1000;
    BrokerConfig config;
    Options& engine = config.engine;
    engine.capabilities.receiveMaximum = kInflight;
    engine.policy.inflightBefore5 = kInflight;
    engine.policy.inflight5 = kInflight;
    engine.limits.queuedMessages = kQueued;
    engine.limits.pausedAt = kQueued / 2; // nothing is dropped in silence, and publishers wait before
    engine.capabilities.maximumPacketSize = mqtt::kMaxPacketSize;
    return config;
}

ConfigSetting::Result ConfigSetting::apply(std::string_view key, std::string_view value)
{
    const auto other = std::find_if(kOtherKeys.begin(), kOtherKeys.end(),
                                    [&](const OtherKey& known) { return known.name == key; });
    if (other != kOtherKeys.end())
        return other->remark;
    if (key.starts_with("bridge_"))
        return ConfigRemark::Bridge;
    if (key.starts_with("auth_opt_") || key.starts_with("plugin_opt_"))
        return ConfigRemark::Plugin;
    const bool listener = isOneOf(key, kListenerKeys);
    const bool access = isOneOf(key, kAccessKeys);
    const bool flag = isOneOf(key, kFlagKeys);
    const bool number = std::any_of(kNumberKeys.begin(), kNumberKeys.end(),
                                    [&](const NumberKey& known) { return known.name == key; });
    const bool log = isOneOf(key, kLogKeys);
    const bool persistence = isOneOf(key, kPersistenceKeys);
    const bool expiration = key == "persistent_client_expiration";
    if (!listener && !access && !flag && !number && !log && !persistence && !expiration)
        return ConfigRemark::UnknownKey;
    if (value.empty())
        return ConfigRemark::MissingValue;
    if (listener)
        return applyListener(key, value);
    if (access)
        return applyAccess(key, value);
    if (flag)
        return applyFlag(key, value);
    if (number)
        return applyNumber(key, value);
    if (persistence)
        return applyPersistence(key, value);
    return log ? applyLog(key, value) : applyExpiration(value);
}

ConfigSetting::Result ConfigSetting::openListener(std::string_view port, std::string_view address)
{
    const auto number = numberOf<std::uint16_t>(port);
    if (!number)
        return ConfigRemark::BadValue;
    if (*number == 0 && !address.empty() && address.front() == '/') // a UNIX domain socket
        return ConfigRemark::NotSupported;
    // Without an address mosquitto listens on all of both families.
    std::string host = address.empty() ? "::" : std::string(address);
    if (host.find(':') != std::string::npos)
        host = "[" + host + "]";
    const auto parsed = parseAddress(host + ":" + std::to_string(*number));
    if (!parsed)
        return ConfigRemark::BadValue;
    m_config.listeners.push_back(*parsed);
    return std::nullopt;
}

ConfigSetting::Result ConfigSetting::applyListener(std::string_view key, std::string_view value)
{
    if (key == "listener") {
        const std::size_t space = value.find(' ');
        const std::string_view address = space == std::string_view::npos
                                             ? std::string_view{}
                                             : value.substr(value.find_first_not_of(' ', space));
        m_access.emplace_back();
        return openListener(value.substr(0, space), address);
    }
    if (key == "port") {
        m_port = value;
        return numberOf<std::uint16_t>(value) ? std::nullopt : Result{ConfigRemark::BadValue};
    }
    if (key == "bind_address") {
        m_bindAddress = value;
        return std::nullopt;
    }
    if (key == "protocol") {
        if (value == "mqtt")
            return std::nullopt;
        return value == "websockets" ? ConfigRemark::WebSocket : ConfigRemark::BadValue;
    }
    const auto flag = flagOf(value); // per_listener_settings
    if (!flag)
        return ConfigRemark::BadValue;
    m_perListener = *flag;
    return std::nullopt;
}

ConfigSetting::Result ConfigSetting::applyAccess(std::string_view key, std::string_view value)
{
    ListenerAccess& access = m_perListener && !m_access.empty() ? m_access.back() : m_common;
    if (key == "password_file") {
        access.passwordFile = value;
    } else if (key == "acl_file") {
        access.aclFile = value;
    } else {
        access.allowAnonymous = flagOf(value);
        if (!access.allowAnonymous)
            return ConfigRemark::BadValue;
    }
    return std::nullopt;
}

ConfigSetting::Result ConfigSetting::applyFlag(std::string_view key, std::string_view value)
{
    const auto flag = flagOf(value);
    if (!flag)
        return ConfigRemark::BadValue;
    if (key == "allow_zero_length_clientid")
        m_config.engine.policy.assignClientIds = *flag;
    else if (key == "retain_available")
        m_config.engine.capabilities.retain = *flag;
    else if (key == "queue_qos0_messages" && *flag)
        return ConfigRemark::NotSupported;
    else if (key == "upgrade_outgoing_qos" && *flag) // [MQTT-3.8.4-8]
        return ConfigRemark::AgainstStandard;
    return std::nullopt;
}

ConfigSetting::Result ConfigSetting::applyNumber(std::string_view key, std::string_view value)
{
    const auto& known = *std::find_if(kNumberKeys.begin(), kNumberKeys.end(),
                                      [&](const NumberKey& one) { return one.name == key; });
    if (key == "max_connections" && value == "-1") // no limit
        return std::nullopt;
    const auto number = numberOf<std::uint32_t>(value);
    constexpr std::uint32_t kLeastPacket = 20; // as mosquitto
    if (!number || *number > known.most ||
        (key == "max_packet_size" && *number != 0 && *number < kLeastPacket))
        return ConfigRemark::BadValue;
    known.set(m_config, *number);
    return std::nullopt;
}

/// "14d": hours, days, weeks, months or years.
ConfigSetting::Result ConfigSetting::applyExpiration(std::string_view value)
{
    constexpr std::uint64_t kHour = 3600;
    constexpr std::uint64_t kDay = 24 * kHour;
    constexpr std::array<std::pair<char, std::uint64_t>, 5> kUnits = {
        {{'h', kHour}, {'d', kDay}, {'w', 7 * kDay}, {'m', 30 * kDay}, {'y', 365 * kDay}}};
    const auto number = numberOf<std::uint32_t>(value.substr(0, value.size() - 1));
    const auto unit = std::find_if(kUnits.begin(), kUnits.end(),
                                   [&](const auto& known) { return known.first == value.back(); });
    if (!number || unit == kUnits.end())
        return ConfigRemark::BadValue;
    const auto seconds =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(*number * unit->second, kNeverExpires));
    m_config.engine.capabilities.sessionExpiryBefore5 = seconds;
    m_config.engine.capabilities.maximumSessionExpiry = seconds;
    return std::nullopt;
}

/// Where mosquitto keeps its state: ours is there too, in a format of its own.
ConfigSetting::Result ConfigSetting::applyPersistence(std::string_view key, std::string_view value)
{
    if (key == "persistence_location") {
        m_persistenceLocation = value;
    } else if (key == "persistence_file") {
        m_persistenceFile = value;
    } else {
        const auto flag = flagOf(value);
        if (!flag)
            return ConfigRemark::BadValue;
        m_persistence = *flag;
    }
    return std::nullopt;
}

ConfigSetting::Result ConfigSetting::applyLog(std::string_view key, std::string_view value)
{
    if (key == "connection_messages") {
        const auto flag = flagOf(value);
        m_config.tellConnections = flag.value_or(true);
        return flag ? std::nullopt : Result{ConfigRemark::BadValue};
    }
    if (key == "log_type") {
        constexpr std::array<std::string_view, 11> kTypes = {
            "debug",       "error",      "warning",  "notice", "information", "subscribe",
            "unsubscribe", "websockets", "internal", "none",   "all"};
        if (!isOneOf(value, kTypes))
            return ConfigRemark::BadValue;
        if (value == "debug" || value == "all" || value == "subscribe" || value == "unsubscribe")
            m_config.tellEverything = true;
        return std::nullopt;
    }
    if (key == "log_dest")
        return value == "stderr" ? std::nullopt : Result{ConfigRemark::Log};
    return ConfigRemark::NotUsed;
}

ConfigSetting::Result ConfigSetting::finish()
{
    ListenerAccess access = m_access.empty() || !m_perListener ? m_common : m_access.front();
    if (m_perListener &&
        std::any_of(m_access.begin(), m_access.end(), [&](const auto& one) { return one != access; }))
        return ConfigRemark::PerListener;
    if (m_port || !m_bindAddress.empty()) {
        if (const auto remark = openListener(m_port.value_or("1883"), m_bindAddress))
            return remark;
    }
    if (m_persistence) {
        const bool bare = m_persistenceLocation.empty() || m_persistenceLocation.back() == '/';
        m_config.persistenceFile = m_persistenceLocation + (bare ? "" : "/") + m_persistenceFile;
    }
    m_config.allowAnonymous = access.allowAnonymous;
    m_config.passwordFile = access.passwordFile;
    m_config.aclFile = access.aclFile;
    if (m_config.listeners.empty()) { // mosquitto's local mode
        m_config.listeners = {{"127.0.0.1", 1883}, {"::1", 1883}};
        m_config.localMode = true;
        if (!m_config.allowAnonymous)
            m_config.allowAnonymous = m_config.passwordFile.empty();
    }
    if (!m_config.anonymous() && m_config.passwordFile.empty())
        return ConfigRemark::Nobody;
    return std::nullopt;
}

} // namespace mqttscope::broker

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/client_option_list.h"

#include <array>

namespace mqttscope::app {
namespace {

constexpr std::array<const char*, 17> kUnavailable = {"-A",
                                                      "--unix",
                                                      "--proxy",
                                                      "--cafile",
                                                      "--capath",
                                                      "--cert",
                                                      "--key",
                                                      "--keyform",
                                                      "--ciphers",
                                                      "--psk",
                                                      "--psk-identity",
                                                      "--tls-version",
                                                      "--tls-alpn",
                                                      "--tls-engine",
                                                      "--tls-engine-kpass-sha1",
                                                      "--tls-keyform",
                                                      "--options-file"};
constexpr std::array<const char*, 3> kUnavailableFlags = {"-S", "--insecure", "--tls-use-os-certs"};

/// As mosquitto: of an option that is given twice, the last counts.
template <class Value>
CLI::Option* single(CLI::App& app, const char* name, Value& into, const char* type, const char* help)
{
    return app.add_option(name, into, help)->type_name(type)->take_last();
}

CLI::Option* repeatable(CLI::App& app, const char* name, std::vector<std::string>& into, const char* type,
                        const char* help)
{
    return app.add_option(name, into, help)->type_name(type)->allow_extra_args(false);
}

void addConnection(CLI::App& app, RawClientArguments& raw, ClientArguments& to)
{
    single(app, "-h,--host", raw.host, "HOST", "the broker, by name or address (default localhost)");
    single(app, "-p,--port", raw.port, "PORT", "its port (default 1883)")->check(CLI::Range(1, 65'535));
    single(app, "-L,--url", raw.url, "URL", "all at once: mqtt://[user[:password]@]host[:port]/topic");
    single(app, "-V,--protocol-version", raw.version, "VERSION",
           "31, 311 or 5, or mqttv31, mqttv311, mqttv5 (default 311; of rr, and with -D, 5)");
    single(app, "-i,--id", raw.id, "ID", "Client Identifier");
    single(app, "-I,--id-prefix", raw.idPrefix, "PREFIX", "likewise: PREFIX and the number of the process");
    single(app, "-u,--username", raw.user, "NAME", "user name");
    single(app, "-P,--pw", raw.password, "PASSWORD", "password");
    single(app, "-k,--keepalive", to.options.keepAlive, "SECONDS", "Keep Alive; 0 = off (default 60)")
        ->check(CLI::Range(0, 65'535));
    app.add_flag("-c,--disable-clean-session", raw.keepSession,
                 "keep the session, and take up one that is there; wants -i");
    single(app, "-x,--session-expiry-interval", raw.sessionExpiry, "SECONDS",
           "5.0: how long the session outlives the connection; -1 = for ever");
    single(app, "-q,--qos", raw.qos, "0|1|2", "QoS (default 0)");
    single(app, "-M,--max-inflight", to.options.inflight, "N",
           "QoS 1 and 2 messages on their way at once (default 20)")
        ->check(CLI::Range(1, 65'535));
    app.add_flag("--nodelay", raw.ignored, "accepted: packets are never held back");
}

void addWill(CLI::App& app, RawClientArguments& raw)
{
    single(app, "--will-topic", raw.willTopic, "TOPIC", "leave a Will for this topic");
    single(app, "--will-payload", raw.willPayload, "TEXT", "its payload (default: empty)");
    single(app, "--will-qos", raw.willQos, "0|1|2", "its QoS (default 0)");
    app.add_flag("--will-retain", raw.willRetain, "the Will is retained");
}

void addPayload(CLI::App& app, RawClientArguments& raw)
{
    single(app, "-m,--message", raw.text, "TEXT", "the payload");
    single(app, "-f,--file", raw.file, "FILE", "the payload is what is in a file");
    app.add_flag("-s,--stdin-file", raw.input, "the payload is all of standard input");
    app.add_flag("-n,--null-message", raw.empty, "no payload; with -r this removes a retained message");
}

void addPublish(CLI::App& app, RawClientArguments& raw, ClientArguments& to)
{
    repeatable(app, "-t,--topic", raw.topics, "TOPIC", "where to publish");
    addPayload(app, raw);
    app.add_flag("-l,--stdin-line", raw.lines, "a message for each line of standard input");
    app.add_flag("-r,--retain", to.retain, "the message is retained");
    single(app, "--repeat", to.repeat, "N", "publish it so many times")
        ->check(CLI::Range(1U, 2'147'483'647U));
    single(app, "--repeat-delay", raw.repeatDelay, "SECONDS", "with --repeat: pause between two (default 0)")
        ->check(CLI::Range(0.0, 1'000'000.0));
}

void addPrinting(CLI::App& app, RawClientArguments& raw, ClientArguments& to)
{
    app.add_flag("-v,--verbose", to.verbose, "print the topic before the payload");
    app.add_flag("-N", raw.noLineEnd, "print no line end behind a message");
    single(
        app, "-F", raw.format, "FORMAT",
        "how to print: %t topic, %p payload, %x hexadecimal, %l its length, %q QoS, %r retained, %m Packet "
        "Identifier, %j %J JSON, %I %U time, %A %C %D %E %F %P %R %S properties; @Y and others: strftime");
    app.add_flag("--pretty", to.pretty, "JSON on several lines");
    app.add_flag("-R", to.noRetained, "pass over retained messages");
    single(app, "-W", to.timeout, "SECONDS", "stop after so many seconds, with status 27")
        ->check(CLI::Range(1U, 2'000'000U));
}

void addSubscribe(CLI::App& app, RawClientArguments& raw, ClientArguments& to)
{
    repeatable(app, "-t,--topic", raw.topics, "FILTER", "what to subscribe to; repeatable");
    repeatable(app, "-T,--filter-out", to.filterOut, "FILTER", "do not print these topics; repeatable");
    repeatable(app, "-U,--unsubscribe", to.unsubscribe, "FILTER",
               "unsubscribe from this, after the subscriptions; repeatable");
    addPrinting(app, raw, to);
    single(app, "-C", to.count, "N", "stop after so many messages")->check(CLI::Range(1U, 2'147'483'647U));
    app.add_flag("-E", to.exitAfterSubscribing, "stop when the subscriptions are acknowledged");
    app.add_flag("--retained-only", to.retainedOnly, "only retained messages; stop at the first that is not");
    app.add_flag("--remove-retained", to.removeRetained, "remove the retained messages that come");
    app.add_flag("--retain-as-published", to.retainAsPublished,
                 "5.0: messages keep the retain flag of their publisher");
    single(app, "--random-filter", to.randomFilter, "PERCENT", "print only a part of the messages, by chance")
        ->check(CLI::Range(0.1, 100.0));
}

void addRequest(CLI::App& app, RawClientArguments& raw, ClientArguments& to)
{
    repeatable(app, "-t,--topic", raw.topics, "TOPIC", "where to publish the request");
    single(app, "-e,--response-topic", to.responseTopic, "TOPIC", "where the answer is awaited");
    addPayload(app, raw);
    addPrinting(app, raw, to);
}

void addOthers(CLI::App& app, RawClientArguments& raw, ClientArguments& to)
{
    // For --help: the words behind it are taken out before.
    app.add_flag("-D,--property", raw.ignored,
                 "COMMAND PROPERTY VALUE, or COMMAND user-property NAME VALUE: a property of 5.0. COMMAND is "
                 "connect, publish, subscribe, unsubscribe, disconnect or will. Repeatable");
    app.add_flag("-d,--debug", to.debug, "print each packet that is sent and received");
    app.add_flag("--quiet", to.quiet, "do not say what goes wrong");
    app.add_option("--lang", raw.language, "language of the sentences: fr or en (default)")
        ->type_name("fr|en")
        ->check(CLI::IsMember({"fr", "en"}));
    const std::string absent = "not there yet";
    for (const char* name : kUnavailable)
        app.add_option(name, absent)->group("")->take_last();
    for (const char* name : kUnavailableFlags)
        app.add_flag(name, absent)->group("");
}

} // namespace

void addClientOptions(CLI::App& app, ClientKind kind, RawClientArguments& raw, ClientArguments& to)
{
    app.set_help_flag("--help", "print this text");
    addConnection(app, raw, to);
    switch (kind) {
    case ClientKind::Publish:
        addPublish(app, raw, to);
        break;
    case ClientKind::Subscribe:
        addSubscribe(app, raw, to);
        break;
    case ClientKind::RequestResponse:
        addRequest(app, raw, to);
        break;
    }
    addWill(app, raw);
    addOthers(app, raw, to);
}

std::string unavailableOption(const CLI::App& app)
{
    for (const char* name : kUnavailable) {
        if (app.count(name) > 0)
            return name;
    }
    for (const char* name : kUnavailableFlags) {
        if (app.count(name) > 0)
            return name;
    }
    return {};
}

} // namespace mqttscope::app

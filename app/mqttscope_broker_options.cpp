// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mqttscope_broker_options.h"

#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <cstdio>

namespace mqttscope::app {
namespace {

constexpr int kUsage = 1;

void addAccess(CLI::App& app, BrokerArguments& to)
{
    app.add_option("--listen", to.listen,
                   "where to listen; repeatable; port 0 is a free one. Default: tcp://127.0.0.1:1883, which "
                   "only programs of this machine reach. Other addresses want --password-file or "
                   "--allow-anonymous")
        ->type_name("tcp://HOST:PORT")
        ->allow_extra_args(false);
    app.add_flag("--allow-anonymous", to.allowAnonymous, "let clients in that give no user name");
    app.add_option("--password-file", to.passwordFile,
                   "users and hashed passwords, as mosquitto_passwd writes them; who gives no user name "
                   "stays outside unless --allow-anonymous says otherwise. Read again at SIGHUP")
        ->type_name("FILE");
    app.add_option("--acl-file", to.aclFile,
                   "who may write and read which topics, in mosquitto's format. Read again at SIGHUP")
        ->type_name("FILE");
    app.add_option("--config", to.configFile,
                   "a mosquitto.conf: its settings, and mosquitto's defaults for the rest; options of the "
                   "command line count before it")
        ->type_name("FILE");
}

void addLimits(CLI::App& app, BrokerArguments& to)
{
    app.add_option("--max-packet-size", to.maxPacketSize,
                   "bytes of a packet of a client at most (default 16777216)")
        ->type_name("BYTES")
        ->check(CLI::Range(20U, mqtt::kMaxPacketSize));
    app.add_option("--max-connections", to.maxConnections, "clients at once at most (default 10000)")
        ->type_name("N")
        ->check(CLI::Range(1U, 1'000'000U));
    app.add_option("--receive-maximum", to.receiveMaximum,
                   "QoS 1 and 2 messages of a client that are not completed, at most (default 1000)")
        ->type_name("N")
        ->check(CLI::Range(1U, 65'535U));
    app.add_option("--topic-alias-maximum", to.topicAliasMaximum,
                   "Topic Aliases that a client may set (default 10)")
        ->type_name("N")
        ->check(CLI::Range(0U, 65'535U));
}

void addOthers(CLI::App& app, BrokerArguments& to, std::string& language)
{
    app.add_option("--fault", to.faultFile,
                   "a plan of faults, one rule on a line: pass, drop, delay TIME, duplicate, reorder, "
                   "corrupt OFFSET, reason CODE, silence, close fin|rst, lose TYPE, then conditions such as "
                   "from=client type=PUBLISH client=NAME topic=FILTER qos=1 nth=2 count=1 then=rst")
        ->type_name("PLAN");
    app.add_flag("--verbose", to.verbose,
                 "write each decision to the log: who got which message, who not "
                 "and why");
    app.add_option("--lang", language, "language of the log: fr or en (default)")
        ->type_name("fr|en")
        ->check(CLI::IsMember({"fr", "en"}));
    for (const char* name : {"--cert", "--key", "--ca"})
        app.add_option_function<std::string>(
               name, [&to, name](const std::string&) { to.tls.emplace_back(name); }, "TLS: not there yet")
            ->type_name("FILE");
    app.add_flag_callback(
        "--require-client-cert", [&to] { to.tls.emplace_back("--require-client-cert"); },
        "TLS: not there yet");
    app.add_option("--persist", to.persist,
                   "keep sessions, waiting messages and retained messages in this SQLite file: "
                   "nothing acknowledged is lost over a restart, even after kill -9")
        ->type_name("FILE");
    app.add_option(
           "--tap", to.tap,
           "write all traffic into this pcapng capture, with what was decided as comments; it can be read "
           "while it grows")
        ->type_name("FILE");
}

} // namespace

tl::expected<BrokerArguments, int> parseBrokerArguments(int argc, char** argv)
{
    BrokerArguments arguments;
    std::string language;
    CLI::App app{"An MQTT broker for 3.1, 3.1.1 and 5.0 that says what it does and why. Prints one line "
                 "\"listening tcp://HOST:PORT\" for each address when it is ready; SIGTERM ends it, SIGHUP "
                 "makes it read its password and access files again.",
                 "mqttscope-broker"};
    app.set_version_flag("--version", "mqttscope-broker " MQTTSCOPE_VERSION);
    addAccess(app, arguments);
    addLimits(app, arguments);
    addOthers(app, arguments, language);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) {
        return tl::unexpected(app.exit(success));
    } catch (const CLI::ParseError& error) {
        fmt::print(stderr, "mqttscope-broker: {}\n", error.what());
        return tl::unexpected(kUsage);
    }
    arguments.language = teach::languageOf(language).value_or(teach::Language::English);
    return arguments;
}

} // namespace mqttscope::app

// SPDX-License-Identifier: GPL-3.0-or-later
// From arguments and files to what a broker is told.
#include "app/mqttscope_broker_options.h"
#include "app/mqttscope_broker_words.h"
#include "broker/net/config_file.h"
#include "broker/words/broker_problem.h"

#include <utility>

namespace mqttscope::app {
namespace {

constexpr int kUsage = 1;
constexpr int kCannotOpen = 2;
constexpr std::size_t kMaxFileBytes = 16U << 20; // of password, access and fault files

using Sentences = std::vector<std::string>;

/// Makes a setup, or collects what stands against it.
class SetupMaker {
public:
    SetupMaker(const BrokerArguments& arguments, const teach::Vocabulary& words)
        : m_arguments(arguments), m_words(words)
    {
    }

    tl::expected<BrokerSetup, SetupFailure> make();

private:
    void refuse(std::string sentence, int status)
    {
        m_failure.sentences.push_back(std::move(sentence));
        m_failure.status = m_failure.sentences.size() == 1 ? status : std::min(status, m_failure.status);
    }
    void refuseWhatIsNotThere();
    void readConfig();
    void applyArguments();
    void applyListeners();
    std::optional<std::string> read(const std::string& file);
    void readAccess();
    void readFaults();
    void choosePersistence();
    void checkOpenness();

    const BrokerArguments& m_arguments;
    const teach::Vocabulary& m_words;
    BrokerSetup m_setup;
    SetupFailure m_failure;
};

void SetupMaker::refuseWhatIsNotThere()
{
    for (const std::string& option : m_arguments.tls)
        refuse(m_words.broker("problem", "tls", {{"value", option}}), kUsage);
}

void SetupMaker::readConfig()
{
    if (m_arguments.configFile.empty())
        return;
    broker::ConfigFile file = broker::readConfigFile(m_arguments.configFile);
    for (const broker::ConfigMessage& message : file.messages) {
        std::string sentence = sentenceOf(message, m_words);
        if (isNote(message.remark))
            m_setup.notes.push_back(std::move(sentence));
        else
            refuse(std::move(sentence),
                   message.remark == broker::ConfigRemark::CannotRead ? kCannotOpen : kUsage);
    }
    m_setup.config = std::move(file.config);
}

void SetupMaker::applyListeners()
{
    if (!m_arguments.listen.empty()) {
        m_setup.config.listeners.clear();
        m_setup.config.localMode = false;
    }
    for (const std::string& text : m_arguments.listen) {
        constexpr std::string_view kTcp = "tcp://";
        const bool tls = text.starts_with("tls://") || text.starts_with("wss://");
        if (tls || text.starts_with("ws://")) {
            refuse(m_words.broker("problem", tls ? "tls" : "websocket", {{"value", text}}), kUsage);
            continue;
        }
        const auto address = text.starts_with(kTcp)
                                 ? broker::parseAddress(std::string_view(text).substr(kTcp.size()))
                                 : std::nullopt;
        if (address)
            m_setup.config.listeners.push_back(*address);
        else
            refuse(m_words.broker("problem", "address", {{"value", text}}), kUsage);
    }
    constexpr std::uint16_t kPort = 1883;
    if (m_arguments.listen.empty() && m_setup.config.listeners.empty())
        m_setup.config.listeners.push_back({"127.0.0.1", kPort});
}

void SetupMaker::applyArguments()
{
    broker::BrokerConfig& config = m_setup.config;
    if (!m_arguments.passwordFile.empty())
        config.passwordFile = m_arguments.passwordFile;
    if (!m_arguments.aclFile.empty())
        config.aclFile = m_arguments.aclFile;
    if (m_arguments.allowAnonymous)
        config.allowAnonymous = true;
    broker::Capabilities& can = config.engine.capabilities;
    can.maximumPacketSize = m_arguments.maxPacketSize.value_or(can.maximumPacketSize);
    can.receiveMaximum = m_arguments.receiveMaximum.value_or(can.receiveMaximum);
    can.topicAliasMaximum = m_arguments.topicAliasMaximum.value_or(can.topicAliasMaximum);
    config.engine.limits.connections = m_arguments.maxConnections.value_or(config.engine.limits.connections);
    config.tellEverything = config.tellEverything || m_arguments.verbose;
    applyListeners();
}

std::optional<std::string> SetupMaker::read(const std::string& file)
{
    auto text = broker::readTextFile(file, kMaxFileBytes);
    if (!text)
        refuse(m_words.broker("problem", "cannot-read", {{"file", file}}), kCannotOpen);
    return text;
}

void SetupMaker::readAccess()
{
    const std::string& passwords = m_setup.config.passwordFile;
    if (!passwords.empty()) {
        if (const auto text = read(passwords)) {
            auto file = std::make_shared<broker::PasswordFile>(*text);
            for (const broker::PasswordError& error : file->errors())
                refuse(sentenceOf(passwords, error, m_words), kCannotOpen);
            m_setup.access.passwords = std::move(file);
        }
    }
    const std::string& rules = m_setup.config.aclFile;
    if (rules.empty())
        return;
    if (const auto text = read(rules)) {
        auto file = std::make_shared<broker::AclFile>(*text);
        for (const broker::AclError& error : file->errors())
            refuse(sentenceOf(rules, error, m_words), kCannotOpen);
        m_setup.acl = std::move(file);
    }
}

void SetupMaker::readFaults()
{
    if (m_arguments.faultFile.empty())
        return;
    const auto text = read(m_arguments.faultFile);
    if (!text)
        return;
    broker::ParsedFaultPlan parsed = broker::parseFaultPlan(*text);
    for (const broker::FaultLineError& error : parsed.errors)
        refuse(sentenceOf(m_arguments.faultFile, error, m_words), kCannotOpen);
    m_setup.faults = std::move(parsed.plan);
}

/// A mosquitto.conf names a file that is not in mosquitto's format then: that is said.
void SetupMaker::choosePersistence()
{
    m_setup.persist = m_arguments.persist;
    const std::string& configured = m_setup.config.persistenceFile;
    if (!m_setup.persist.empty() || configured.empty())
        return;
    m_setup.persist = configured;
    m_setup.notes.push_back(m_words.broker("problem", "note-own-format", {{"file", configured}}));
}

/// Nobody opens a broker to a network by mistake. A configuration that opens a listener without saying who
/// may come in lets nobody in, as mosquitto's.
void SetupMaker::checkOpenness()
{
    broker::BrokerConfig& config = m_setup.config;
    const bool decided = config.allowAnonymous || !config.passwordFile.empty();
    if (!decided && m_arguments.configFile.empty()) {
        bool open = false;
        for (const broker::NetworkAddress& address : config.listeners) {
            if (isLoopback(address))
                continue;
            open = true;
            const std::string text = "tcp://" + broker::textOf(address);
            refuse(m_words.broker("problem", "open-to-all", {{"address", text}}), kUsage);
        }
        if (!open)
            config.allowAnonymous = true;
    }
    m_setup.access.allowAnonymous = config.anonymous();
}

tl::expected<BrokerSetup, SetupFailure> SetupMaker::make()
{
    refuseWhatIsNotThere();
    readConfig();
    applyArguments();
    readAccess();
    readFaults();
    choosePersistence();
    m_setup.tap = m_arguments.tap;
    checkOpenness();
    if (!m_failure.sentences.empty())
        return tl::unexpected(std::move(m_failure));
    return std::move(m_setup);
}

} // namespace

broker::ServiceOptions BrokerSetup::serviceOptions() const
{
    constexpr std::size_t kDecisionsOfAll = 65'536; // what a busy turn decides
    broker::ServiceOptions options;
    options.engine = config.engine;
    options.access = access;
    options.acl = acl;
    options.faults = faults;
    options.sysInterval = config.sysInterval;
    options.persist = persist;
    options.tap = tap;
    options.version = "mqttscope " MQTTSCOPE_VERSION;
    if (config.tellEverything) {
        options.told.set();
        options.tellOpened = true;
        options.engine.limits.decisions = kDecisionsOfAll;
    }
    if (!config.tellConnections) {
        for (const mqtt::Decision code : {mqtt::Decision::ConnectAccepted, mqtt::Decision::ClientDisconnected,
                                          mqtt::Decision::ConnectionLost})
            options.told.reset(static_cast<std::size_t>(code));
        options.tellOpened = false;
    }
    return options;
}

tl::expected<BrokerSetup, SetupFailure> makeSetup(const BrokerArguments& arguments,
                                                  const teach::Vocabulary& words)
{
    return SetupMaker(arguments, words).make();
}

} // namespace mqttscope::app

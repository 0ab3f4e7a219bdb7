// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/config_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <unistd.h>

namespace mqttscope::broker {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class ConfigFileTest : public ::testing::Test {
protected:
    ConfigFileTest()
    {
        std::string name = (fs::temp_directory_path() / "mqttscope-config-XXXXXX").string();
        folder = ::mkdtemp(name.data());
    }
    ~ConfigFileTest() override { fs::remove_all(folder); }
    void write(const std::string& name, std::string_view text) const
    {
        fs::create_directories((folder / name).parent_path());
        std::ofstream(folder / name, std::ios::binary) << text;
    }
    ConfigFile read(std::string_view text)
    {
        write("mosquitto.conf", text);
        return readConfigFile(folder / "mosquitto.conf");
    }
    /// What is said about one line.
    std::vector<ConfigRemark> remarks(std::string_view text)
    {
        std::vector<ConfigRemark> all;
        for (const ConfigMessage& message : read(text).messages)
            all.push_back(message.remark);
        return all;
    }

    fs::path folder;
};

TEST_F(ConfigFileTest, AnEmptyOneIsMosquittosLocalMode)
{
    const ConfigFile file = read("");
    EXPECT_THAT(file.messages, IsEmpty());
    EXPECT_THAT(file.config.listeners,
                ElementsAre(NetworkAddress{"127.0.0.1", 1883}, NetworkAddress{"::1", 1883}));
    EXPECT_TRUE(file.config.anonymous());
    EXPECT_EQ(file.config.engine.capabilities.receiveMaximum, 20);
    EXPECT_EQ(file.config.engine.limits.queuedMessages, 1000U);
    EXPECT_EQ(file.config.engine.capabilities.topicAliasMaximum, 10);
    EXPECT_EQ(file.config.engine.capabilities.maximumPacketSize, mqtt::kMaxPacketSize);
}

TEST_F(ConfigFileTest, AListenerLetsNobodyInUnlessItIsSaid)
{
    ConfigFile file = read("listener 1884\n");
    EXPECT_THAT(file.config.listeners, ElementsAre(NetworkAddress{"::", 1884}));
    EXPECT_FALSE(file.config.anonymous());
    ASSERT_EQ(file.messages.size(), 1U);
    EXPECT_EQ(file.messages[0].remark, ConfigRemark::Nobody);
    EXPECT_TRUE(file.usable());
    file = read("listener 1884 127.0.0.1\nallow_anonymous true\n");
    EXPECT_TRUE(file.config.anonymous());
    EXPECT_THAT(file.messages, IsEmpty());
}

TEST_F(ConfigFileTest, ReadsListeners)
{
    const ConfigFile file = read("allow_anonymous true\n"
                                 "listener 1883 127.0.0.1\n"
                                 "listener 1884 ::1\n"
                                 "listener 1885   localhost\n"
                                 "port 1886\n"
                                 "bind_address 127.0.0.2\n");
    EXPECT_THAT(file.messages, IsEmpty());
    EXPECT_THAT(file.config.listeners,
                ElementsAre(NetworkAddress{"127.0.0.1", 1883}, NetworkAddress{"::1", 1884},
                            NetworkAddress{"127.0.0.1", 1885}, NetworkAddress{"127.0.0.2", 1886}));
}

TEST_F(ConfigFileTest, ReadsEachSetting)
{
    const ConfigFile file = read("  # a comment\n"
                                 "password_file /etc/my passwords\n"
                                 "acl_file /etc/acl\r\n"
                                 "allow_anonymous false\n"
                                 "allow_zero_length_clientid false\n"
                                 "connection_messages false\n"
                                 "log_type all\n"
                                 "max_connections 7\n"
                                 "max_inflight_messages 5\n"
                                 "max_keepalive 60\n"
                                 "max_packet_size 1000\n"
                                 "max_queued_bytes 5000\n"
                                 "max_queued_messages 50\n"
                                 "max_topic_alias 3\n"
                                 "maximum_qos 1\n"
                                 "memory_limit 100000\n"
                                 "message_size_limit 900\n"
                                 "persistent_client_expiration 2d\n"
                                 "retain_available false\n"
                                 "sys_interval 3\n"
                                 "queue_qos0_messages false\n"
                                 "upgrade_outgoing_qos false\n"
                                 "persistence false\n"
                                 "per_listener_settings false\n"
                                 "log_dest stderr\n"
                                 "protocol mqtt\n");
    EXPECT_THAT(file.messages, IsEmpty());
    const BrokerConfig& config = file.config;
    EXPECT_EQ(config.passwordFile, "/etc/my passwords");
    EXPECT_EQ(config.aclFile, "/etc/acl");
    EXPECT_EQ(config.allowAnonymous, false);
    EXPECT_FALSE(config.engine.policy.assignClientIds);
    EXPECT_FALSE(config.tellConnections);
    EXPECT_TRUE(config.tellEverything);
    EXPECT_EQ(config.engine.limits.connections, 7U);
    EXPECT_EQ(config.engine.capabilities.receiveMaximum, 5);
    EXPECT_EQ(config.engine.policy.inflightBefore5, 5);
    EXPECT_EQ(config.engine.policy.inflight5, 5);
    EXPECT_EQ(config.engine.capabilities.maximumKeepAlive, 60);
    EXPECT_EQ(config.engine.capabilities.maximumPacketSize, 1000U);
    EXPECT_EQ(config.engine.limits.queuedBytes, 5000U);
    EXPECT_EQ(config.engine.limits.queuedMessages, 50U);
    EXPECT_EQ(config.engine.limits.pausedAt, 25U);
    EXPECT_EQ(config.engine.capabilities.topicAliasMaximum, 3);
    EXPECT_EQ(config.engine.capabilities.maximumQos, 1);
    EXPECT_EQ(config.engine.limits.messageBytes, 100'000U);
    EXPECT_EQ(config.engine.policy.messageSizeLimit, 900U);
    EXPECT_EQ(config.engine.capabilities.sessionExpiryBefore5, 172'800U);
    EXPECT_EQ(config.engine.capabilities.maximumSessionExpiry, 172'800U);
    EXPECT_FALSE(config.engine.capabilities.retain);
    EXPECT_EQ(config.sysInterval, 3 * kSecond);
}

TEST_F(ConfigFileTest, ZeroMeansNoLimitWhereMosquittoSaysSo)
{
    const ConfigFile file = read("max_inflight_messages 0\nmax_packet_size 0\nmax_queued_messages 0\n"
                                 "max_connections -1\nmax_keepalive 65535\n");
    EXPECT_THAT(file.messages, IsEmpty());
    EXPECT_EQ(file.config.engine.capabilities.receiveMaximum, 0xffff);
    EXPECT_EQ(file.config.engine.capabilities.maximumPacketSize, mqtt::kMaxPacketSize);
    EXPECT_EQ(file.config.engine.limits.queuedMessages, Limits{}.queuedMessages);
    EXPECT_EQ(file.config.engine.limits.connections, Limits{}.connections);
    EXPECT_EQ(file.config.engine.capabilities.maximumKeepAlive, 0);
}

TEST_F(ConfigFileTest, NamesFileLineAndKeyOfWhatItDoesNotKnow)
{
    const ConfigFile file = read("\n# x\nalow_anonymous true\n");
    ASSERT_EQ(file.messages.size(), 1U);
    EXPECT_EQ(file.messages[0].file, (folder / "mosquitto.conf").string());
    EXPECT_EQ(file.messages[0].line, 3U);
    EXPECT_EQ(file.messages[0].remark, ConfigRemark::UnknownKey);
    EXPECT_EQ(file.messages[0].key, "alow_anonymous");
    EXPECT_EQ(file.messages[0].value, "true");
    EXPECT_FALSE(file.usable());
}

TEST_F(ConfigFileTest, SaysWhatItRefuses)
{
    EXPECT_THAT(remarks("cafile x\n"), ElementsAre(ConfigRemark::Tls));
    EXPECT_THAT(remarks("protocol websockets\n"), ElementsAre(ConfigRemark::WebSocket));
    EXPECT_THAT(remarks("bridge_insecure true\n"), ElementsAre(ConfigRemark::Bridge));
    EXPECT_THAT(remarks("connection up\n"), ElementsAre(ConfigRemark::Bridge));
    EXPECT_THAT(remarks("plugin x.so\n"), ElementsAre(ConfigRemark::Plugin));
    EXPECT_THAT(remarks("auth_opt_x y\n"), ElementsAre(ConfigRemark::Plugin));
    EXPECT_THAT(remarks("mount_point x/\n"), ElementsAre(ConfigRemark::NotSupported));
    EXPECT_THAT(remarks("upgrade_outgoing_qos true\n"), ElementsAre(ConfigRemark::AgainstStandard));
    EXPECT_THAT(remarks("listener 0 /run/mosquitto.sock\n"), ElementsAre(ConfigRemark::NotSupported));
    EXPECT_THAT(remarks("listener\n"), ElementsAre(ConfigRemark::MissingValue));
    for (const char* bad :
         {"listener x", "listener 70000", "listener 1883 no.such.host", "port x", "protocol http",
          "allow_anonymous yes", "max_packet_size 19", "max_keepalive 65536", "maximum_qos 3",
          "max_connections -2", "persistent_client_expiration 3x", "persistent_client_expiration d",
          "log_type loud", "persistence maybe", "retain_available maybe", "per_listener_settings x",
          "sys_interval -1"})
        EXPECT_THAT(remarks(bad), ElementsAre(ConfigRemark::BadValue)) << bad;
}

TEST_F(ConfigFileTest, SaysWhatItDoesNotUse)
{
    EXPECT_THAT(remarks("pid_file /run/x\nuser mosquitto\nlog_dest syslog\nautosave_interval 60\n"
                        "autosave_on_changes true\n"),
                ElementsAre(ConfigRemark::NotUsed, ConfigRemark::NotUsed, ConfigRemark::Log,
                            ConfigRemark::Persistence, ConfigRemark::Persistence));
    EXPECT_TRUE(read("pid_file /run/x\n").usable());
}

// mosquitto.conf(5): a location is joined to the name of the file, whatever the order of the lines
TEST_F(ConfigFileTest, SaysWhereSessionsAreKept)
{
    const auto place = [&](std::string_view text) {
        const ConfigFile file = read(text);
        EXPECT_THAT(file.messages, IsEmpty()) << text;
        return file.config.persistenceFile;
    };
    EXPECT_EQ(place(""), "");
    EXPECT_EQ(place("persistence_location /var/lib/mosquitto/\npersistence_file x.db\n"), "");
    EXPECT_EQ(place("persistence true\n"), "mosquitto.db");
    EXPECT_EQ(place("persistence true\npersistence_location /var/lib/mosquitto/\n"),
              "/var/lib/mosquitto/mosquitto.db");
    EXPECT_EQ(place("persistence_file x.db\npersistence_location /a\npersistence true\n"), "/a/x.db");
    EXPECT_EQ(place("persistence true\npersistence_file x.db\n"), "x.db");
    EXPECT_EQ(place("persistence true\npersistence false\n"), "");
}

TEST_F(ConfigFileTest, ListenersHaveOneAccess)
{
    EXPECT_THAT(remarks("per_listener_settings true\n"
                        "listener 1883 127.0.0.1\nallow_anonymous true\n"
                        "listener 1884\npassword_file x\n"),
                ElementsAre(ConfigRemark::PerListener));
    const ConfigFile same = read("per_listener_settings true\n"
                                 "listener 1883 127.0.0.1\npassword_file x\n"
                                 "listener 1884\npassword_file x\n");
    EXPECT_THAT(same.messages, IsEmpty());
    EXPECT_EQ(same.config.passwordFile, "x");
}

TEST_F(ConfigFileTest, IncludesFoldersByName)
{
    write("conf.d/b.conf", "max_connections 2\n");
    write("conf.d/a.conf", "max_connections 1\nwrong\n");
    write("conf.d/readme", "this is not read\n");
    const ConfigFile file = read("include_dir " + (folder / "conf.d").string() + "\nfalse\n");
    ASSERT_EQ(file.messages.size(), 2U);
    EXPECT_EQ(file.messages[0].file, (folder / "conf.d" / "a.conf").string());
    EXPECT_EQ(file.messages[0].line, 2U);
    EXPECT_EQ(file.messages[1].line, 2U) << "back in the first file";
    EXPECT_EQ(file.config.engine.limits.connections, 2U);
}

TEST_F(ConfigFileTest, SaysWhatItCannotRead)
{
    const ConfigFile none = readConfigFile(folder / "none.conf");
    ASSERT_EQ(none.messages.size(), 1U);
    EXPECT_EQ(none.messages[0].remark, ConfigRemark::CannotRead);
    EXPECT_EQ(none.messages[0].line, 0U);
    EXPECT_EQ(readConfigFile(folder).messages.size(), 1U) << "a folder";
    const ConfigFile included = read("include_dir /nowhere/at/all\n");
    ASSERT_EQ(included.messages.size(), 1U);
    EXPECT_EQ(included.messages[0].remark, ConfigRemark::CannotRead);
    EXPECT_EQ(included.messages[0].line, 1U);
}

TEST_F(ConfigFileTest, HasLimits)
{
    EXPECT_EQ(read(std::string(ConfigFile::kMaxBytes + 1, '#')).messages.size(), 1U);
    std::string wrong;
    for (std::size_t i = 0; i < ConfigFile::kMaxMessages + 10; ++i)
        wrong += "wrong x\n";
    EXPECT_EQ(read(wrong).messages.size(), ConfigFile::kMaxMessages);
    // A folder that includes itself.
    write("loop/x.conf", "include_dir " + (folder / "loop").string() + "\n");
    const ConfigFile loop = read("include_dir " + (folder / "loop").string() + "\n");
    EXPECT_THAT(loop.messages,
                testing::Contains(testing::Field(&ConfigMessage::remark, ConfigRemark::TooManyFiles)));
}

TEST_F(ConfigFileTest, DebiansOwnFileLoads)
{
    // /etc/mosquitto/mosquitto.conf of Debian 12, package mosquitto 2.0.11-1.2+deb12u1 (EPL-2.0 or BSD).
    write("conf.d/README", "Any files placed in this directory that have a .conf ending\n");
    const ConfigFile file = read("# Place your local configuration in /etc/mosquitto/conf.d/\n"
                                 "#\n"
                                 "\n"
                                 "pid_file /run/mosquitto/mosquitto.pid\n"
                                 "\n"
                                 "persistence true\n"
                                 "persistence_location /var/lib/mosquitto/\n"
                                 "\n"
                                 "log_dest file /var/log/mosquitto/mosquitto.log\n"
                                 "\n"
                                 "include_dir " +
                                 (folder / "conf.d").string() + "\n");
    EXPECT_TRUE(file.usable());
    EXPECT_EQ(file.messages.size(), 2U) << "pid_file and log_dest";
    EXPECT_EQ(file.config.persistenceFile, "/var/lib/mosquitto/mosquitto.db");
    EXPECT_EQ(file.config.listeners.size(), 2U);
}

} // namespace
} // namespace mqttscope::broker

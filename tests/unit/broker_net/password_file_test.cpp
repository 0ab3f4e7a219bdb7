// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/password_file.h"

#include "tests/support/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace mqttscope::broker {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ByteView bytes(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// As mosquitto_passwd 2.0.11 wrote them.
constexpr std::string_view kAlice = "alice:$7$101$dgWqAQIyIU8zQWo+$jK+Wo7AyFZuJ5LewsxRmSq+KfCVYh2mJV8cyD0S3/"
                                    "6S9/V/2bkLQBVuByp9O/p87cvHSfVacagV"
                                    "yRUzdFuu70w==\n";
constexpr std::string_view kBob = "bob:$6$tfhjoiaOLuBzjTca$n8o3sjkfLWIn0xDibiNXuaLasVZ6ALVE53N+qb0BumxfcEFE+"
                                  "Gts6b3aIfNrxxc31dbF2EWrWUm/6zYuKXY"
                                  "wJw==\n";

TEST(PasswordFile, ChecksPbkdf2AndSaltedSha512)
{
    const PasswordFile file(std::string(kAlice) + std::string(kBob));
    EXPECT_THAT(file.errors(), IsEmpty());
    EXPECT_EQ(file.userCount(), 2U);
    EXPECT_TRUE(file.verify("alice", bytes("secret")));
    EXPECT_FALSE(file.verify("alice", bytes("Secret")));
    EXPECT_FALSE(file.verify("alice", bytes("")));
    EXPECT_TRUE(file.verify("bob", bytes("p\u00e4ssword")));
    EXPECT_FALSE(file.verify("bob", bytes("secret")));
    EXPECT_FALSE(file.verify("carol", bytes("secret")));
    EXPECT_FALSE(file.verify("", bytes("secret")));
}

TEST(PasswordFile, AnEmptyOneLetsNobodyIn)
{
    const PasswordFile file("");
    EXPECT_FALSE(file.verify("alice", bytes("secret")));
}

TEST(PasswordFile, SkipsCommentsAndEmptyLines)
{
    const PasswordFile file("# users\n\n" + std::string(kAlice.substr(0, kAlice.size() - 1)) + "\r\n");
    EXPECT_THAT(file.errors(), IsEmpty());
    EXPECT_TRUE(file.verify("alice", bytes("secret")));
}

TEST(PasswordFile, SaysWhatIsWrongWithALine)
{
    const std::string alice(kAlice);
    const PasswordFile file("nobody\n"
                            ":$6$YWJj$YWJj\n"
                            "plain:secret\n"
                            "short:$6$YWJj$YWJj\n"
                            "odd:$6$YW?j$" +
                            std::string(86, 'A') +
                            "==\n" //
                            "none:$7$0$YWJj$" +
                            std::string(86, 'A') +
                            "==\n" //
                            "many:$7$5000001$YWJj$" +
                            std::string(86, 'A') + "==\n" //
                            + alice + alice);
    EXPECT_THAT(
        file.errors(),
        ElementsAre(PasswordError{1, PasswordFault::NoColon}, PasswordError{2, PasswordFault::NoName},
                    PasswordError{3, PasswordFault::NotHashed}, PasswordError{4, PasswordFault::BadHash},
                    PasswordError{5, PasswordFault::BadHash}, PasswordError{6, PasswordFault::BadHash},
                    PasswordError{7, PasswordFault::TooManyIterations},
                    PasswordError{9, PasswordFault::Twice}));
    EXPECT_TRUE(file.verify("alice", bytes("secret")));
}

TEST(PasswordFile, HasLimits)
{
    std::string text;
    for (std::size_t i = 0; i < PasswordFile::kMaxErrors + 10; ++i)
        text += "wrong\n";
    EXPECT_EQ(PasswordFile(text).errors().size(), PasswordFile::kMaxErrors);
    const std::string hash(kBob.substr(kBob.find(':')));
    text.clear();
    for (std::size_t i = 0; i <= PasswordFile::kMaxUsers; ++i)
        text += std::to_string(i) + hash;
    const PasswordFile file(text);
    EXPECT_EQ(file.userCount(), PasswordFile::kMaxUsers);
    EXPECT_THAT(file.errors(),
                ElementsAre(PasswordError{PasswordFile::kMaxUsers + 1, PasswordFault::TooManyUsers}));
}

TEST(PasswordFile, ReadsWhatMosquittoPasswdWrites)
{
    if (!test::runShell("command -v mosquitto_passwd").ok())
        GTEST_SKIP() << "mosquitto_passwd is not installed";
    const auto path =
        std::filesystem::temp_directory_path() /
        ("mqttscope-passwords-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "-" +
         std::to_string(::getpid()));
    const std::string word = test::shellWord(path.string());
    int number = 0;
    for (const char* how : {"-c -b", "-b", "-H sha512 -b"}) {
        const std::string name = std::to_string(++number);
        const auto made = test::runShell("mosquitto_passwd " + std::string(how) + " " + word + " user" +
                                         name + " 'pass word" + name + "'");
        ASSERT_TRUE(made.ok()) << made.errors;
    }
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    std::filesystem::remove(path);
    const PasswordFile file(text.str());
    EXPECT_THAT(file.errors(), IsEmpty());
    EXPECT_EQ(file.userCount(), 3U);
    for (number = 1; number <= 3; ++number) {
        const std::string user = "user" + std::to_string(number);
        EXPECT_TRUE(file.verify(user, bytes("pass word" + std::to_string(number)))) << text.str();
        EXPECT_FALSE(file.verify(user, bytes("pass word"))) << text.str();
    }
}

} // namespace
} // namespace mqttscope::broker

// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of properties: which property they stand in, and whether it is one of the Will.
#include "teach/narration/scene.h"
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/index/literal_messages.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace mqttscope::teach {
namespace {

using analysis::test::TempFile;
using index::test::FrameScript;
using index::test::TcpTalk;

/// A CONNECT of MQTT 5.0 with a property of the connection and two of the Will.
const index::test::Bytes kConnect{
    0x10, 0x25,                               // CONNECT, Remaining Length 37
    0x00, 0x04, 0x4d, 0x51, 0x54, 0x54,       // "MQTT"
    0x05,                                     // Protocol Level 5
    0x06,                                     // Will Flag, Clean Start
    0x00, 0x3c,                               // Keep Alive 60
    0x05,                                     // Property Length 5
    0x11, 0x00, 0x00, 0x0e, 0x10,             // Session Expiry Interval 3600
    0x00, 0x01, 0x63,                         // Client Identifier "c"
    0x0b,                                     // Property Length of the Will 11
    0x08, 0x00, 0x01, 0x72,                   // Response Topic "r"
    0x26, 0x00, 0x01, 0x6b, 0x00, 0x01, 0x76, // User Property "k": "v"
    0x00, 0x01, 0x74,                         // Will Topic "t"
    0x00, 0x01, 0x6d,                         // Will Payload "m"
};

class PropertyBytes : public ::testing::Test {
protected:
    PropertyBytes()
    {
        FrameScript script;
        TcpTalk talk{script};
        talk.handshake();
        const std::uint32_t frame = talk.send(TcpTalk::Client, kConnect);
        m_file = std::make_unique<TempFile>(analysis::test::pcapOf(script, frame));
        m_document = analysis::test::indexed(m_file->path());
        const auto snapshot = m_document->snapshot();
        m_frame = narratedFrame(*snapshot, m_document->dissect(*snapshot, frame));
    }

    /// The scene of a byte of the CONNECT, counted from 1.
    [[nodiscard]] Scene at(std::uint32_t byte) const
    {
        const index::Dissection& dissection = *m_frame.dissection;
        const std::uint32_t start = dissection.messages.front().range.offset;
        return {m_words, m_frame, {dissection.messageSource(), start + byte - 1}};
    }
    [[nodiscard]] bool holds(std::uint32_t byte, std::string_view key) const
    {
        return at(byte).holds(conditionsOf(key)->front(), 0);
    }
    [[nodiscard]] std::string property(std::uint32_t byte) const
    {
        return at(byte).fill({"property", {}}, {});
    }

    Vocabulary m_words{Language::English};
    std::unique_ptr<TempFile> m_file;
    std::shared_ptr<analysis::Document> m_document;
    NarratedFrame m_frame;
};

TEST_F(PropertyBytes, KnowTheIdentifierOfTheirProperty)
{
    EXPECT_TRUE(holds(18, "property=17")); // Session Expiry Interval
    EXPECT_TRUE(holds(24, "property=8"));  // length of the Response Topic
    EXPECT_FALSE(holds(24, "property=17"));
    EXPECT_TRUE(holds(29, "property=38"));  // length of the name, two groups deep
    EXPECT_FALSE(holds(13, "property=17")); // the Property Length stands in no property
    EXPECT_FALSE(holds(21, "property=17")); // nor does the Client Identifier
}

TEST_F(PropertyBytes, NameTheirProperty)
{
    EXPECT_EQ(property(24), "Response Topic");
    EXPECT_EQ(property(29), "User Property");
}

TEST_F(PropertyBytes, KnowWhetherTheyAreOfTheWill)
{
    EXPECT_FALSE(holds(13, "will")); // Property Length of the connection
    EXPECT_FALSE(holds(18, "will"));
    EXPECT_TRUE(holds(22, "will")); // Property Length of the Will
    EXPECT_TRUE(holds(30, "will"));
    EXPECT_FALSE(holds(36, "will")); // Will Topic
}

} // namespace
} // namespace mqttscope::teach

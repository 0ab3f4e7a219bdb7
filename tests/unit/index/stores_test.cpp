// SPDX-License-Identifier: GPL-3.0-or-later
// What snapshots are made of: views that later changes do not reach.
#include "dissector/index/records.h"
#include "dissector/store/late_table.h"
#include "dissector/store/record_store.h"
#include "dissector/store/string_pool.h"
#include "dissector/stream/piece.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mqttscope::index {

using store::LateTable;
using store::RecordStore;
using store::RecordView;
using store::StringPool;
namespace {

TEST(Records, AreSmall)
{
    EXPECT_LE(sizeof(FrameRecord), 32U);
    EXPECT_LE(sizeof(MessageRecord), 32U);
    EXPECT_LE(sizeof(stream::Piece), 16U);
}

TEST(Records, FieldsHoldTheirExtremes)
{
    FrameRecord frame{};
    frame.fileOffset = 0xffff'ffff'ffffULL;
    frame.interface = 0xffff;
    frame.timeNs = kNoTime;
    frame.capturedLength = 0x0fff'ffff;
    frame.flags = kRetransmission | kOutOfOrder | kFragment | kReassembled;
    frame.stream = kNoStream;
    frame.side = 1;
    EXPECT_EQ(frame.fileOffset, 0xffff'ffff'ffffULL);
    EXPECT_EQ(frame.interface, 0xffffU);
    EXPECT_EQ(frame.capturedLength, 0x0fff'ffffU);
    EXPECT_EQ(frame.flags, 15U);
    EXPECT_EQ(frame.stream, kNoStream);
    EXPECT_EQ(frame.side, 1U);
}

TEST(RecordStore, ViewsKeepTheirSize)
{
    RecordStore<std::uint32_t> store;
    const std::size_t count = RecordStore<std::uint32_t>::kChunkSize * 2 + 5;
    std::vector<RecordView<std::uint32_t>> views;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (i % 1000 == 0)
            views.push_back(store.view());
        store.append(i);
    }
    for (std::size_t v = 0; v < views.size(); ++v) {
        ASSERT_EQ(views[v].size(), v * 1000);
        for (std::size_t i = 0; i < views[v].size(); i += 77)
            ASSERT_EQ(views[v][i], i);
    }
    EXPECT_EQ(store.size(), count);
}

TEST(RecordStore, ViewsOutliveTheStore)
{
    RecordView<std::string> view;
    EXPECT_TRUE(view.empty());
    {
        RecordStore<std::string> store;
        store.append("a topic that is too long for a small string");
        view = store.view();
    }
    EXPECT_EQ(view[0], "a topic that is too long for a small string");
}

TEST(LateTable, SaysNothingWhereNothingWasSaid)
{
    LateTable<int> table;
    EXPECT_EQ(table.find(0), nullptr);
    EXPECT_EQ(table.publish().find(12'345'678), nullptr);
    table.edit(300) = 7;
    const auto view = table.publish();
    EXPECT_EQ(view.find(255), nullptr) << "another page";
    ASSERT_NE(view.find(300), nullptr);
    EXPECT_EQ(*view.find(300), 7);
    EXPECT_EQ(*view.find(301), 0) << "same page, initial";
    EXPECT_EQ(view.find(512), nullptr);
}

TEST(LateTable, PublishedViewsDoNotSeeLaterEdits)
{
    LateTable<int> table;
    table.edit(1) = 10;
    const auto first = table.publish();
    table.edit(1) = 20;
    table.edit(1'000'000) = 5;
    const auto second = table.publish();
    table.edit(1) = 30;
    EXPECT_EQ(*first.find(1), 10);
    EXPECT_EQ(first.find(1'000'000), nullptr);
    EXPECT_EQ(*second.find(1), 20);
    EXPECT_EQ(*second.find(1'000'000), 5);
    EXPECT_EQ(*table.find(1), 30);
}

TEST(LateTable, PagesThatDoNotChangeAreShared)
{
    LateTable<int> table;
    table.edit(0) = 1;
    table.edit(1000) = 2;
    const auto first = table.publish();
    table.edit(1000) = 3;
    const auto second = table.publish();
    EXPECT_EQ(first.find(0), second.find(0));
    EXPECT_NE(first.find(1000), second.find(1000));
}

TEST(StringPool, KeepsEachStringOnce)
{
    StringPool pool;
    const std::uint32_t a = pool.intern("a/b");
    const std::uint32_t b = pool.intern("a/c");
    EXPECT_EQ(a, 0U);
    EXPECT_EQ(b, 1U);
    EXPECT_EQ(pool.intern(std::string{"a/b"}), a);
    EXPECT_EQ(pool.size(), 2U);
    EXPECT_EQ(pool[b], "a/c");
}

TEST(StringPool, HoldsAnyString)
{
    StringPool pool;
    const std::string longest(65'535, 'x');
    const std::string zero("a\0b", 3);
    const std::uint32_t ids[] = {pool.intern(""), pool.intern(longest), pool.intern(zero),
                                 pool.intern("\xff")};
    const StringPool::View view = pool.view();
    EXPECT_EQ(view[ids[0]], "");
    EXPECT_EQ(view[ids[1]], longest);
    EXPECT_EQ(view[ids[2]], zero);
    EXPECT_EQ(view[ids[3]], "\xff");
    EXPECT_EQ(view[kNone], "") << "no string";
}

TEST(StringPool, ViewsOutliveThePoolAndKeepTheirSize)
{
    StringPool::View view;
    {
        StringPool pool;
        for (int i = 0; i < 1000; ++i)
            pool.intern("topic/" + std::to_string(i));
        view = pool.view();
        for (int i = 1000; i < 50'000; ++i)
            pool.intern("topic/" + std::to_string(i));
    }
    ASSERT_EQ(view.size(), 1000U);
    for (std::uint32_t i = 0; i < 1000; ++i)
        ASSERT_EQ(view[i], "topic/" + std::to_string(i));
}

/// One thread writes and publishes, another reads what was published. For ThreadSanitizer.
TEST(Stores, AreReadWhileTheyAreWritten)
{
    struct Published {
        RecordView<std::uint32_t> records;
        LateTable<std::uint32_t>::View late;
        StringPool::View strings;
    };
    std::mutex mutex;
    auto published = std::make_shared<const Published>();
    std::atomic<bool> done{false};

    std::thread writer([&] {
        RecordStore<std::uint32_t> records;
        LateTable<std::uint32_t> late;
        StringPool strings;
        for (std::uint32_t i = 0; i < 60'000; ++i) {
            records.append(i);
            late.edit(i) = i;
            late.edit(i / 2) = i; // earlier facts change
            strings.intern("string " + std::to_string(i));
            if (i % 100 != 99)
                continue;
            auto next =
                std::make_shared<const Published>(Published{records.view(), late.publish(), strings.view()});
            const std::lock_guard lock{mutex};
            published = std::move(next);
        }
        done = true;
    });

    std::size_t last = 0;
    bool finished = false;
    while (!finished) {
        finished = done;
        std::shared_ptr<const Published> now;
        {
            const std::lock_guard lock{mutex};
            now = published;
        }
        ASSERT_GE(now->records.size(), last);
        last = now->records.size();
        for (std::size_t i = last > 200 ? last - 200 : 0; i < last; ++i) {
            ASSERT_EQ(now->records[i], i);
            ASSERT_NE(now->late.find(i), nullptr);
            ASSERT_GE(*now->late.find(i), i);
            ASSERT_LT(*now->late.find(i), last);
            ASSERT_EQ(now->strings[static_cast<std::uint32_t>(i)], "string " + std::to_string(i));
        }
    }
    writer.join();
    EXPECT_EQ(last, 60'000U);
}

} // namespace
} // namespace mqttscope::index

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/capture_reader_checks.h"

#include "capture/file/capture_reader.h"

#include <cstdlib>
#include <vector>

namespace mqttscope::fuzz {
namespace {

using namespace capture;

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

struct Outcome {
    std::vector<FrameView> frames;
    ReadStatus status = ReadStatus::End;
    FileError error;
    std::uint64_t position = 0;
};

Outcome readInBatches(CaptureReader& reader, std::size_t batch)
{
    Outcome outcome;
    std::vector<FrameView> some(batch);
    while (const std::size_t count = reader.nextBatch(some)) {
        require(count <= batch);
        outcome.frames.insert(outcome.frames.end(), some.begin(),
                              some.begin() + static_cast<std::ptrdiff_t>(count));
    }
    outcome.status = reader.status();
    outcome.position = reader.position();
    if (outcome.status == ReadStatus::Damaged) {
        outcome.error = reader.error();
        require(!describe(outcome.error).empty());
    }
    require(outcome.status != ReadStatus::Frame);
    require(reader.frameCount() == outcome.frames.size());
    return outcome;
}

void requireInside(const Outcome& outcome, const CaptureReader& reader, std::span<const std::uint8_t> bytes)
{
    std::uint64_t end = 0;
    for (const FrameView& frame : outcome.frames) {
        require(frame.offset >= end);
        end = frame.offset + frame.capturedLength;
        require(end <= bytes.size());
        require(frame.capturedLength <= frame.originalLength);
        require(frame.bytes.data() == bytes.data() + frame.offset &&
                frame.bytes.size() == frame.capturedLength);
        require(frame.interface < reader.interfaces().size() || frame.interface == kNoInterface);
    }
    require(outcome.position <= bytes.size());
    std::uint64_t last = 0;
    for (const FrameComment& comment : reader.comments()) {
        require(comment.frame > 0 && comment.frame >= last);
        last = comment.frame;
    }
    last = 0;
    for (const BlockFrame& block : reader.contents().blockFrames) {
        require(block.frame > last && block.frame <= outcome.frames.size());
        require(outcome.frames[block.frame - 1].interface == kNoInterface);
        last = block.frame;
    }
    for (const ResolvedName& name : reader.contents().names) {
        require(!name.name.empty() || reader.contents().textsLeftOut > 0);
        require(name.addressLength > 0 && name.addressLength <= name.address.size());
    }
    for (const Secrets& secrets : reader.contents().secrets) {
        require(secrets.offset + secrets.length <= bytes.size());
    }
}

void requireSame(const Outcome& a, const Outcome& b)
{
    require(a.frames.size() == b.frames.size() && a.status == b.status && a.position == b.position);
    require(a.error.code == b.error.code && a.error.offset == b.error.offset);
    for (std::size_t i = 0; i < a.frames.size(); ++i) {
        require(a.frames[i].offset == b.frames[i].offset && a.frames[i].timeNs == b.frames[i].timeNs);
        require(a.frames[i].interface == b.frames[i].interface);
        require(a.frames[i].originalLength == b.frames[i].originalLength);
    }
}

} // namespace

void checkCaptureReader(std::span<const std::uint8_t> bytes)
{
    auto reader = CaptureReader::openMemory(bytes);
    if (!reader) {
        require(!describe(reader.error()).empty());
        return;
    }
    constexpr std::size_t kLargeBatch = 100;
    const Outcome large = readInBatches(**reader, kLargeBatch);
    requireInside(large, **reader, bytes);

    auto again = CaptureReader::openMemory(bytes);
    require(again.has_value());
    requireSame(large, readInBatches(**again, 1));

    // While it grows nothing is cut short; once it is done, it is the same as before.
    auto growing = CaptureReader::openMemory(bytes);
    require(growing.has_value());
    (*growing)->setGrowing(true);
    Outcome grown = readInBatches(**growing, kLargeBatch);
    require(grown.status == ReadStatus::End || grown.error.code != FileError::Code::TruncatedRecord);
    (*growing)->setGrowing(false);
    FrameView none;
    grown.status = (*growing)->next(none);
    grown.error = grown.status == ReadStatus::Damaged ? (*growing)->error() : FileError();
    requireSame(large, grown);
}

} // namespace mqttscope::fuzz

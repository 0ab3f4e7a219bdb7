// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

#include <array>

namespace mqttscope::net {
namespace {

using field::FieldId;
using field::FieldSink;
using field::IssueCode;
using field::Reader;
using field::Severity;
constexpr std::uint32_t kFixedPart = 8; ///< version, pad, length and the first word
constexpr std::uint8_t kFlagFcs = 0x10;
constexpr std::uint8_t kFlagDatapad = 0x20;

// Bits of a word that say how the header goes on.
constexpr std::uint32_t kTlv = 28;
constexpr std::uint32_t kNextRadiotap = 29;
constexpr std::uint32_t kNextVendor = 30;
constexpr std::uint32_t kMoreWords = 31;

bool isSet(std::uint32_t word, std::uint32_t bit)
{
    return (word >> bit & 1U) != 0;
}

/// What the walk through the fields knows.
template <FieldSink Sink> struct Walk {
    Layers<Sink>& layers;
    std::uint32_t start; ///< of the header: fields are aligned from there
    std::uint8_t flags = 0;
    bool flagsRead = false;

    void align(std::uint32_t to)
    {
        auto& reader = layers.reader;
        const std::uint32_t pad = (0U - (reader.position() - start)) % to;
        if (pad != 0)
            reader.bytes(FieldId::RadiotapAlign, pad);
    }
};

/// The words that say which fields there are. Returns how many.
template <FieldSink Sink>
std::uint32_t readWords(Reader<Sink>& reader, std::array<std::uint32_t, kMaxRadiotapWords>& words)
{
    std::uint32_t count = 0;
    bool more = true;
    reader.open(FieldId::RadiotapPresent);
    while (more && reader.ok() && count < kMaxRadiotapWords) {
        const auto word = static_cast<std::uint32_t>(reader.littleEndian(FieldId::RadiotapWord, 4));
        if constexpr (Sink::kWantsFields) {
            for (std::uint32_t bit = 0; bit < 32; ++bit)
                reader.bits(static_cast<FieldId>(static_cast<std::uint32_t>(FieldId::RadiotapHasTsft) + bit),
                            word);
        }
        words[count++] = word;
        more = isSet(word, kMoreWords);
    }
    if (more && reader.ok()) {
        reader.issue(IssueCode::TooManyHeaders, Severity::Unreadable, FieldId::RadiotapWord,
                     kMaxRadiotapWords);
        reader.giveUp();
    }
    reader.close(FieldId::RadiotapPresent);
    return count;
}

template <FieldSink Sink> void readExtendedChannel(Reader<Sink>& reader)
{
    reader.littleEndian(FieldId::RadiotapXchannelFlags, 4);
    reader.littleEndian(FieldId::RadiotapXchannelFrequency, 2);
    reader.u8(FieldId::RadiotapXchannelNumber);
    reader.u8(FieldId::RadiotapXchannelPower);
}

template <FieldSink Sink> void readMcs(Reader<Sink>& reader)
{
    reader.open(FieldId::RadiotapMcs);
    reader.u8(FieldId::RadiotapMcsKnown);
    reader.u8(FieldId::RadiotapMcsFlags);
    reader.u8(FieldId::RadiotapMcsIndex);
    reader.close(FieldId::RadiotapMcs);
}

template <FieldSink Sink> void readAmpdu(Reader<Sink>& reader)
{
    reader.open(FieldId::RadiotapAmpdu);
    reader.littleEndian(FieldId::RadiotapAmpduReference, 4);
    reader.littleEndian(FieldId::RadiotapAmpduFlags, 2);
    reader.u8(FieldId::RadiotapAmpduCrc);
    reader.u8(FieldId::RadiotapAmpduReserved);
    reader.close(FieldId::RadiotapAmpdu);
}

template <FieldSink Sink> void readVht(Reader<Sink>& reader)
{
    reader.open(FieldId::RadiotapVht);
    reader.littleEndian(FieldId::RadiotapVhtKnown, 2);
    reader.u8(FieldId::RadiotapVhtFlags);
    reader.u8(FieldId::RadiotapVhtBandwidth);
    reader.bytes(FieldId::RadiotapVhtMcsNss, 4);
    reader.u8(FieldId::RadiotapVhtCoding);
    reader.u8(FieldId::RadiotapVhtGroup);
    reader.littleEndian(FieldId::RadiotapVhtPartialAid, 2);
    reader.close(FieldId::RadiotapVht);
}

template <FieldSink Sink> void readTimestamp(Reader<Sink>& reader)
{
    reader.open(FieldId::RadiotapTimestamp);
    reader.littleEndian(FieldId::RadiotapTimestampValue, 8);
    reader.littleEndian(FieldId::RadiotapTimestampAccuracy, 2);
    reader.u8(FieldId::RadiotapTimestampUnit);
    reader.u8(FieldId::RadiotapTimestampFlags);
    reader.close(FieldId::RadiotapTimestamp);
}

template <FieldSink Sink> void readFlags(Walk<Sink>& walk)
{
    auto& reader = walk.layers.reader;
    const std::uint8_t flags = reader.u8(FieldId::RadiotapFlags);
    bitLines(reader, flags,
             {FieldId::RadiotapFlagCfp, FieldId::RadiotapFlagPreamble, FieldId::RadiotapFlagWep,
              FieldId::RadiotapFlagFrag, FieldId::RadiotapFlagFcs, FieldId::RadiotapFlagDatapad,
              FieldId::RadiotapFlagBadFcs, FieldId::RadiotapFlagShortGi});
    if (!walk.flagsRead)
        walk.flags = flags;
    walk.flagsRead = true;
}

/// The fields of the first half of a word, in the order of their bits;
/// https://www.radiotap.org/fields/defined.
template <FieldSink Sink> void readEarlyField(Walk<Sink>& walk, std::uint32_t bit)
{
    auto& reader = walk.layers.reader;
    const auto two = [&](FieldId id) {
        walk.align(2);
        reader.littleEndian(id, 2);
    };
    switch (bit) {
    case 0:
        walk.align(8);
        reader.littleEndian(FieldId::RadiotapTsft, 8);
        return;
    case 1:
        return readFlags(walk);
    case 2:
        reader.u8(FieldId::RadiotapRate);
        return;
    case 3:
        two(FieldId::RadiotapFrequency);
        reader.littleEndian(FieldId::RadiotapChannelFlags, 2);
        return;
    case 4:
        walk.align(2);
        reader.u8(FieldId::RadiotapFhssSet);
        reader.u8(FieldId::RadiotapFhssPattern);
        return;
    case 5:
        reader.i8(FieldId::RadiotapSignal);
        return;
    case 6:
        reader.i8(FieldId::RadiotapNoise);
        return;
    case 7:
        return two(FieldId::RadiotapQuality);
    case 8:
        return two(FieldId::RadiotapTxAttenuation);
    case 9:
        return two(FieldId::RadiotapTxAttenuationDb);
    case 10:
        reader.i8(FieldId::RadiotapTxPower);
        return;
    case 11:
        reader.u8(FieldId::RadiotapAntenna);
        return;
    case 12:
        reader.u8(FieldId::RadiotapSignalDb);
        return;
    case 13:
        reader.u8(FieldId::RadiotapNoiseDb);
        return;
    case 14:
        return two(FieldId::RadiotapRxFlags);
    default:
        return two(FieldId::RadiotapTxFlags);
    }
}

/// Those of the second half. Returns false if the rest of the header is not known.
template <FieldSink Sink> bool readLateField(Walk<Sink>& walk, std::uint32_t bit)
{
    auto& reader = walk.layers.reader;
    const auto block = [&](FieldId id, std::uint32_t size) {
        walk.align(2);
        reader.bytes(id, size);
    };
    switch (bit) {
    case 16:
        reader.u8(FieldId::RadiotapRtsRetries);
        return true;
    case 17:
        reader.u8(FieldId::RadiotapDataRetries);
        return true;
    case 18:
        walk.align(4);
        readExtendedChannel(reader);
        return true;
    case 19:
        readMcs(reader);
        return true;
    case 20:
        walk.align(4);
        readAmpdu(reader);
        return true;
    case 21:
        walk.align(2);
        readVht(reader);
        return true;
    case 22:
        walk.align(8);
        readTimestamp(reader);
        return true;
    case 23:
        block(FieldId::RadiotapHe, 12);
        return true;
    case 24:
        block(FieldId::RadiotapHeMu, 12);
        return true;
    case 25:
        block(FieldId::RadiotapHeMuOther, 6);
        return true;
    case 26:
        reader.u8(FieldId::RadiotapZeroPsdu);
        return true;
    case 27:
        block(FieldId::RadiotapLsig, 4);
        return true;
    default:
        return false;
    }
}

/// Bytes of a vendor, behind a header that says how many.
template <FieldSink Sink> void readVendor(Walk<Sink>& walk)
{
    auto& reader = walk.layers.reader;
    walk.align(2);
    reader.open(FieldId::RadiotapVendor);
    reader.bytes(FieldId::RadiotapVendorOui, 3);
    reader.u8(FieldId::RadiotapVendorSub);
    const auto size = static_cast<std::uint32_t>(reader.littleEndian(FieldId::RadiotapVendorSkip, 2));
    if (size != 0)
        reader.bytes(FieldId::RadiotapVendorBytes, size);
    reader.close(FieldId::RadiotapVendor);
}

/// The fields that one word announces. Returns false if the rest of the header is not known.
template <FieldSink Sink> bool readFields(Walk<Sink>& walk, std::uint32_t word)
{
    for (std::uint32_t bit = 0; bit <= kTlv && walk.layers.reader.ok(); ++bit) {
        if (!isSet(word, bit))
            continue;
        if (bit < 16)
            readEarlyField(walk, bit);
        else if (!readLateField(walk, bit))
            return false;
    }
    return true;
}

/// The fields behind the words. A word belongs to radiotap, to a vendor, or goes on where the one before it
/// ended, where no fields are defined yet.
template <FieldSink Sink>
void readAllFields(Walk<Sink>& walk, const std::array<std::uint32_t, kMaxRadiotapWords>& words,
                   std::uint32_t count)
{
    bool known = true;
    for (std::uint32_t i = 0; i < count && walk.layers.reader.ok(); ++i) {
        if (known && !readFields(walk, words[i]))
            return;
        if (isSet(words[i], kNextVendor)) {
            readVendor(walk);
            known = false; // its bytes are read already
        } else if (isSet(words[i], kNextRadiotap)) {
            known = true;
        } else if (known && i + 1 < count && words[i + 1] << 1U != 0) {
            return;
        }
    }
}

} // namespace

template <FieldSink Sink> void decodeRadiotap(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    const std::uint32_t there = reader.remaining();
    Walk<Sink> walk{layers, reader.position()};
    reader.open(FieldId::Radiotap);
    reader.u8(FieldId::RadiotapVersion);
    reader.u8(FieldId::RadiotapPad);
    const auto length = static_cast<std::uint32_t>(reader.littleEndian(FieldId::RadiotapLength, 2));
    if (reader.ok() && (length < kFixedPart || length > there)) {
        const bool small = length < kFixedPart;
        reader.issue(small ? IssueCode::LengthTooSmall : IssueCode::LengthTooLarge, Severity::Unreadable,
                     FieldId::RadiotapLength, small ? kFixedPart : there, length);
        abandon(layers);
        return reader.close(FieldId::Radiotap);
    }
    const std::uint32_t end = reader.narrow(reader.ok() ? length - 4 : UINT32_MAX);
    std::array<std::uint32_t, kMaxRadiotapWords> words{};
    const std::uint32_t count = readWords(reader, words);
    readAllFields(walk, words, count);
    if (!reader.ok())
        abandon(layers);
    readRest(layers, FieldId::RadiotapOther);
    reader.widen(end);
    // Whatever stands in the header: its length says where the frame begins.
    if (closeHeader(layers, FieldId::Radiotap))
        decodeIeee80211(layers, (walk.flags & kFlagFcs) != 0, (walk.flags & kFlagDatapad) != 0);
}

template void decodeRadiotap(Layers<field::NullSink>&);
template void decodeRadiotap(Layers<field::SelectSink>&);
template void decodeRadiotap(Layers<field::TreeSink>&);

} // namespace mqttscope::net

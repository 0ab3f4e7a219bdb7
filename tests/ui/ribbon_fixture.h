// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/step_frame.h"
#include "ui/step/byte_ribbon.h"

namespace mqttscope::test {

/// A payload of so many bytes in one field, behind a fixed header of two.
inline ui::RibbonContent longContent(std::uint32_t length)
{
    auto bytes = std::make_shared<std::vector<std::uint8_t>>(std::min(length, 1U << 20), std::uint8_t{0x61});
    ui::RibbonContent content;
    content.bytes = *bytes;
    content.keep = bytes;
    content.length = length;
    ui::RibbonField header;
    header.name = header.shortName = header.label = QStringLiteral("Type");
    header.role = field::Role::FixedHeader;
    header.range = {0, 2};
    ui::RibbonField payload = header;
    payload.name = payload.shortName = payload.label = QStringLiteral("Message");
    payload.role = field::Role::Payload;
    payload.reading = ui::ByteReading::Text;
    payload.range = {2, length - 2};
    content.fields = {header, payload};
    content.parts = {{QStringLiteral("Fixed header"), QLatin1Char('F'), field::Role::FixedHeader, {0, 2}},
                     {QStringLiteral("Payload"), QLatin1Char('P'), field::Role::Payload, {2, length - 2}}};
    return content;
}

/// The CONNECT of the sample in a ribbon that follows its own choices, as the view makes it do.
struct RibbonFixture {
    ui::Theme theme{ui::Theme::FontSource::Inter};
    ui::Language language;
    StepFrame frame{StepFrame::sample("connect-python1.pcap"), 4};
    ui::ByteRibbon ribbon{theme};

    RibbonFixture()
    {
        language.use(QStringLiteral("en"));
        theme.apply();
        ribbon.setAnimated(false);
        ribbon.resize(1366, 270);
        ribbon.show();
        ribbon.setContent(frame.content());
        QObject::connect(&ribbon, &ui::ByteRibbon::byteChosen, &ribbon, [this](quint32 byte) {
            ribbon.setPosition(byte, std::nullopt, std::max(byte + 1, ribbon.position().readUpTo));
        });
    }
    void at(std::uint32_t byte, std::optional<int> bit = std::nullopt)
    {
        ribbon.setPosition(byte, bit, byte + 1);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&ribbon, key, modifiers);
    }
    [[nodiscard]] bool inView(std::uint32_t byte) const
    {
        return ribbon.layoutNow().area().contains(ribbon.rectOf(byte));
    }
};

} // namespace mqttscope::test

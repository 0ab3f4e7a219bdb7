// SPDX-License-Identifier: GPL-3.0-or-later
// In what ways bytes can be read.
#include "ui/models/byte_readings.h"

#include <QLocale>
#include <QTest>

#include <vector>

using namespace mqttscope;
using namespace mqttscope::ui;

namespace {

QString reading(std::initializer_list<std::uint8_t> bytes, std::size_t count, Reading wanted)
{
    const std::vector<std::uint8_t> all(bytes);
    return readings(all, count)[static_cast<std::size_t>(wanted)];
}

} // namespace

class ByteReadingsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void bytesAreReadInEveryWay()
    {
        const auto one = [](Reading wanted) { return reading({0x34, 0x12, 0x00, 0x0c, 0x70}, 1, wanted); };
        QCOMPARE(one(Reading::Hexadecimal), QStringLiteral("0x34"));
        QCOMPARE(one(Reading::Decimal), QStringLiteral("52"));
        QCOMPARE(one(Reading::Binary), QStringLiteral("0011 0100"));
        QCOMPARE(one(Reading::Character), QStringLiteral("“4”"));
        QCOMPARE(one(Reading::Big16), QStringLiteral("13330"));
        QCOMPARE(one(Reading::Little16), QStringLiteral("4660"));
        QCOMPARE(one(Reading::Big32), QStringLiteral("873594892"));
        QCOMPARE(one(Reading::Ipv4), QStringLiteral("52.18.0.12"));
        QCOMPARE(one(Reading::UnixTime), QString()); // 1997: hardly a time
        QCOMPARE(one(Reading::VariableByte), QStringLiteral("52 (1 byte(s))"));
        QCOMPARE(reading({0xc3, 0xa9}, 1, Reading::Utf8), QStringLiteral("“é”"));
        QCOMPARE(reading({0xc3}, 1, Reading::Utf8), QString());
        QCOMPARE(reading({0xc1, 0x02}, 1, Reading::VariableByte), QStringLiteral("321 (2 byte(s))"));
        QCOMPARE(reading({0x80, 0x80, 0x80, 0x80, 0x01}, 1, Reading::VariableByte), QString());
        QCOMPARE(reading({0x65, 0x92, 0x00, 0x80}, 4, Reading::UnixTime),
                 QStringLiteral("2024-01-01 00:00:00"));
        QCOMPARE(reading({0x70, 0x6f, 0x6d}, 3, Reading::Utf8), QStringLiteral("“pom”"));
        QCOMPARE(reading({0x70, 0x6f, 0x6d}, 3, Reading::Hexadecimal), QStringLiteral("0x706f6d"));
        QCOMPARE(reading({}, 1, Reading::Hexadecimal), QString());
    }
};

QTEST_MAIN(ByteReadingsTest)
#include "byte_readings_test.moc"

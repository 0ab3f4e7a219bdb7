// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/category.h"
#include "ui/theme/icon_cache.h"
#include "ui/theme/style_sheet.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFontInfo>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace mqttscope;
using namespace mqttscope::ui;

namespace {

constexpr double kTextContrast = 4.5;    // WCAG 2.1 success criterion 1.4.3
constexpr double kGraphicContrast = 3.0; // 1.4.11
constexpr std::array kSchemes = {Scheme::Light, Scheme::Dark, Scheme::Contrast};
constexpr std::array kRoles = {field::Role::FixedHeader, field::Role::Length,   field::Role::VariableHeader,
                               field::Role::Payload,     field::Role::Property, field::Role::Network,
                               field::Role::Undecoded};

QString pairName(Ink ink, Ink ground, Scheme scheme, double ratio)
{
    return QStringLiteral("%1 on %2 in scheme %3: %4")
        .arg(QLatin1String(tokens()[static_cast<std::size_t>(ink)].name),
             QLatin1String(tokens()[static_cast<std::size_t>(ground)].name))
        .arg(static_cast<int>(scheme))
        .arg(ratio);
}

void compare(Ink ink, Ink ground, double least)
{
    for (const Scheme scheme : kSchemes) {
        const double ratio = contrastRatio(tokenColor(ink, scheme), tokenColor(ground, scheme));
        QVERIFY2(ratio >= least, qPrintable(pairName(ink, ground, scheme, ratio)));
    }
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void contrastIsThatOfTheGuidelines()
    {
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
        // The design's own table: muted text on its tint, to one decimal.
        const double muted = contrastRatio(tokenColor(Ink::TextMuted, Scheme::Light),
                                           tokenColor(Ink::AccentTint, Scheme::Light));
        QCOMPARE(qRound(muted * 10), 48);
    }

    void textCanBeReadOnEveryGround()
    {
        for (const Ink ink : {Ink::Text, Ink::TextSecondary, Ink::TextMuted}) {
            for (const Ink ground :
                 {Ink::Window, Ink::Surface, Ink::SurfaceAlt, Ink::Chrome, Ink::AccentTint})
                compare(ink, ground, kTextContrast);
        }
        for (const field::Role role : kRoles) {
            compare(Ink::Text, categoryLook(role).ground, kTextContrast);
            compare(Ink::TextSecondary, categoryLook(role).ground, kTextContrast);
        }
        compare(Ink::OnAccent, Ink::Accent, kTextContrast);
        compare(Ink::Surface, Ink::TextSecondary, kTextContrast); // digit of the QoS 2 badge
        compare(Ink::Accent, Ink::Surface, kTextContrast);
        for (const auto& [ink, tint] :
             {std::pair{Ink::Ok, Ink::OkTint}, std::pair{Ink::Warning, Ink::WarningTint},
              std::pair{Ink::Error, Ink::ErrorTint}}) {
            compare(ink, Ink::Surface, kTextContrast);
            compare(ink, Ink::Chrome, kTextContrast);
            compare(ink, Ink::AccentTint, kTextContrast);
            compare(ink, tint, kTextContrast);
            compare(Ink::Text, tint, kTextContrast);
        }
    }

    void linesAndIconsCanBeSeen()
    {
        for (const field::Role role : kRoles) {
            const CategoryLook look = categoryLook(role);
            compare(look.border, look.ground, kGraphicContrast);
            compare(look.border, Ink::Surface, kGraphicContrast);
        }
        for (const Ink ground : {Ink::Surface, Ink::SurfaceAlt, Ink::Window})
            compare(Ink::LineControl, ground, kGraphicContrast);
        for (int type = 1; type < 16; ++type) {
            const Ink family = packetInk(static_cast<mqtt::PacketType>(type));
            compare(family, Ink::Surface, kGraphicContrast);
            compare(family, Ink::AccentTint, kGraphicContrast);
        }
        compare(Ink::ByteUnread, Ink::ByteUnreadGround, kGraphicContrast);
    }

    void categoriesDifferWithoutColour()
    {
        for (const field::Role a : kRoles) {
            for (const field::Role b : kRoles) {
                if (a == b)
                    continue;
                QVERIFY(categoryLook(a).letter != categoryLook(b).letter);
                QVERIFY(categoryWord(a) != categoryWord(b));
                // Network and undecoded have no underline: one has bars per layer, the other a hatch.
                if (categoryLook(a).underline != Underline::None)
                    QVERIFY(categoryLook(a).underline != categoryLook(b).underline);
            }
        }
    }

    void everyIconIsThereAndTakesItsColour()
    {
        IconCache cache;
        const QDir icons(QStringLiteral(MQTTSCOPE_SOURCE_DIR "/ui/icons"));
        const QStringList files = icons.entryList({QStringLiteral("*.svg")});
        QVERIFY(files.size() > 60);
        for (const QString& file : files) {
            const QString name = file.chopped(4);
            const QImage image = cache.pixmap(name, QColor(1, 200, 3), 16, 2).toImage();
            QVERIFY2(image.width() == 32, qPrintable(name));
            bool colored = name.startsWith(QLatin1String("app-"));
            for (int y = 0; y < image.height() && !colored; ++y) {
                for (int x = 0; x < image.width() && !colored; ++x)
                    colored = image.pixelColor(x, y).alpha() > 200 && image.pixelColor(x, y).green() > 150;
            }
            QVERIFY2(colored, qPrintable(name + QStringLiteral(" has no stroke in the colour asked for")));
        }
        for (int type = 0; type < 16; ++type)
            QVERIFY(!cache.pixmap(packetIcon(static_cast<mqtt::PacketType>(type)), Qt::red, 16, 1).isNull());
        QVERIFY(cache.pixmap(QStringLiteral("no-such-icon"), Qt::red, 16, 1).isNull());
    }

    void theIconCacheIsBounded()
    {
        IconCache cache;
        for (int i = 0; i < IconCache::kMaxPixmaps + 10; ++i)
            static_cast<void>(
                cache.pixmap(QStringLiteral("ui-open"), QColor::fromRgb(static_cast<QRgb>(i)), 2, 1));
        QVERIFY(cache.size() <= IconCache::kMaxPixmaps);
        QVERIFY(cache.size() > 0);
    }

    void zoomScalesFontsAndLengthsAndIsBounded()
    {
        Theme theme(Theme::FontSource::Inter);
        theme.apply();
        QCOMPARE(theme.px(100), 100);
        QCOMPARE(theme.font().pixelSize(), 13);
        const QSignalSpy changes(&theme, &Theme::changed);
        theme.setZoom(200);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(theme.px(100), 200);
        QCOMPARE(theme.font().pixelSize(), 26);
        QCOMPARE(QApplication::font().pixelSize(), 26);
        theme.setZoom(100'000);
        QCOMPARE(theme.zoom(), Theme::kMaxZoom);
        theme.setZoom(1);
        QCOMPARE(theme.zoom(), Theme::kMinZoom);
    }

    void theFixedFontMakesNoLigatures()
    {
        const Theme theme(Theme::FontSource::Inter);
        const QFont font = theme.fixedFont();
        QVERIFY(QFontInfo(font).fixedPitch());
        QVERIFY((font.styleStrategy() & QFont::PreferNoShaping) != 0);
        const QFontMetricsF metrics(font);
        QCOMPARE(metrics.horizontalAdvance(QStringLiteral("->==0x")),
                 6 * metrics.horizontalAdvance(QLatin1Char('0')));
    }

    void theStyleSheetNamesOnlyKnownTokens()
    {
        Theme theme(Theme::FontSource::Inter);
        for (const Scheme scheme : kSchemes) {
            theme.setScheme(scheme);
            const QString sheet = styleSheet(theme);
            QVERIFY2(!sheet.contains(QLatin1Char('@')), qPrintable(sheet));
            QVERIFY(!sheet.contains(QRegularExpression(QStringLiteral("#\\d+#"))));
            QVERIFY(sheet.contains(theme.color(Ink::Accent).name()));
        }
    }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"

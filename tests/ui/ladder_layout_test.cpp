// SPDX-License-Identifier: GPL-3.0-or-later
// What is drawn of a ladder: where each thing stands and what it is.
#include "tests/ui/ladder_drawn.h"
#include "ui/ladder/ladder_painter.h"
#include "ui/language.h"

#include <QDirIterator>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace mqttscope;
using namespace mqttscope::ui;
namespace ladder = mqttscope::analysis::ladder;
using ladder::BandKind;
using ladder::RowKind;
using mqtt::PacketType;
using test::Drawn;

namespace {

QString sample(const char* name)
{
    return QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/") + QLatin1String(name);
}

QString conversation(const char* name)
{
    return QStringLiteral(MQTTSCOPE_SOURCE_DIR "/tests/data/ladders/") + QLatin1String(name);
}

/// Words of a row, joined.
QString wordsOf(const PictureRow& row)
{
    QStringList words;
    if (row.tag)
        words.append(QStringLiteral("(%1)").arg(row.tag->number));
    for (const PictureText& text : row.texts)
        words.append(text.text);
    return words.join(QLatin1Char(' '));
}

/// Rows of packets of a type.
QList<const PictureRow*> rowsOf(const BandPicture& picture, const ladder::Band& band, PacketType type)
{
    QList<const PictureRow*> found;
    for (const PictureRow& row : picture.rows) {
        if (band.rows[row.row].kind == RowKind::Packet && band.rows[row.row].type() == type)
            found.append(&row);
    }
    return found;
}

QImage paint(const BandPicture& picture, const LadderContent& content, const LadderLook& look,
             const LadderEmphasis& emphasis = {})
{
    QImage image(qRound(picture.width), qRound(picture.height), QImage::Format_RGB32);
    image.fill(look.color(Ink::Surface));
    QPainter painter(&image);
    paintBand(painter, picture, content, look, emphasis, QRectF(image.rect()));
    return image;
}

} // namespace

class LadderLayoutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.apply(); }

    void theLostAcknowledgementIsThePictureOfTheBoard()
    {
        const Drawn drawn(sample("qos1-puback-perdu.pcapng"), m_theme);
        const LadderContent content = drawn.content(drawn.message());
        const BandPicture picture = drawn.picture(content);
        QCOMPARE(content.chip, QStringLiteral("QoS 1"));
        QCOMPARE(content.title, QStringLiteral("salle/temperature = \"21.5\""));
        QVERIFY(content.verdict.text.contains(QLatin1String("duplicate")));
        QCOMPARE(content.verdict.verdict, ladder::Verdict::Duplicate);

        const auto publishes = rowsOf(picture, content.band, PacketType::Publish);
        QCOMPARE(publishes.size(), 4);
        QCOMPARE(wordsOf(*publishes[0]), QStringLiteral("(1) PUBLISH 0x32 \"21.5\""));
        QCOMPARE(wordsOf(*publishes[2]), QStringLiteral("(1) PUBLISH 0x3A \"21.5\" DUP 1"));
        QVERIFY(!publishes[0]->arrow->dashed);
        QVERIFY(publishes[2]->arrow->dashed);
        QVERIFY(wordsOf(*publishes[3]).startsWith(QLatin1String("(2) PUBLISH 0x32 \"21.5\" DUP 0")));

        // What does not arrive ends half way.
        const auto missing =
            std::find_if(picture.rows.begin(), picture.rows.end(), [&](const PictureRow& row) {
                return content.band.rows[row.row].kind == RowKind::Missing;
            });
        QVERIFY(missing != picture.rows.end());
        QVERIFY(missing->arrow->lost);
        QCOMPARE(missing->arrow->ink, Ink::Error);
        const double hop = drawn.columns(drawn.message()).columns()[1].left -
                           drawn.columns(drawn.message()).columns()[0].left;
        QVERIFY(std::abs(missing->arrow->from.x() - missing->arrow->to.x()) < 0.6 * hop);

        // The message is kept from its sending to the acknowledgement of its copy.
        const auto strip =
            std::find_if(picture.strips.begin(), picture.strips.end(), [&](const PictureStrip& s) {
                return content.band.strips[s.strip].lane == content.band.hops[0].from;
            });
        QVERIFY(strip != picture.strips.end());
        QVERIFY(!strip->open);
        QCOMPARE(strip->rect.top(), publishes[0]->y);
        const auto acks = rowsOf(picture, content.band, PacketType::Puback);
        QVERIFY(std::abs(strip->rect.bottom() - acks[1]->arrow->to.y()) < 1);
        QVERIFY(strip->rect.right() < drawn.columns(drawn.message()).columns()[0].left);

        QCOMPARE(picture.boxes.size(), std::size_t{2});
        QCOMPARE(content.deliveries[0].times, 1);
        QCOMPARE(content.deliveries[1].times, 2);
        QVERIFY(!content.deliveries[0].duplicate && content.deliveries[1].duplicate);
        QStringList threads;
        for (const PictureThread& thread : picture.threads)
            threads.append(thread.text);
        QVERIFY(threads.contains(QLatin1String("same message")));
        QVERIFY(threads.contains(QLatin1String("new to it")));
        QVERIFY(threads.contains(QLatin1String("the same message again")));
    }

    void aLineTellsItsPacket()
    {
        const Drawn drawn(sample("qos2.pcapng"), m_theme);
        const LadderContent content = drawn.content(drawn.message());
        const BandPicture picture = drawn.picture(content);
        using Line = PictureArrow::Line;
        using Head = PictureArrow::Head;
        const auto look = [&](PacketType type) {
            const PictureArrow& arrow = *rowsOf(picture, content.band, type).front()->arrow;
            return std::pair{arrow.line, arrow.head};
        };
        QVERIFY(look(PacketType::Publish) == std::pair(Line::Double, Head::Filled));
        QVERIFY(look(PacketType::Pubrec) == std::pair(Line::Answer, Head::Open));
        QVERIFY(look(PacketType::Pubrel) == std::pair(Line::Command, Head::Filled));
        QVERIFY(look(PacketType::Pubcomp) == std::pair(Line::Answer, Head::Open));
        const Drawn once(sample("qos0.pcapng"), m_theme);
        const LadderContent plain = once.content(once.message());
        const BandPicture sent = once.picture(plain);
        QCOMPARE(rowsOf(sent, plain.band, PacketType::Publish).front()->arrow->line, Line::Thin);
        QVERIFY(sent.strips.empty());
        // The same exchange has one shape, the other hop another.
        const auto publishes = rowsOf(picture, content.band, PacketType::Publish);
        const auto received = rowsOf(picture, content.band, PacketType::Pubrec);
        QCOMPARE(publishes[0]->tag->shape, received[0]->tag->shape);
        QVERIFY(publishes[0]->tag->shape != publishes[1]->tag->shape);
    }

    // Curves that all began at the first sending would be a black wall.
    void ofManyCopiesTheLaterOnesHangOnTheOneBefore()
    {
        const Drawn drawn(sample("qos1-puback-perdu.pcapng"), m_theme);
        LadderContent content = drawn.content(drawn.message());
        auto& threads = content.band.threads;
        threads.clear();
        const auto last = static_cast<std::uint32_t>(content.band.rows.size()) - 1;
        for (std::uint32_t to = 1; to <= last; ++to)
            threads.push_back({ladder::Thread::Kind::Resent, 0, to});
        const BandPicture picture = drawn.picture(content);
        QVERIFY(picture.threads.size() == last && last >= 8);
        for (std::size_t i = 0; i < picture.threads.size(); ++i) {
            const PictureRow& from = picture.rows[i < 6 ? 0 : threads[i].to - 1];
            QCOMPARE(picture.threads[i].path.elementAt(0).y, from.y);
            QCOMPARE(picture.threads[i].path.currentPosition().y(), picture.rows[threads[i].to].y);
        }
    }

    void theHalvesOfQos2AreNamedWhereThereIsRoom()
    {
        const Drawn drawn(sample("qos2.pcapng"), m_theme);
        const LadderContent content = drawn.content(drawn.message());
        const auto halves = [&](double width) {
            const BandPicture picture = layOutBand(
                drawn.source, content, drawn.columns(content.band.number, width), drawn.look, {}, false);
            return std::count_if(picture.spans.begin(), picture.spans.end(), [](const PictureSpan& span) {
                return span.kind == PictureSpan::Kind::Deliver || span.kind == PictureSpan::Kind::Forget;
            });
        };
        QCOMPARE(halves(1400), 2);
        QCOMPARE(halves(800), 0);
    }

    void everyCaptureIsDrawnWithoutCollisions_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("french");
        QTest::addColumn<bool>("segments");
        for (const char* folder : {"/samples", "/tests/data/ladders"}) {
            QDirIterator files(QStringLiteral(MQTTSCOPE_SOURCE_DIR) + QLatin1String(folder),
                               {QStringLiteral("*.pcapng"), QStringLiteral("*.pcap")}, QDir::Files);
            while (files.hasNext()) {
                const QString path = files.next();
                const QByteArray name = files.fileName().toUtf8();
                QTest::newRow(name + " en") << path << false << false;
                QTest::newRow(name + " fr tcp") << path << true << true;
            }
        }
    }

    // Rows follow each other, arrows run between the lines of their lanes, and no words lie upon others.
    void everyCaptureIsDrawnWithoutCollisions()
    {
        QFETCH(QString, path);
        QFETCH(bool, french);
        QFETCH(bool, segments);
        const Drawn drawn(path, m_theme, french ? teach::Language::French : teach::Language::English);
        LadderArrangement arrangement;
        arrangement.segments = segments;
        for (std::uint32_t number = 0; number < drawn.bands(); ++number) {
            const LadderContent content = drawn.content(number);
            const LadderColumns columns = drawn.columns(number);
            const BandPicture picture = drawn.picture(content, arrangement);
            QCOMPARE(picture.rows.size(), content.band.rows.size());
            double bottom = picture.bar.rect.bottom();
            std::vector<std::pair<QRectF, QString>> words;
            for (const PictureRow& row : picture.rows) {
                QVERIFY(row.rect.top() >= bottom - 0.01);
                bottom = row.rect.bottom();
                checkArrow(row, content.band.rows[row.row], columns, drawn.look);
                for (const PictureText& text : row.texts) {
                    words.emplace_back(text.rect, text.text);
                    QVERIFY2(drawn.look.metrics(drawn.look.font(0.8)).horizontalAdvance(text.text) <=
                                 text.rect.width() + drawn.look.px(14),
                             qPrintable(text.text));
                }
                if (row.tag)
                    words.emplace_back(row.tag->rect, QStringLiteral("tag ") + row.tag->number);
                if (!row.event.isEmpty())
                    words.emplace_back(row.event, content.rows[row.row].event);
            }
            for (const PictureBox& box : picture.boxes)
                words.emplace_back(box.rect, QStringLiteral("box"));
            for (const PictureSegment& segment : picture.segments)
                words.emplace_back(segment.textRect, segment.text);
            for (const PictureThread& thread : picture.threads) {
                if (!thread.textRect.isEmpty())
                    words.emplace_back(thread.textRect, thread.text);
            }
            for (std::size_t a = 0; a < words.size(); ++a) {
                for (std::size_t b = a + 1; b < words.size(); ++b) {
                    const QRectF first = words[a].first.adjusted(0.5, 2.5, -0.5, -2.5);
                    QVERIFY2(!first.intersects(words[b].first.adjusted(0.5, 2.5, -0.5, -2.5)),
                             qPrintable(QStringLiteral("band %1: %2 | %3")
                                            .arg(number)
                                            .arg(words[a].second, words[b].second)));
                }
            }
            QVERIFY(picture.height >= bottom);
        }
    }

    // Who publishes stands at the left, and may receive what it has published.
    void theBoxOfTheFirstLaneLeavesTimesAndNumbers()
    {
        const Drawn drawn(QStringLiteral(MQTTSCOPE_SOURCE_DIR "/tests/data/captures/own/midstream.pcap"),
                          m_theme);
        int atTheLeft = 0;
        for (std::uint32_t number = 0; number < drawn.bands(); ++number) {
            const LadderContent content = drawn.content(number);
            for (const double width : {1080.0, 780.0, 520.0}) {
                const LadderColumns columns = drawn.columns(number, width);
                const BandPicture picture = layOutBand(drawn.source, content, columns, drawn.look, {}, false);
                for (const PictureBox& box : picture.boxes) {
                    atTheLeft += box.rect.right() < columns.columns().front().left ? 1 : 0;
                    for (const PictureRow& row : picture.rows)
                        QVERIFY(!box.rect.intersects(row.disc) && !box.rect.intersects(row.time));
                }
            }
        }
        QVERIFY(atTheLeft > 3);
    }

    void toScaleTheDistancesTellTime()
    {
        const Drawn drawn(conversation("redelivery.pcapng"), m_theme);
        const LadderContent content = drawn.content(drawn.message());
        LadderArrangement arrangement;
        QVERIFY(drawn.picture(content, arrangement).scale.isEmpty());
        arrangement.toScale = true;
        const BandPicture picture = drawn.picture(content, arrangement);
        QVERIFY(!picture.scale.isEmpty());
        QCOMPARE(picture.axis.size(), picture.rows.size() - 1);
        std::optional<double> perNs;
        int compared = 0;
        for (std::size_t i = 1; i < picture.rows.size(); ++i) {
            if (!picture.axis[i - 1].toScale)
                continue;
            const std::int64_t ns = content.band.rows[picture.rows[i].row].timeNs -
                                    content.band.rows[picture.rows[i - 1].row].timeNs;
            const double ratio = (picture.rows[i].y - picture.rows[i - 1].y) / static_cast<double>(ns);
            QVERIFY(!perNs || std::abs(ratio / *perNs - 1) < 0.3); // rows differ a little in what they take
            perNs = perNs.value_or(ratio);
            ++compared;
        }
        QVERIFY(compared >= 2);
    }

    void aFoldedBandIsOneLine()
    {
        const Drawn drawn(sample("qos1-puback-perdu.pcapng"), m_theme);
        const LadderContent content = drawn.content(drawn.message());
        const BandPicture picture = drawn.picture(content, {}, true);
        QCOMPARE(picture.height, foldedHeight(drawn.look));
        QVERIFY(picture.rows.empty() && picture.strips.empty());
        QVERIFY(!picture.bar.verdict.isEmpty());
        QVERIFY(picture.bar.summary.right() <= picture.bar.verdict.left());
        QVERIFY(!picture.rowAt({200, 20}).has_value());
        const LadderContent bar =
            ladderContent(drawn.source, drawn.source.index->band(content.band.number), LadderDetail::Bar);
        QCOMPARE(bar.title, content.title);
        QCOMPARE(bar.verdict.text, content.verdict.text);
        QVERIFY(bar.rows.empty() && bar.story.empty());
    }

    void aHiddenLaneTakesItsRowsAlong()
    {
        const Drawn drawn(sample("qos1.pcapng"), m_theme);
        const LadderContent content = drawn.content(drawn.message());
        const ladder::LaneId publisher = content.band.hops[0].from;
        const ladder::LaneId broker = content.band.hops[0].to;
        const LadderColumns columns = drawn.columnsOf({publisher, broker});
        const BandPicture picture = layOutBand(drawn.source, content, columns, drawn.look, {}, false);
        QVERIFY(!picture.rows.empty());
        for (const PictureRow& row : picture.rows) {
            const ladder::Row& told = content.band.rows[row.row];
            QVERIFY(told.from == publisher || told.to == publisher);
        }
        QVERIFY(picture.boxes.empty());
    }

    void whatIsHitIsWhatIsDrawn()
    {
        const Drawn drawn(sample("qos1-puback-perdu.pcapng"), m_theme);
        const LadderContent content = drawn.content(drawn.message());
        const BandPicture picture = drawn.picture(content);
        for (const PictureRow& row : picture.rows) {
            QCOMPARE(picture.rowAt(row.rect.center()).value_or(9999), row.row);
            QCOMPARE(picture.rectOf(row.row), row.rect);
        }
        QVERIFY(!picture.rowAt({300, 5}).has_value());
        for (const PictureStrip& strip : picture.strips)
            QVERIFY(picture.stripAt(strip.rect.center()).has_value());
    }

    void headsNameEveryLaneAndWhatItDoes()
    {
        const Drawn drawn(sample("qos1.pcapng"), m_theme, teach::Language::French);
        const LadderContent content = drawn.content(drawn.message());
        const LadderColumns columns = drawn.columns(content.band.number);
        const BandPicture picture = layOutBand(drawn.source, content, columns, drawn.look, {}, false, true);
        QCOMPARE(picture.heads.size(), std::size_t{3});
        QCOMPARE(picture.heads[0].words.name, QStringLiteral("editeur"));
        QCOMPARE(picture.heads[0].words.icon, QStringLiteral("ui-sensor"));
        QCOMPARE(picture.heads[1].words.icon, QStringLiteral("ui-broker"));
        QVERIFY(picture.heads[2].words.role.contains(QLatin1String("QoS 1")));
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY(std::abs(picture.heads[i].rect.center().x() - columns.columns()[i].center()) < 1);
        QVERIFY(picture.rows.front().rect.top() > picture.heads[0].rect.bottom());
    }

    void lanesThatDoNotFitMakeItWider()
    {
        const std::vector<ladder::LaneId> lanes = {0, 1, 2, 3, 4, 5};
        const LadderColumns columns(lanes, {false, true, false, false, false, false}, 900, 1);
        QVERIFY(!LadderColumns::fits(6, 900, 1));
        QVERIFY(LadderColumns::fits(3, 700, 1));
        QVERIFY(!LadderColumns::fits(3, 600, 1));
        QVERIFY(columns.width() > 900);
        QCOMPARE(columns.visibleWidth(), 900.0);
        for (std::size_t i = 1; i < 6; ++i)
            QVERIFY(columns.columns()[i].left - columns.columns()[i - 1].right >=
                    LadderColumns::roomOf(LadderColumns::Density::Normal).leastHop - 0.01);
        // The broker turns towards each of its clients.
        QCOMPARE(columns.lineOf(1, 0), columns.columns()[1].left);
        QCOMPARE(columns.lineOf(1, 2), columns.columns()[1].right);
    }

    // In the projector the whole story stays in sight: close together, without times.
    void closeTogetherNothingIsLost()
    {
        const Drawn drawn(sample("qos1-puback-perdu.pcapng"), m_theme);
        const LadderContent content = drawn.content(drawn.message());
        const LadderColumns columns = drawn.columns(content.band.number, 662);
        QCOMPARE(columns.density(), LadderColumns::Density::Compact);
        QCOMPARE(columns.width(), 662.0);
        const BandPicture picture = layOutBand(drawn.source, content, columns, drawn.look, {}, false);
        QCOMPARE(picture.rows.size(), content.band.rows.size());
        for (const PictureRow& row : picture.rows) {
            QVERIFY(row.time.isEmpty());
            checkArrow(row, content.band.rows[row.row], columns, drawn.look);
            if (row.arrow)
                QVERIFY(!row.texts.empty());
            if (!row.disc.isEmpty())
                QVERIFY(row.disc.right() < columns.columns()[0].left - drawn.look.px(22));
        }
        QCOMPARE(picture.boxes.size(), std::size_t{2});
        for (const PictureBox& box : picture.boxes)
            QVERIFY(box.rect.right() <= 662);
    }

    void paperInBlackAndWhiteHasNoColour()
    {
        const Drawn drawn(sample("qos1-puback-perdu.pcapng"), m_theme);
        const LadderContent content = drawn.content(drawn.message());
        QImage device(10, 10, QImage::Format_RGB32);
        const auto colours = [&](bool color) {
            const LadderLook look = LadderLook::ofPaper(device, 1, color, m_theme.fixedFont().family());
            const BandPicture picture =
                layOutBand(drawn.source, content, drawn.columns(content.band.number), look, {}, false);
            const QImage image = paint(picture, content, look);
            int count = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QColor pixel = image.pixelColor(x, y);
                    count += std::max({pixel.red(), pixel.green(), pixel.blue()}) -
                                         std::min({pixel.red(), pixel.green(), pixel.blue()}) >
                                     8
                                 ? 1
                                 : 0;
                }
            }
            return count;
        };
        QCOMPARE(colours(false), 0);
        QVERIFY(colours(true) > 1000);
    }

    // While it is played, what has not happened yet is not seen.
    void playedUpToARowTheRestIsNotThere()
    {
        const Drawn drawn(sample("qos1-puback-perdu.pcapng"), m_theme);
        const LadderContent content = drawn.content(drawn.message());
        const BandPicture picture = drawn.picture(content);
        LadderEmphasis begin;
        begin.upTo = 0;
        begin.progress = 0.5;
        const QImage half = paint(picture, content, drawn.look, begin);
        begin.progress = 1;
        const QImage first = paint(picture, content, drawn.look, begin);
        const QImage all = paint(picture, content, drawn.look);
        const QRect top = picture.rows[0].rect.toAlignedRect();
        const double middle = (picture.rows[0].arrow->from.x() + picture.rows[0].arrow->to.x()) / 2;
        const QPoint late(qRound(middle + (picture.rows[0].arrow->to.x() - middle) * 0.5),
                          qRound(picture.rows[0].y + drawn.look.px(7)));
        QVERIFY(half.pixel(late) != first.pixel(late));
        QCOMPARE(first.pixel(late), all.pixel(late));
        const QRect next = picture.rows[2].rect.toAlignedRect();
        QVERIFY(first.copy(next) != all.copy(next));
        QVERIFY(first.copy(top) != half.copy(top));
        LadderEmphasis end;
        end.upTo = picture.rows.back().row;
        QCOMPARE(paint(picture, content, drawn.look, end), all);
    }

    void frenchIsComplete()
    {
        Language language;
        language.use(QStringLiteral("fr"));
        const Drawn drawn(sample("qos1-puback-perdu.pcapng"), m_theme, teach::Language::French);
        const LadderContent content = drawn.content(drawn.message());
        const BandPicture picture = drawn.picture(content);
        QCOMPARE(content.promise, QStringLiteral("au moins une fois"));
        QVERIFY(content.verdict.text.contains(QStringLiteral("reçu 2")));
        QCOMPARE(content.deliveries[1].word, QStringLiteral("doublon"));
        QStringList threads;
        for (const PictureThread& thread : picture.threads)
            threads.append(thread.text);
        QVERIFY(threads.contains(QStringLiteral("même message")));
        language.use(QStringLiteral("en"));
    }

private:
    static void checkArrow(const PictureRow& row, const ladder::Row& told, const LadderColumns& columns,
                           const LadderLook& look)
    {
        if (!row.arrow)
            return;
        const double from = columns.lineOf(told.from, told.to);
        const double to = columns.lineOf(told.to, told.from);
        QVERIFY(std::abs(row.arrow->from.x() - from) <= look.px(3));
        if (!row.arrow->lost)
            QVERIFY(std::abs(row.arrow->to.x() - to) <= look.px(3));
        QVERIFY(row.arrow->to.y() > row.arrow->from.y()); // time passes
        for (const PictureText& text : row.texts)
            QVERIFY(text.rect.left() >= std::min(from, to) - 1 &&
                    text.rect.right() <= std::max(from, to) + 1);
    }

    Theme m_theme{Theme::FontSource::Inter};
};

QTEST_MAIN(LadderLayoutTest)
#include "ladder_layout_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// What a ladder says to a mouse that rests on it.
#include "tests/ui/ladder_fixture.h"
#include "ui/ladder/ladder_tips.h"

using namespace mqttscope;
using namespace mqttscope::ui;
using analysis::ladder::Stored;
using analysis::ladder::Thread;
using test::ladderSample;

namespace {

/// A band of a sample, laid out.
struct Fixture : test::LadderWindow {
    LadderView view{theme, model};
    std::uint32_t band = 0;

    explicit Fixture(const QString& path = ladderSample("qos1-puback-perdu.pcapng"), std::uint32_t frame = 16)
        : LadderWindow(path)
    {
        view.resize(1040, 620);
        view.show();
        band = bar(frame).band;
        model.setFolded(band, false);
    }
    [[nodiscard]] const BandPicture& picture() const { return view.picture(band); }
    [[nodiscard]] const LadderContent& content() const { return model.content(band); }
    [[nodiscard]] QString tip(QPointF point) const
    {
        return ladderTip(model.source(), content(), picture(), point);
    }
    /// The first row at a frame.
    [[nodiscard]] const PictureRow& row(std::uint32_t frame) const
    {
        const auto& rows = content().band.rows;
        for (const PictureRow& each : picture().rows) {
            if (rows[each.row].frame == frame && rows[each.row].kind != analysis::ladder::RowKind::Idle)
                return each;
        }
        qFatal("no such row");
    }
    /// The middle of a strip of a kind.
    [[nodiscard]] QString ofStrip(Stored what) const
    {
        for (const PictureStrip& each : picture().strips) {
            if (content().band.strips[each.strip].what == what)
                return tip(each.rect.center());
        }
        return {};
    }
    [[nodiscard]] QString ofThread(Thread::Kind kind) const
    {
        for (const PictureThread& each : picture().threads) {
            if (content().band.threads[each.thread].kind == kind)
                return tip(each.path.pointAtPercent(0.5));
        }
        return {};
    }
    /// On the arrow of a row, beside its middle.
    [[nodiscard]] QString ofArrow(std::uint32_t frame) const
    {
        const PictureArrow& arrow = *row(frame).arrow;
        return tip(arrow.from + (arrow.to - arrow.from) * 0.8);
    }
};

} // namespace

class LadderTipsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStripSaysWhyAndUntilWhen()
    {
        const Fixture f;
        const QString message = f.ofStrip(Stored::Message);
        QVERIFY2(message.contains(QStringLiteral("The sender keeps the message, to send it again")),
                 qPrintable(message));
        QVERIFY(message.contains(QStringLiteral("PUBACK in frame 27 lets it go")));
        QVERIFY(message.contains(QStringLiteral("<b>MQTT-4.3.2-1</b>. ")));
        QVERIFY(f.ofStrip(Stored::Session).contains(QStringLiteral("MQTT-3.1.2-4")));
        const Fixture two(ladderSample("qos2.pcapng"));
        QVERIFY(two.ofStrip(Stored::Identifier).contains(QStringLiteral("PUBREL in frame 18")));
        QVERIFY(two.ofStrip(Stored::Release).contains(QStringLiteral("keeps the identifier alone")));
    }

    void aThreadSaysWhyTheIdentifierIsAnother()
    {
        const Fixture f;
        QVERIFY2(f.ofThread(Thread::Kind::SameMessage).contains(QStringLiteral("another identifier")),
                 qPrintable(f.ofThread(Thread::Kind::SameMessage)));
        QVERIFY(f.ofThread(Thread::Kind::SameMessage).contains(QStringLiteral("MQTT-3.3.1-3")));
        QVERIFY(f.ofThread(Thread::Kind::NewToBroker).contains(QStringLiteral("takes the copy for a new")));
        QVERIFY(f.ofThread(Thread::Kind::Resent).contains(QStringLiteral("under the same identifier")));
    }

    void anArrowReadsItsFirstByte()
    {
        const Fixture f;
        const QString copy = f.ofArrow(26);
        QVERIFY2(copy.contains(QStringLiteral("0x3A = 0011 1 01 0 (PUBLISH, DUP 1, QoS 1, RETAIN 0)")),
                 qPrintable(copy));
        QVERIFY(copy.contains(QStringLiteral("it may be the copy of an earlier packet")));
        QVERIFY(f.ofArrow(27).contains(QStringLiteral("0x40 = 0100 0000 (PUBACK)")));
    }

    void theMarksOfARowSpeak()
    {
        const Fixture f;
        const QString cross = f.tip(f.row(17).arrow->to);
        QVERIFY2(cross.contains(QStringLiteral("TCP repairs the loss of a segment")), qPrintable(cross));
        QVERIFY(cross.contains(QStringLiteral("MQTT-4.4.0-1")));
        QVERIFY(f.tip(f.row(18).tag->rect.center()).contains(QStringLiteral("Packet Identifier 1")));
        QVERIFY(f.tip(f.row(16).disc.center()).contains(QStringLiteral("editeur publishes")));
    }

    void aBoxCountsAndTheBarJudges()
    {
        const Fixture f;
        QCOMPARE(f.picture().boxes.size(), std::size_t{2});
        QVERIFY(f.tip(f.picture().boxes[0].rect.center()).contains(QStringLiteral("to its application")));
        QVERIFY(f.tip(f.picture().boxes[1].rect.center()).contains(QStringLiteral("same message 2 times")));
        const QString verdict = f.tip(f.picture().bar.verdict.center());
        QVERIFY2(verdict.contains(QStringLiteral("abonne: expected at least 1, received 2")),
                 qPrintable(verdict));
        QVERIFY(f.tip(f.picture().bar.chip.center()).contains(QStringLiteral("at least once")));
    }

    void betweenTheRowsThereIsNothingToSay()
    {
        const Fixture f;
        QCOMPARE(f.tip({-5, -5}), QString());
        QCOMPARE(f.tip({f.picture().width + 10, 10}), QString());
    }

    void itSpeaksFrench()
    {
        Fixture f;
        f.language.use(QStringLiteral("fr"));
        f.model.retranslate();
        QVERIFY(f.ofStrip(Stored::Message).contains(QStringLiteral("L’émetteur garde le message")));
        QVERIFY(f.ofStrip(Stored::Message).contains(QStringLiteral("PUBACK, trame 27, y met fin")));
    }

    void whatComesFromTheWireIsEscaped()
    {
        test::Window files;
        const QString path = files.path("hostile.pcap");
        {
            test::CaptureMaker maker(path.toStdString());
            maker.open();
            maker.fromClient(test::connectPython1());
            maker.fromServer(test::connackAccepted());
            maker.fromClient(test::publish("a/<i>b", "<img src=x>"));
            maker.close();
        }
        const Fixture f(path, 6);
        const QString tip = f.ofArrow(6);
        QVERIFY2(tip.contains(QStringLiteral("&lt;img src=x&gt;")), qPrintable(tip));
        QVERIFY(!tip.contains(QStringLiteral("<img")));
        const QString title = f.tip(f.picture().bar.title.center());
        QVERIFY2(title.contains(QStringLiteral("a/&lt;i&gt;b")), qPrintable(title));
        QVERIFY(!title.contains(QStringLiteral("<i>")));
        for (double y = 0; y < f.picture().height; y += 6) {
            for (double x = 0; x < f.picture().width; x += 12)
                QVERIFY(!f.tip({x, y}).contains(QStringLiteral("<img")));
        }
    }
};

QTEST_MAIN(LadderTipsTest)
#include "ladder_tips_test.moc"

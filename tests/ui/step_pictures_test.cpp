// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the step view painted in all looks, sizes and languages. MQTTSCOPE_PICTURES=DIR keeps the
// pictures for people to judge.
#include "tests/ui/step_frame.h"
#include "ui/step/byte_ribbon.h"
#include "ui/step/knowledge_strip.h"
#include "ui/step/step_bits.h"

#include <QDir>
#include <QSet>
#include <QVBoxLayout>

#include <array>

using namespace mqttscope;
using namespace mqttscope::ui;
using test::StepFrame;

namespace {

/// The three widgets one above the other, as the view has them.
struct Page {
    QWidget widget;
    ByteRibbon ribbon;
    KnowledgeStrip strip;
    StepBits bits;
    QHBoxLayout* layoutRow = new QHBoxLayout;

    explicit Page(const Theme& theme) : ribbon(theme), strip(theme), bits(theme)
    {
        auto* column = new QVBoxLayout(&widget);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(&ribbon);
        column->addWidget(&strip);
        auto* row = layoutRow;
        row->addStretch(1);
        row->addWidget(&bits, 1);
        row->addSpacing(18);
        column->addSpacing(12);
        column->addLayout(row);
        column->addStretch(1);
        ribbon.setAnimated(false);
        ribbon.setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    ~Page()
    {
        for (QWidget* each :
             {static_cast<QWidget*>(&ribbon), static_cast<QWidget*>(&strip), static_cast<QWidget*>(&bits)})
            each->setParent(nullptr);
    }
    Page(const Page&) = delete;
    Page& operator=(const Page&) = delete;
    Page(Page&&) = delete;
    Page& operator=(Page&&) = delete;
};

int colorsOf(const QImage& image)
{
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); y += 2) {
        for (int x = 0; x < image.width(); x += 2)
            colors += image.pixel(x, y);
    }
    return static_cast<int>(colors.size());
}

Knowledge knowledgeOfConnect(bool french, std::uint32_t read)
{
    Knowledge knowledge;
    knowledge.facts = {
        {QStringLiteral("type"), QStringLiteral("CONNECT"), false, false},
        {french ? QStringLiteral("nom") : QStringLiteral("name"), QStringLiteral("MQTT"), false, false},
        {french ? QStringLiteral("niveau") : QStringLiteral("level"), QStringLiteral("4 = version 3.1.1"),
         false, false},
        {QStringLiteral("session"), french ? QStringLiteral("vierge") : QStringLiteral("clean"), true,
         false}};
    knowledge.read = read;
    knowledge.total = 19;
    return knowledge;
}

} // namespace

class StepPicturesTest : public QObject {
    Q_OBJECT

    Theme m_theme{Theme::FontSource::Inter};
    Language m_language;

    void look(Page& page, const QString& name)
    {
        page.widget.ensurePolished();
        QCoreApplication::processEvents();
        const QImage image = page.widget.grab().toImage();
        QVERIFY2(colorsOf(image) > 12, qPrintable(name));
        const QString directory = qEnvironmentVariable("MQTTSCOPE_PICTURES");
        if (!directory.isEmpty())
            QVERIFY(image.save(QDir(directory).filePath(name + QStringLiteral(".png"))));
    }

private Q_SLOTS:
    void initTestCase() { m_theme.apply(); }
    void cleanup()
    {
        m_theme.setProjector(false);
        m_theme.setScheme(Scheme::Light);
        m_theme.setZoom(100);
    }

    void connectInAllLooks_data()
    {
        QTest::addColumn<int>("scheme");
        QTest::addColumn<bool>("french");
        QTest::addColumn<int>("width");
        const std::array schemes = {"light", "dark", "contrast"};
        for (int scheme = 0; scheme < 3; ++scheme) {
            for (const bool french : {false, true}) {
                for (const int width : {1366, 1920})
                    QTest::addRow("%s-%s-%d", schemes[static_cast<std::size_t>(scheme)], french ? "fr" : "en",
                                  width)
                        << scheme << french << width;
            }
        }
    }
    void connectInAllLooks()
    {
        QFETCH(int, scheme);
        QFETCH(bool, french);
        QFETCH(int, width);
        m_theme.setScheme(static_cast<Scheme>(scheme));
        m_language.use(french ? QStringLiteral("fr") : QStringLiteral("en"));
        StepFrame frame(StepFrame::sample("connect-python1.pcap"), 4,
                        french ? teach::Language::French : teach::Language::English);
        Page page(m_theme);
        page.widget.resize(width, 640);
        page.ribbon.setContent(frame.content());
        page.ribbon.setPosition(9, std::nullopt, 10);
        page.strip.setKnowledge(knowledgeOfConnect(french, 8));
        page.bits.setBits(frame.bits(9), scheme == 0 ? std::optional(1) : std::nullopt);
        page.widget.show();
        look(page, QStringLiteral("connect-") + QLatin1String(QTest::currentDataTag()));
    }

    void otherPackets_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("frame");
        QTest::addColumn<int>("byte");
        QTest::addColumn<int>("read");
        QTest::addColumn<int>("bit");
        QTest::newRow("python1-length") << StepFrame::sample("connect-python1.pcap") << 4 << 1 << 2 << 4;
        QTest::newRow("python1-first") << StepFrame::sample("connect-python1.pcap") << 4 << 0 << 1 << -1;
        QTest::newRow("python1-letter") << StepFrame::sample("connect-python1.pcap") << 4 << 17 << 18 << -1;
        QTest::newRow("python1-back") << StepFrame::sample("connect-python1.pcap") << 4 << 4 << 14 << -1;
        QTest::newRow("connect5") << StepFrame::capture("v5_basic.pcap") << 4 << 14 << 15 << -1;
        QTest::newRow("connect5-will") << StepFrame::capture("synth_v5_all.pcap") << 4 << 60 << 61 << -1;
        QTest::newRow("publish5") << StepFrame::sample("v5-proprietes.pcapng") << 34 << 44 << 45 << -1;
        QTest::newRow("qos3") << StepFrame::sample("pannes-02.pcapng") << 7 << 0 << 1 << 1;
        QTest::newRow("wildcard") << StepFrame::sample("pannes-03.pcapng") << 7 << 11 << 14 << -1;
        QTest::newRow("connack") << StepFrame::sample("connect-python1.pcap") << 6 << 2 << 3 << -1;
    }
    void otherPackets()
    {
        QFETCH(QString, file);
        QFETCH(int, frame);
        QFETCH(int, byte);
        QFETCH(int, read);
        QFETCH(int, bit);
        m_language.use(QStringLiteral("fr"));
        StepFrame step(file, static_cast<std::uint32_t>(frame), teach::Language::French);
        Page page(m_theme);
        page.widget.resize(1366, 640);
        page.ribbon.setContent(step.content());
        QVERIFY(page.ribbon.content().length > 0);
        page.widget.show();
        const auto at = static_cast<std::size_t>(byte);
        const std::optional<int> here = bit < 0 ? std::nullopt : std::optional(bit);
        page.ribbon.setPosition(at, here, static_cast<std::size_t>(read));
        page.strip.setKnowledge(
            {{{QStringLiteral("type"), QStringLiteral("PUBLISH"), false, false},
              {QStringLiteral("topic"), QStringLiteral("maison/salon/temperature/capteur/numero/quatorze"),
               true, true}},
             static_cast<std::uint32_t>(read),
             byte == 0 ? std::nullopt : std::optional(page.ribbon.content().length)});
        page.bits.setBits(step.bits(static_cast<std::uint32_t>(byte)), here);
        look(page, QLatin1String(QTest::currentDataTag()));
    }

    void layersBelow()
    {
        m_language.use(QStringLiteral("fr"));
        StepFrame step(StepFrame::sample("connect-python1.pcap"), 4, teach::Language::French);
        Page page(m_theme);
        page.widget.resize(1366, 640);
        page.widget.show();
        for (const auto id : {field::FieldId::Eth, field::FieldId::Ip, field::FieldId::Tcp}) {
            page.ribbon.setContent(step.content(id));
            page.ribbon.setPosition(12, std::nullopt, 13);
            look(page, QStringLiteral("layer-%1").arg(static_cast<int>(id)));
        }
    }

    void longJson()
    {
        m_language.use(QStringLiteral("fr"));
        const test::PublishFile file("salles/b204/mesures", test::longJson(1300));
        StepFrame step(file.path, file.frame, teach::Language::French);
        Page page(m_theme);
        page.widget.resize(1366, 640);
        page.widget.show();
        page.ribbon.setContent(step.content());
        const std::uint32_t length = page.ribbon.content().length;
        page.strip.setKnowledge({{}, 40, length - 3});
        for (const std::uint32_t byte : {3U, 70U, length - 1}) {
            page.ribbon.setPosition(byte, std::nullopt, byte + 1);
            look(page, QStringLiteral("json-%1").arg(byte));
        }
        m_theme.setScheme(Scheme::Dark);
        look(page, QStringLiteral("json-dark"));
        m_theme.setProjector(true);
        page.ribbon.setWrapped(true);
        page.widget.resize(1024, 768);
        page.ribbon.setPosition(70, std::nullopt, 71);
        look(page, QStringLiteral("json-wrapped"));
    }

    void projector_data()
    {
        QTest::addColumn<int>("scheme");
        QTest::addColumn<int>("byte");
        QTest::newRow("light") << 0 << 9;
        QTest::newRow("dark") << 1 << 5;
        QTest::newRow("contrast") << 2 << 9;
    }
    void projector()
    {
        QFETCH(int, scheme);
        QFETCH(int, byte);
        m_theme.setScheme(static_cast<Scheme>(scheme));
        m_theme.setProjector(true);
        m_language.use(QStringLiteral("fr"));
        StepFrame frame(StepFrame::sample("connect-python1.pcap"), 4, teach::Language::French);
        Page page(m_theme);
        page.widget.resize(1024, 768);
        page.ribbon.setWrapped(true);
        page.ribbon.setContent(frame.content());
        page.widget.show();
        page.ribbon.setPosition(static_cast<std::size_t>(byte), std::nullopt,
                                static_cast<std::size_t>(byte) + 1);
        page.strip.hide();
        page.bits.setNamesOnly(true);
        page.layoutRow->setStretch(0, 0);
        page.bits.setBits(frame.bits(static_cast<std::uint32_t>(byte)), 1);
        look(page, QStringLiteral("projector-") + QLatin1String(QTest::currentDataTag()));
    }

    void zoomed()
    {
        m_language.use(QStringLiteral("fr"));
        m_theme.setZoom(150);
        StepFrame frame(StepFrame::sample("connect-python1.pcap"), 4, teach::Language::French);
        Page page(m_theme);
        page.widget.resize(1366, 768);
        page.ribbon.setContent(frame.content());
        page.widget.show();
        page.ribbon.setPosition(9, std::nullopt, 10);
        page.strip.setKnowledge(knowledgeOfConnect(true, 8));
        page.bits.setBits(frame.bits(9), std::nullopt);
        look(page, QStringLiteral("zoom-150"));
    }
};

QTEST_MAIN(StepPicturesTest)
#include "step_pictures_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// French and English: complete, switched live, and typeset as printers do.
#include "tests/ui/window_fixture.h"
#include "ui/main_actions.h"
#include "ui/views/banner.h"
#include "ui/views/bytes_pane.h"
#include "ui/views/status_strip.h"

#include <QDir>
#include <QFile>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTabBar>
#include <QXmlStreamReader>

using namespace mqttscope;
using namespace mqttscope::ui;

namespace {

struct Message {
    QString source;
    QStringList translations;
    bool unfinished = false;
};

std::vector<Message> readTranslations(const char* file)
{
    QFile ts(QStringLiteral(MQTTSCOPE_SOURCE_DIR "/ui/translations/") + QLatin1String(file));
    std::vector<Message> messages;
    if (!ts.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&ts);
    while (!xml.atEnd()) {
        if (!xml.readNextStartElement())
            continue;
        const auto name = xml.name();
        if (name == QLatin1String("message")) {
            messages.emplace_back();
        } else if (name == QLatin1String("source")) {
            messages.back().source = xml.readElementText();
        } else if (name == QLatin1String("translation")) {
            messages.back().unfinished = !xml.attributes().value(QLatin1String("type")).isEmpty();
            const QString whole = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            messages.back().translations = whole.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        }
    }
    return messages;
}

} // namespace

class LanguageTest : public QObject {
    Q_OBJECT
    const QString m_sample = QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/connect-python1.pcap");
private Q_SLOTS:
    void frenchIsComplete()
    {
        const auto messages = readTranslations("mqttscope_fr.ts");
        QVERIFY(messages.size() > 150);
        for (const Message& message : messages)
            QVERIFY2(!message.unfinished && !message.translations.isEmpty(), qPrintable(message.source));
        for (const Message& message : readTranslations("mqttscope_en.ts"))
            QVERIFY2(!message.unfinished && !message.translations.isEmpty(), qPrintable(message.source));
    }

    void placeholdersAreTheSame()
    {
        static const QRegularExpression kPlaceholder(QStringLiteral("%(\\d|L?n)"));
        for (const Message& message : readTranslations("mqttscope_fr.ts")) {
            const auto found = [](const QString& text) {
                QSet<QString> set;
                for (auto i = kPlaceholder.globalMatch(text); i.hasNext();)
                    set.insert(i.next().captured());
                set.remove(QStringLiteral("%n"));
                set.remove(QStringLiteral("%Ln")); // one need not be counted in words
                return set;
            };
            for (const QString& translation : message.translations)
                QCOMPARE(found(translation), found(message.source));
        }
    }

    void frenchIsTypeset()
    {
        static const QRegularExpression kTag(QStringLiteral("<[^>]*>"));
        static const QRegularExpression kNoSpaceBefore(QStringLiteral("[^\\x{202f}][:;!?](?!\\S)"));
        for (const Message& message : readTranslations("mqttscope_fr.ts")) {
            for (QString translation : message.translations) {
                translation.remove(kTag);
                if (translation.contains(QLatin1String("*.pcap")))
                    continue; // the pattern of a file dialog
                QVERIFY2(!translation.contains(kNoSpaceBefore), qPrintable(translation));
                QVERIFY2(!translation.contains(QLatin1Char('\'')), qPrintable(translation));
                QVERIFY2(!translation.contains(QLatin1Char('"')), qPrintable(translation));
                QVERIFY2(!translation.contains(QStringLiteral("...")), qPrintable(translation));
                QVERIFY2(!translation.contains(QStringLiteral("« ")), qPrintable(translation));
            }
        }
    }

    void theLanguageSwitchesLive()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        w->selection().selectNode(test::nodeOf(*w.window, field::FieldId::MqttKalive));
        const Selection before = w->selection().selection();
        const auto header = [&](int column) {
            return w->frames().headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        };
        QCOMPARE(header(FrameListModel::Summary), QStringLiteral("Summary"));
        w->actions().french->trigger();
        QCOMPARE(header(FrameListModel::Summary), QStringLiteral("Résumé"));
        QCOMPARE(w->menuBar()->actions().front()->text(), QStringLiteral("&Fichier"));
        QCOMPARE(w->frames().index(0, FrameListModel::Length).data().toString(), QStringLiteral("21 o"));
        QCOMPARE(w->frames().index(0, FrameListModel::Time).data().toString(), QStringLiteral("0,001173"));
        QCOMPARE(w->bytes()->tabs()->tabText(0), QStringLiteral("Octets de la trame 4"));
        QCOMPARE(w->status()->placeText(), QStringLiteral("octets 11 à 12 sur 21"));
        QCOMPARE(w->selection().selection(), before);
        w->actions().otherLanguage->trigger();
        QCOMPARE(header(FrameListModel::Summary), QStringLiteral("Summary"));
        QCOMPARE(w->bytes()->tabs()->tabText(0), QStringLiteral("Bytes of frame 4"));
        QVERIFY(w->actions().english->isChecked());
    }

    void fieldsAndIssuesSpeakTheLanguageOfTheWindow()
    {
        test::Window w;
        QVERIFY(w.open(m_sample));
        const std::uint32_t node = test::nodeOf(*w.window, field::FieldId::MqttKalive);
        w->selection().selectNode(node);
        const auto label = [&] { return w->fields().indexOf(node).data().toString(); };
        QCOMPARE(label(), QStringLiteral("Keep Alive"));
        w->actions().french->trigger();
        QCOMPARE(label(), QStringLiteral("Keep Alive (délai de maintien)"));
        w->actions().english->trigger();
        QCOMPARE(label(), QStringLiteral("Keep Alive"));
    }

    void aTeachersBrokenFileIsSaidInTheBanner()
    {
        test::Window w;
        QVERIFY(QDir(w.directory.path()).mkpath(QStringLiteral("fr")));
        QFile file(w.path("fr/rules.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{");
        file.close();
        w.language.use(QStringLiteral("fr"));
        w.window =
            std::make_unique<MainWindow>(w.settings, w.theme, w.language, w.directory.path().toStdString());
        w->show();
        QVERIFY2(w->banner()->sentence().contains(QStringLiteral("les textes fournis sont utilisés")),
                 qPrintable(w->banner()->sentence()));
        QVERIFY(w->banner()->isVisible());
    }

    void theBannerSpeaksTheOtherLanguageToo()
    {
        test::Window w;
        QVERIFY(w.open(w.path("absent.pcap")));
        w->actions().french->trigger();
        QVERIFY2(w->banner()->sentence().contains(QStringLiteral("ce fichier n’existe pas")),
                 qPrintable(w->banner()->sentence()));
    }

    void qtsOwnWordsAreTranslated()
    {
        test::Window w;
        w.language.use(QStringLiteral("fr"));
        QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Cancel"), QStringLiteral("Annuler"));
    }

    void pluralsFollowTheLanguage()
    {
        test::Window w;
        const auto bytes = [](int count) { return FieldTreeModel::tr("%Ln byte(s)", nullptr, count); };
        QCOMPARE(bytes(0), QStringLiteral("0 bytes"));
        QCOMPARE(bytes(1), QStringLiteral("1 byte"));
        w.language.use(QStringLiteral("fr"));
        QCOMPARE(bytes(0), QStringLiteral("0 octet"));
        QCOMPARE(bytes(2), QStringLiteral("2 octets"));
    }

    void anUnknownLanguageIsEnglish()
    {
        Language language;
        language.use(QStringLiteral("fr"));
        language.use(QStringLiteral("tlh"));
        QCOMPARE(language.current(), QStringLiteral("en"));
    }
};

QTEST_MAIN(LanguageTest)
#include "language_test.moc"

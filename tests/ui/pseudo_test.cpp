// SPDX-License-Identifier: GPL-3.0-or-later
// The window in a language that marks every text and makes it longer by forty percent: what is not marked was
// not to be translated, and what is cut would be cut in some language.
#include "tests/ui/window_fixture.h"
#include "ui/panels/panel.h"
#include "ui/panels/panel_dock.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTabBar>
#include <QTableView>
#include <QTextDocumentFragment>
#include <QToolButton>
#include <QTranslator>
#include <QTreeView>

using namespace mqttscope;
using namespace mqttscope::ui;

namespace {

constexpr QChar kOpen(0x27e6);
constexpr QChar kClose(0x27e7);

class PseudoTranslator final : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char*, const char* source, const char*, int) const override
    {
        const QString text = QString::fromUtf8(source);
        return kOpen + text + QString(text.size() * 2 / 5, QLatin1Char('~')) + kClose;
    }
};

/// Words that are the same in every language, words of the standard, or no words at all.
bool needsNoTranslation(const QString& text)
{
    static const QRegularExpression kWord(QStringLiteral("[A-Za-z]{2,}"));
    static const QStringList kSame =
        QStringLiteral("QoS/FR/EN/&Français/Français/&English/English/JSON/Base64/PNG/SVG/CSV/PDML/"
                       "Session Present/Keep Alive/Will")
            .split(QLatin1Char('/'));
    return !text.contains(kWord) || kSame.contains(text) || text == text.toUpper(); // RETAIN, PUBLISH
}

} // namespace

class PseudoTest : public QObject {
    Q_OBJECT
    PseudoTranslator m_pseudo;

    static QString nameOf(const QWidget* widget)
    {
        QString name = QLatin1String(widget->metaObject()->className());
        for (const QWidget* parent = widget; parent != nullptr; parent = parent->parentWidget()) {
            if (!parent->objectName().isEmpty() && !parent->objectName().startsWith(QLatin1String("qt_")))
                return name + QLatin1Char('@') + parent->objectName();
        }
        return name;
    }
    static QString plain(const QString& text)
    {
        return Qt::mightBeRichText(text) ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
    }
    /// Opens a capture with everything in sight, in the long language.
    void show(test::Window& w, const char* sample)
    {
        QCoreApplication::installTranslator(&m_pseudo);
        Q_EMIT w.language.changed();
        QVERIFY(w.open(QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/") + QLatin1String(sample)));
        QTRY_VERIFY(!w->workspace().queries().isBusy());
        QCoreApplication::processEvents();
    }
    static void forEachMenu(const QMenu* menu, const std::function<void(const QAction*)>& visit)
    {
        for (const QAction* action : menu->actions()) {
            visit(action);
            if (action->menu() != nullptr)
                forEachMenu(action->menu(), visit);
        }
    }

private Q_SLOTS:
    void cleanup() { QCoreApplication::removeTranslator(&m_pseudo); }

    void everythingInTheMenusIsTranslated()
    {
        test::Window w;
        show(w, "qos2.pcapng");
        int seen = 0;
        for (const QAction* top : w->menuBar()->actions()) {
            QVERIFY2(top->text().contains(kOpen), qPrintable(top->text()));
            forEachMenu(top->menu(), [&](const QAction* action) {
                const bool file = action->toolTip().startsWith(QLatin1Char('/')); // opened last
                if (action->isSeparator() || file || needsNoTranslation(action->text()))
                    return;
                ++seen;
                QVERIFY2(action->text().contains(kOpen), qPrintable(action->text()));
            });
        }
        QVERIFY(seen > 70);
    }

    void everyButtonTitleAndColumnIsTranslated()
    {
        test::Window w;
        for (PanelDock* dock : w->docks())
            w->showPanel(dock->panel()->id());
        show(w, "qos2.pcapng");
        for (const auto* button : w->findChildren<QAbstractButton*>()) {
            const bool taught =
                nameOf(button).contains(QLatin1String("explanation")); // words of the vocabulary
            const bool qt = button->objectName().startsWith(QLatin1String("qt_")) ||
                            qobject_cast<const QTabBar*>(button->parentWidget()) != nullptr;
            if (taught || qt)
                continue;
            for (const QString& text : {button->text(), button->toolTip(), button->accessibleName()})
                QVERIFY2(needsNoTranslation(text) || text.contains(kOpen),
                         qPrintable(nameOf(button) + QStringLiteral(": ") + text));
        }
        for (const PanelDock* dock : w->docks())
            QVERIFY2(dock->windowTitle().contains(kOpen), qPrintable(dock->windowTitle()));
        for (const auto* edit : w->findChildren<QLineEdit*>())
            QVERIFY2(needsNoTranslation(edit->placeholderText()) || edit->placeholderText().contains(kOpen),
                     qPrintable(edit->placeholderText()));
        for (const auto* view : w->findChildren<QAbstractItemView*>()) {
            if (view->model() == nullptr || qobject_cast<const QHeaderView*>(view) != nullptr)
                continue;
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                const QVariant title = view->model()->headerData(column, Qt::Horizontal);
                const QString text = title.toString();
                QVERIFY2(title.typeId() != QMetaType::QString || needsNoTranslation(text) ||
                             text.contains(kOpen),
                         qPrintable(nameOf(view) + QStringLiteral(": ") + text));
            }
        }
    }

    void nothingIsCut_data()
    {
        QTest::addColumn<QString>("panel");
        QTest::newRow("welcome") << QStringLiteral("welcome");
        QTest::newRow("none") << QString();
        for (const char* id : {"capture", "rules", "payload", "sessions", "topics", "values", "statistics"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }

    void nothingIsCut()
    {
        QFETCH(QString, panel);
        test::Window w;
        w->resize(1366, 768);
        const bool welcome = panel == QLatin1String("welcome");
        if (!panel.isEmpty() && !welcome)
            QVERIFY(w->showPanel(panel));
        show(w, "pannes-02.pcapng");
        if (welcome)
            w->session().close();
        QCoreApplication::processEvents();
        int seen = 0;
        for (const auto* button : w->findChildren<QAbstractButton*>()) {
            if (!button->isVisible() || button->text().isEmpty() ||
                nameOf(button).contains(QLatin1String("qt_")))
                continue;
            const auto* tool = qobject_cast<const QToolButton*>(button);
            if (tool != nullptr && tool->toolButtonStyle() == Qt::ToolButtonIconOnly)
                continue;
            const int needs =
                button->fontMetrics().horizontalAdvance(button->text().remove(QLatin1Char('&')));
            ++seen;
            QVERIFY2(button->width() >= needs,
                     qPrintable(nameOf(button) + QStringLiteral(": ") + button->text()));
        }
        for (const auto* label : w->findChildren<QLabel*>()) {
            const bool gives = label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored;
            if (!label->isVisible() || label->wordWrap() || gives || label->text().isEmpty())
                continue;
            const int needs = label->fontMetrics().horizontalAdvance(plain(label->text()));
            ++seen;
            QVERIFY2(label->contentsRect().width() + 1 >= needs,
                     qPrintable(nameOf(label) + QStringLiteral(": ") + label->text() +
                                QStringLiteral(" %1 < %2").arg(label->contentsRect().width()).arg(needs)));
        }
        QVERIFY(seen > 8);
    }
};

QTEST_MAIN(PseudoTest)
#include "pseudo_test.moc"

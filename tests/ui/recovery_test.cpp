// SPDX-License-Identifier: GPL-3.0-or-later
// What a crash left, to be opened, saved or deleted.
#include "analysis/live/live_capture.h"
#include "tests/ui/live_fixture.h"
#include "ui/live/recovery_dialog.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTimer>

#include <filesystem>
#include <fstream>

namespace mqttscope::test {
namespace {

namespace fs = std::filesystem;
using ui::RecoveryDialog;

constexpr int kRemark = 4;

/// A folder for live captures of the test's own.
struct Desk : LiveDesk {
    QTemporaryDir folder;
    std::unique_ptr<RecoveryDialog> dialog;

    Desk()
    {
        qputenv("XDG_STATE_HOME", folder.path().toUtf8());
        qputenv("MQTTSCOPE_CAPTURE", MQTTSCOPE_SOURCE_DIR "/tests/support/fake_capture.py");
    }
    ~Desk()
    {
        qunsetenv("MQTTSCOPE_CAPTURE");
        qunsetenv("FAKE_CAPTURE");
        qunsetenv("XDG_STATE_HOME");
    }
    /// A capture of five frames that nobody holds, with some bytes behind it.
    void leave(std::size_t behind = 0)
    {
        qputenv("FAKE_CAPTURE", "header frames:5 wait");
        std::string path;
        {
            analysis::LiveCapture capture;
            analysis::LiveOptions options;
            options.interfaces = {"fake0"};
            options.stop.frames = 5;
            QVERIFY(capture.start(options));
            capture.wait();
            path = capture.status().path;
        }
        // A record that says to be longer than what is there.
        const std::string cut("\x06\0\0\0\x5c\0\0\0\0\0\0\0", 12);
        std::ofstream(path, std::ios::binary | std::ios::app) << cut.substr(0, behind);
    }
    void openDialog()
    {
        dialog = std::make_unique<RecoveryDialog>(analysis::orphans(), theme, words);
        dialog->show();
    }
    [[nodiscard]] QPushButton* button(const QString& text) const
    {
        for (auto* one : dialog->findChildren<QPushButton*>()) {
            if (one->text() == text)
                return one;
        }
        return nullptr;
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return dialog->table()->item(row, column)->text();
    }
    [[nodiscard]] std::size_t files() const
    {
        std::size_t count = 0;
        for (const auto& one : fs::directory_iterator(analysis::liveFolder()))
            count += one.is_regular_file() ? 1U : 0U;
        return count;
    }
};

/// Answers the question that is about to be asked.
void answer(bool yes)
{
    QTimer::singleShot(0, qApp, [yes] {
        auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        QVERIFY(question != nullptr);
        for (QAbstractButton* button : question->buttons()) {
            if ((question->buttonRole(button) == QMessageBox::DestructiveRole) == yes)
                button->click();
        }
    });
}

} // namespace

class RecoveryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void listsWhatCanBeRead();
    void opensOneAndCloses();
    void savesAndSaysWhere();
    void saysWhySavingFailed();
    void oneThatIsGoneIsAFailureOfItsOwn();
    void deletesOnlyWhenThatIsWanted();
    void deletesAll();
    void saysThatThereMayBeMore();
    void worksByKeyboard();
    void mayBeClosedWhileItWorks();
    void speaksFrench();
    void everythingThatTakesTheFocusHasAName();
};

void RecoveryTest::listsWhatCanBeRead()
{
    Desk desk;
    desk.leave(10);
    desk.openDialog();
    QCOMPARE(desk.dialog->table()->rowCount(), 1);
    QVERIFY(!desk.cell(0, 0).isEmpty());
    QCOMPARE(desk.cell(0, 1), QStringLiteral("fake0"));
    QCOMPARE(desk.cell(0, 2), QStringLiteral("5"));
    QCOMPARE(desk.cell(0, kRemark), QStringLiteral("10 bytes behind the last whole frame are unusable"));
    QCOMPARE(desk.dialog->remark(), desk.cell(0, kRemark));
}

void RecoveryTest::opensOneAndCloses()
{
    Desk desk;
    desk.leave();
    desk.leave();
    desk.openDialog();
    desk.dialog->table()->selectRow(1);
    QStringList opened;
    connect(desk.dialog.get(), &RecoveryDialog::openRequested, this,
            [&](const analysis::Orphan& orphan) { opened += QString::fromStdString(orphan.path); });
    const std::string second = analysis::orphans().at(1).path;
    desk.button(QStringLiteral("&Open"))->click();
    QCOMPARE(opened, QStringList{QString::fromStdString(second)});
    QVERIFY(!desk.dialog->isVisible());
    QCOMPARE(desk.files(), std::size_t{2}); // whoever opens it takes it over
}

void RecoveryTest::savesAndSaysWhere()
{
    Desk desk;
    desk.leave();
    desk.openDialog();
    const QString wanted = desk.folder.filePath(QStringLiteral("leçon 1.pcapng"));
    desk.dialog->save(0, wanted);
    QVERIFY(!desk.button(QStringLiteral("&Delete…"))->isEnabled()); // it is being worked on
    QTRY_COMPARE(desk.cell(0, kRemark), QStringLiteral("Saved as ") + wanted);
    QVERIFY(QFile::exists(wanted));
    QCOMPARE(desk.files(), std::size_t{0});
    for (const char* name : {"&Open", "&Save as…", "&Delete…", "Delete &all…"})
        QVERIFY(!desk.button(QString::fromUtf8(name))->isEnabled());
    QVERIFY(desk.dialog->isVisible());
}

void RecoveryTest::saysWhySavingFailed()
{
    Desk desk;
    desk.leave();
    desk.openDialog();
    desk.dialog->save(0, QStringLiteral("/no/such/folder/x.pcapng"));
    QTRY_VERIFY2(
        desk.cell(0, kRemark).startsWith(QStringLiteral("Writing into /no/such/folder/x.pcapng failed")),
        qPrintable(desk.cell(0, kRemark)));
    QCOMPARE(desk.files(), std::size_t{1});
    QVERIFY(desk.button(QStringLiteral("&Save as…"))->isEnabled()); // one may try again
}

void RecoveryTest::oneThatIsGoneIsAFailureOfItsOwn()
{
    Desk desk;
    desk.leave();
    desk.leave();
    desk.openDialog();
    fs::remove(analysis::orphans().at(0).path);
    desk.dialog->save(0, desk.folder.filePath(QStringLiteral("a.pcapng")));
    desk.dialog->save(1, desk.folder.filePath(QStringLiteral("b.pcapng")));
    QTRY_VERIFY(desk.cell(1, kRemark).startsWith(QStringLiteral("Saved as")));
    QTRY_VERIFY(desk.cell(0, kRemark).contains(QStringLiteral("cannot be read")));
}

void RecoveryTest::deletesOnlyWhenThatIsWanted()
{
    Desk desk;
    desk.leave();
    desk.openDialog();
    answer(false);
    desk.button(QStringLiteral("&Delete…"))->click();
    QCOMPARE(desk.dialog->table()->rowCount(), 1);
    QCOMPARE(desk.files(), std::size_t{1});
    answer(true);
    desk.button(QStringLiteral("&Delete…"))->click();
    QTRY_COMPARE(desk.files(), std::size_t{0});
    QTRY_VERIFY(!desk.dialog->isVisible());
}

void RecoveryTest::deletesAll()
{
    Desk desk;
    for (int i = 0; i < 3; ++i)
        desk.leave();
    desk.openDialog();
    answer(true);
    desk.button(QStringLiteral("Delete &all…"))->click();
    QTRY_COMPARE(desk.files(), std::size_t{0});
    QTRY_VERIFY(!desk.dialog->isVisible());
}

void RecoveryTest::saysThatThereMayBeMore()
{
    Desk desk;
    const auto said = [&](std::size_t count) {
        RecoveryDialog dialog(std::vector<analysis::Orphan>(count), desk.theme, desk.words);
        for (const QLabel* label : dialog.findChildren<QLabel*>()) {
            if (label->text().contains(QStringLiteral("100 are listed at once")))
                return true;
        }
        return false;
    };
    QVERIFY(said(analysis::kMaxOrphans));
    QVERIFY(!said(analysis::kMaxOrphans - 1));
}

void RecoveryTest::worksByKeyboard()
{
    Desk desk;
    for (int i = 0; i < 3; ++i)
        desk.leave();
    desk.openDialog();
    QVERIFY(QTest::qWaitForWindowActive(desk.dialog.get()));
    QVERIFY(desk.dialog->table()->hasFocus());
    QTest::keyClick(desk.dialog->table(), Qt::Key_Down, Qt::ShiftModifier); // several
    QVERIFY(!desk.button(QStringLiteral("&Open"))->isEnabled());
    answer(true);
    QTest::keyClick(desk.dialog->table(), Qt::Key_Delete);
    QTRY_COMPARE(desk.dialog->table()->rowCount(), 1);
    QCOMPARE(desk.files(), std::size_t{1});
    QSignalSpy opened(desk.dialog.get(), &RecoveryDialog::openRequested);
    QTest::keyClick(desk.dialog->table(), Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QTRY_VERIFY(!desk.dialog->isVisible());
}

void RecoveryTest::mayBeClosedWhileItWorks()
{
    Desk desk;
    desk.leave();
    desk.openDialog();
    const QString wanted = desk.folder.filePath(QStringLiteral("x.pcapng"));
    desk.dialog->save(0, wanted);
    desk.dialog.reset();
    QTRY_VERIFY(QFile::exists(wanted));
}

void RecoveryTest::speaksFrench()
{
    Desk desk;
    desk.leave(10);
    desk.useFrench();
    desk.openDialog();
    QCOMPARE(desk.dialog->windowTitle(), QStringLiteral("Récupérer des captures"));
    QCOMPARE(desk.cell(0, kRemark),
             QStringLiteral("10 octets derrière la dernière trame entière sont inutilisables"));
    desk.dialog->save(0, QStringLiteral("/no/such/folder/x.pcapng"));
    QTRY_VERIFY(desk.cell(0, kRemark).startsWith(QStringLiteral("L’écriture dans")));
    desk.words.use(teach::Language::English);
    desk.language.use(QStringLiteral("en")); // what went wrong is said anew
    QTRY_VERIFY(desk.cell(0, kRemark).startsWith(QStringLiteral("Writing into")));
}

void RecoveryTest::everythingThatTakesTheFocusHasAName()
{
    Desk desk;
    desk.leave();
    desk.openDialog();
    QCOMPARE(silentWidgets(*desk.dialog), QStringList());
}

} // namespace mqttscope::test

QTEST_MAIN(mqttscope::test::RecoveryTest)
#include "recovery_test.moc"

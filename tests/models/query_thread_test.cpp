// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/query_thread.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

using namespace mqttscope::ui;

class QueryThreadTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answersInTheThreadThatAsked()
    {
        QueryThread queries;
        QThread* worker = nullptr;
        int answer = 0;
        queries.ask(
            this, 1,
            [&worker](const QueryThread::Cancelled&) {
                worker = QThread::currentThread();
                return 42;
            },
            [&answer](int value) {
                QCOMPARE(QThread::currentThread(), qApp->thread());
                answer = value;
            });
        QVERIFY(queries.isBusy(this, 1));
        QTRY_COMPARE(answer, 42);
        QVERIFY(worker != nullptr && worker != QThread::currentThread());
        QVERIFY(!queries.isBusy());
    }

    void aQuestionAskedAgainStopsTheEarlierOne()
    {
        QueryThread queries;
        QList<int> answers;
        std::atomic<bool> started = false;
        std::atomic<bool> stopped = false;
        const auto take = [&answers](int value) { answers += value; };
        queries.ask(
            this, 1,
            [&started, &stopped](const QueryThread::Cancelled& cancelled) {
                started = true;
                while (!cancelled)
                    QThread::yieldCurrentThread();
                stopped = true;
                return 1;
            },
            take);
        QTRY_VERIFY(started);
        queries.ask(
            this, 1, [](const QueryThread::Cancelled&) { return 2; }, take);
        QTRY_COMPARE(answers, QList<int>{2});
        QTRY_VERIFY(stopped);
        QTest::qWait(0);
        QCOMPARE(answers, QList<int>{2});
    }

    void otherQuestionsGoOn()
    {
        QueryThread queries;
        QSet<int> answers;
        const auto take = [&answers](int value) { answers += value; };
        for (const int question : {1, 2, 3, 4})
            queries.ask(
                this, question, [question](const QueryThread::Cancelled&) { return question; }, take);
        queries.drop(this, 2);
        QTRY_VERIFY(!queries.isBusy());
        QCOMPARE(answers, (QSet<int>{1, 3, 4}));
    }

    void whoIsGoneGetsNoAnswer()
    {
        QueryThread queries;
        QSemaphore go;
        bool answered = false;
        {
            QObject asker;
            queries.ask(
                &asker, 1,
                [&go](const QueryThread::Cancelled&) {
                    go.acquire();
                    return 1;
                },
                [&answered](int) { answered = true; });
        }
        go.release();
        QTRY_VERIFY(!queries.isBusy());
        QVERIFY(!answered);
    }

    void theEndStopsWhatRuns()
    {
        bool answered = false;
        {
            QueryThread queries;
            for (int question = 0; question < 5; ++question) {
                queries.ask(
                    this, question,
                    [](const QueryThread::Cancelled& cancelled) {
                        while (!cancelled)
                            QThread::yieldCurrentThread();
                        return 1;
                    },
                    [&answered](int) { answered = true; });
            }
        }
        QCoreApplication::processEvents();
        QVERIFY(!answered);
    }
};

QTEST_GUILESS_MAIN(QueryThreadTest)
#include "query_thread_test.moc"

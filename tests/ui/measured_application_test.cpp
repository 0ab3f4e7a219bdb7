// SPDX-License-Identifier: GPL-3.0-or-later
// What --report says of event handlers.
#include "ui/measured_application.h"

#include <QTest>
#include <QThread>
#include <QTimer>

#include <thread>

using mqttscope::ui::MeasuredApplication;

namespace {

constexpr QEvent::Type kAsked = QEvent::User;

/// Sleeps in its handler.
class Sleeper : public QObject {
public:
    explicit Sleeper(unsigned long milliseconds) : m_milliseconds(milliseconds) {}
    bool event(QEvent* event) override
    {
        if (event->type() != kAsked)
            return QObject::event(event);
        QThread::msleep(m_milliseconds);
        return true;
    }

private:
    unsigned long m_milliseconds;
};

MeasuredApplication& application()
{
    return *qobject_cast<MeasuredApplication*>(qApp);
}

QJsonObject handlers()
{
    return application().report()[QStringLiteral("event_handlers")].toObject();
}

} // namespace

class MeasuredApplicationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatTheWindowHandlesCounts()
    {
        application().startMeasuring();
        Sleeper sleeper(20);
        QEvent event(kAsked);
        QCoreApplication::sendEvent(&sleeper, &event);
        QVERIFY(handlers()[QStringLiteral("max_ms")].toDouble() >= 20);
        QVERIFY(handlers()[QStringLiteral("count")].toInteger() > 0);
        application().stopMeasuring();
    }

    void whatOtherThreadsHandleDoesNot()
    {
        application().startMeasuring();
        const qint64 before = handlers()[QStringLiteral("count")].toInteger();
        std::thread other([] {
            Sleeper sleeper(0);
            for (int i = 0; i < 100; ++i) {
                QEvent event(kAsked);
                QCoreApplication::sendEvent(&sleeper, &event);
            }
        });
        other.join();
        QCOMPARE(handlers()[QStringLiteral("count")].toInteger(), before);
        application().stopMeasuring();
    }
};

int main(int argc, char** argv)
{
    MeasuredApplication application(argc, argv, 0);
    MeasuredApplicationTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "measured_application_test.moc"

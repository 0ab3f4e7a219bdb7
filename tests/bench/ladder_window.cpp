// SPDX-License-Identifier: GPL-3.0-or-later
// ladder_window CAPTURE: how long a ladder of a large capture takes until it is seen, and each event of
// somebody who scrolls through it, goes from exchange to exchange, folds and unfolds; how long it takes to
// find exchanges. An event counts until it is painted. The floor beside it paints an empty view of the same
// size.
#include "ui/ladder/ladder_find.h"
#include "ui/ladder/ladder_view.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/models/document_session.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QWheelEvent>

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <functional>
#include <random>
#include <vector>

namespace {

using namespace mqttscope::ui;

constexpr QSize kSize(1100, 700);
constexpr int kEvents = 2000;
constexpr int kNotch = 120;

double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// What the events of one kind took, in milliseconds.
class Events {
public:
    void measure(QWidget& view, const std::function<void()>& act)
    {
        const double before = processorSeconds();
        QElapsedTimer wall;
        wall.start();
        act();
        view.repaint();
        m_wall.push_back(1e-6 * static_cast<double>(wall.nsecsElapsed()));
        m_cpu.push_back(1e3 * (processorSeconds() - before));
    }
    /// The middle one in processor time.
    [[nodiscard]] double median() { return part(m_cpu, 0.5); }
    void print(const char* name, double floor)
    {
        fmt::print("{:<28} {:>6} {:>8.2f} {:>8.2f} {:>8.2f}   {:>8.2f} {:>8.2f} {:>8.2f} {:>8.1f}\n", name,
                   m_wall.size(), part(m_wall, 0.5), part(m_wall, 0.99), part(m_wall, 1), part(m_cpu, 0.5),
                   part(m_cpu, 0.99), part(m_cpu, 1), part(m_cpu, 0.5) / floor);
    }

private:
    static double part(std::vector<double>& times, double share)
    {
        std::sort(times.begin(), times.end());
        return times.empty() ? 0
                             : times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
    }
    std::vector<double> m_wall;
    std::vector<double> m_cpu;
};

class EmptyView : public QAbstractScrollArea {
protected:
    void paintEvent(QPaintEvent* event) override { QPainter(viewport()).fillRect(event->rect(), Qt::white); }
};

double floorOf()
{
    EmptyView view;
    view.resize(kSize);
    view.show();
    QApplication::processEvents();
    Events events;
    for (int i = 0; i < kEvents; ++i)
        events.measure(*view.viewport(), [&] { view.viewport()->update(); });
    events.print("an empty view", events.median());
    return events.median();
}

class Bench {
public:
    Bench(LadderModel& model, LadderView& view, double floor) : m_model(model), m_view(view), m_floor(floor)
    {
    }

    void run(const char* how)
    {
        fmt::print("{}\n", how);
        toTop();
        repeat("wheel, a notch", kEvents, [&](int) { turn(-kNotch); });
        toTop();
        repeat("scroll bar, a page", kEvents,
               [&](int) { bar()->triggerAction(QScrollBar::SliderPageStepAdd); });
        repeat("scroll bar, top to end", kEvents, [&](int i) {
            bar()->setValue(static_cast<int>(std::int64_t{bar()->maximum()} * i / kEvents));
        });
        toTop();
        m_model.goTo({m_model.ladder().bands.front(), std::nullopt});
        repeat("key Down", kEvents, [&](int) { press(Qt::Key_Down); });
        repeat("key Page Down", kEvents, [&](int) { press(Qt::Key_PageDown); });
    }
    /// Each of a thousand exchanges, wherever it is.
    void goAbout()
    {
        const auto messages = static_cast<std::uint32_t>(m_model.source().index->snapshot().messages.size());
        std::mt19937 engine(1);
        const auto random = [&](std::size_t below) { return static_cast<std::uint32_t>(engine() % below); };
        repeat("going to an exchange", 1000, [&](int) { m_model.goToMessage(random(messages)); });
        repeat("unfolding and folding", 1000, [&](int i) {
            if (i % 2 == 0)
                m_model.goTo({m_model.ladder().bands[random(m_model.ladder().bands.size())], std::nullopt});
            m_view.toggle(m_model.place().band);
        });
        repeat("a story, and all again", 200, [&](int i) {
            LadderScope scope;
            scope.kind = i % 2 == 0 ? mqttscope::analysis::ladder::Scope::Kind::Story
                                    : mqttscope::analysis::ladder::Scope::Kind::All;
            scope.number = i % 2 == 0 ? random(messages) : mqttscope::analysis::ladder::kNone;
            m_model.setScope(scope);
            while (m_model.isBusy())
                QApplication::processEvents(QEventLoop::WaitForMoreEvents);
        });
    }

private:
    void repeat(const char* name, int count, const std::function<void(int)>& act)
    {
        Events events;
        for (int i = 0; i < count; ++i)
            events.measure(*m_view.viewport(), [&] { act(i); });
        events.print(name, m_floor);
    }
    [[nodiscard]] QScrollBar* bar() const { return m_view.verticalScrollBar(); }
    void toTop() { bar()->setValue(0); }
    void turn(int angle)
    {
        const QPointF middle = m_view.viewport()->rect().center();
        QWheelEvent event(middle, m_view.viewport()->mapToGlobal(middle), {}, {0, angle}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view.viewport(), &event);
    }
    void press(Qt::Key key)
    {
        QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
        QApplication::sendEvent(&m_view, &event);
    }

    LadderModel& m_model;
    LadderView& m_view;
    double m_floor;
};

template <class Condition> double secondsUntil(Condition condition)
{
    QElapsedTimer wall;
    wall.start();
    while (!condition())
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return 1e-9 * static_cast<double>(wall.nsecsElapsed());
}

/// How long it takes to find exchanges, beside one pass that looks up the band of every message.
void findAll(const LadderModel& model)
{
    const LadderSource& source = model.source();
    const auto milliseconds = [](const std::function<std::size_t()>& work, std::size_t& found) {
        const double before = processorSeconds();
        found = work();
        return 1e3 * (processorSeconds() - before);
    };
    std::size_t found = 0;
    const double floor = milliseconds(
        [&] {
            std::size_t sum = 0;
            for (std::uint32_t i = 0; i < source.index->snapshot().messages.size(); ++i)
                sum += source.index->bandOf(i);
            return sum;
        },
        found);
    const std::atomic<bool> never{false};
    for (const char* text : {"e", "12", "nowhere at all"}) {
        const LadderQuestion question{source.index, model.ladder().bands, QString::fromLatin1(text),
                                      laneNames(source)};
        const double took = milliseconds([&] { return findExchanges(question, never).size(); }, found);
        fmt::print("find \"{}\": {} exchanges in {:.1f} ms, x {:.1f} of one look at each message\n", text,
                   found, took, took / floor);
    }
}

int measure(const QString& capture)
{
    const QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    Theme theme(Theme::FontSource::Inter);
    Language language;
    theme.apply();
    MainWindow window(settings, theme, language);
    window.openFile(capture, 0);
    const double opened = secondsUntil([&] { return window.isSettled(); });
    if (!window.session().snapshot()) {
        fmt::print(stderr, "cannot open {}\n", capture.toStdString());
        return 2;
    }
    LadderModel model(window.workspace());
    LadderView view(theme, model);
    view.resize(kSize);
    view.show();
    QApplication::processEvents();
    model.setActive(true);
    const double made = secondsUntil([&] { return !model.isBusy() && model.source().index; });
    QElapsedTimer paint;
    paint.start();
    view.viewport()->repaint();
    const double painted = 1e-6 * static_cast<double>(paint.nsecsElapsed());
    if (model.ladder().bands.empty()) {
        fmt::print(stderr, "no MQTT in {}\n", capture.toStdString());
        return 2;
    }
    fmt::print(
        "{} bands, {} lanes; capture read in {:.2f} s, ladder there {:.2f} s later, painted in {:.1f} ms\n",
        model.ladder().bands.size(), model.lanes().size(), opened, made, painted);
    findAll(model);
    fmt::print("{:<28} {:>6} {:>8} {:>8} {:>8}   {:>8} {:>8} {:>8} {:>8}\n", "milliseconds", "events", "p50",
               "p99", "max", "cpu p50", "p99", "max", "x floor");
    Bench bench(model, view, floorOf());
    bench.run("all bands folded");
    bench.goAbout();
    model.unfoldAll();
    bench.run("a thousand bands unfolded");
    fmt::print("{} bands laid out\n", view.layouts());
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    if (argc != 2) {
        fmt::print(stderr, "usage: mqttscope_ladder_window_bench CAPTURE\n");
        return 1;
    }
    return measure(QString::fromLocal8Bit(argv[1]));
}

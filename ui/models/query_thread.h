// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <utility>

namespace mqttscope::ui {

/// Where the window lets work run that takes longer than a moment: filters, sorting, finding, tables,
/// exports. An answer arrives in the thread of the window; a question that is asked again makes the earlier
/// one stop, and its answer is dropped. The GUI thread only, but for the jobs.
class QueryThread : public QObject {
    Q_OBJECT
public:
    /// Set when nobody wants the answer any more: a job looks at it now and then, and returns anything.
    using Cancelled = std::atomic<bool>;
    /// Questions worked on at once: a long export must not hold up a filter.
    static constexpr int kAtOnce = 2;

    explicit QueryThread(QObject* parent = nullptr);
    /// Cancels everything and waits for it.
    ~QueryThread() override;

    /// Runs `job(cancelled)` elsewhere and then `done(result)` here. The asker and a number of its choice
    /// name the question. Nothing of what the job uses may be the window's alone: it takes values and
    /// snapshots.
    template <class Job, class Done> void ask(QObject* asker, int question, Job job, Done done)
    {
        start(asker, question,
              [job = std::move(job), done = std::move(done)](const Cancelled& cancelled) mutable {
                  auto result = std::make_shared<decltype(job(cancelled))>(job(cancelled));
                  return std::function<void()>(
                      [result, done = std::move(done)]() mutable { done(std::move(*result)); });
              });
    }
    /// Drops a question of an asker.
    void drop(const QObject* asker, int question);
    /// Whether a question is still being worked on.
    [[nodiscard]] bool isBusy(const QObject* asker, int question) const;
    /// Whether anything is.
    [[nodiscard]] bool isBusy() const { return !m_running.empty(); }

Q_SIGNALS:
    /// Nothing is being worked on any more.
    void idle();

private:
    using Key = std::pair<const QObject*, int>;
    using Answer = std::function<void()>;
    using Flag = std::shared_ptr<Cancelled>;
    void start(QObject* asker, int question, std::function<Answer(const Cancelled&)> job);
    void finish(const Key& key, const QPointer<QObject>& asker, const Flag& cancelled, const Answer& answer);

    QThreadPool m_pool;
    std::map<Key, Flag> m_running;
};

} // namespace mqttscope::ui

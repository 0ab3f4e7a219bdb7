// SPDX-License-Identifier: GPL-3.0-or-later
// mqttscope-broker: the broker without a window.
#include "app/mqttscope_broker_options.h"
#include "app/mqttscope_broker_words.h"
#include "app/signal_pipe.h"
#include "broker/net/broker_thread.h"
#include "broker/words/broker_log.h"
#include "broker/words/broker_problem.h"

#include <QCoreApplication>

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <sys/resource.h>

namespace mqttscope::app {
namespace {

using broker::BrokerLog;

enum ExitStatus : int { kOk = 0, kUsage = 1, kCannotOpen = 2 };

/// Each client takes a file descriptor: as many as the system allows.
void raiseFileLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

void complain(const std::string& text)
{
    fmt::print(stderr, "mqttscope-broker: {}\n", text);
}

/// A broker while it runs: its log and the signals.
class Program {
public:
    Program(const BrokerArguments& arguments, const teach::Vocabulary& words)
        : m_arguments(arguments), m_words(words), m_log(words), m_queue([this] {
              QMetaObject::invokeMethod(
                  &m_context, [this] { writeLog(); }, Qt::QueuedConnection);
          })
    {
    }

    int run(const BrokerSetup& setup);

private:
    void writeLog();
    void write(const std::string& sentence) { write(std::vector{BrokerLog::line(sentence)}); }
    static void write(const std::vector<std::string>& lines);
    void obey(std::span<const char> signals);
    void readAgain();
    void tellRestored(const broker::Restored& restored);
    void onLost(const broker::DatabaseFault& fault);

    const BrokerArguments& m_arguments;
    const teach::Vocabulary& m_words;
    std::string m_persist; ///< file of sessions
    BrokerLog m_log;
    QObject m_context;
    broker::LogQueue m_queue;
    broker::BrokerThread m_thread; ///< behind the queue that it writes to
};

void Program::write(const std::vector<std::string>& lines)
{
    for (const std::string& line : lines)
        std::fwrite(line.data(), 1, line.size(), stderr);
    std::fflush(stderr);
}

void Program::writeLog()
{
    std::vector<std::string> lines;
    for (const broker::LogEntry& entry : m_queue.take())
        lines.push_back(m_log.line(entry));
    write(lines);
}

int Program::run(const BrokerSetup& setup)
{
    m_persist = setup.persist;
    for (const std::string& note : setup.notes)
        write(note);
    const auto lost = [this](const broker::DatabaseFault& fault) {
        QMetaObject::invokeMethod(
            &m_context, [this, fault] { onLost(fault); }, Qt::QueuedConnection);
    };
    const auto& addresses = setup.config.listeners;
    auto started = m_thread.start(setup.serviceOptions(), addresses, &m_queue, lost);
    if (!started && !started.error().database && !started.error().tap && setup.config.localMode &&
        started.error().address.host == "::1" &&
        started.error().fault != broker::ListenFault::InUse) // a system without IPv6
        started = m_thread.start(setup.serviceOptions(), {addresses.front()}, &m_queue, lost);
    if (!started) {
        const auto& [address, fault, database, tap] = started.error();
        complain(database ? sentenceOf(setup.persist, *database, m_words)
                 : tap    ? m_words.broker("problem", "tap", {{"detail", capture::describe(*tap)}})
                          : sentenceOf(address, fault, m_words));
        return kCannotOpen;
    }
    if (!setup.persist.empty())
        tellRestored(started->restored);
    for (const broker::NetworkAddress& address : started->addresses)
        fmt::print("listening tcp://{}\n", broker::textOf(address));
    std::fflush(stdout);
    onSignals(m_context, [this](std::span<const char> numbers) { obey(numbers); });
    const int status = QCoreApplication::exec();
    m_thread.stop();
    writeLog();
    return status;
}

void Program::obey(std::span<const char> signals)
{
    bool again = false;
    for (const char number : signals) {
        if (number == SIGHUP) {
            again = true;
            continue;
        }
        write(m_words.broker("log", "stopping"));
        return QCoreApplication::quit();
    }
    if (again)
        readAgain();
}

void Program::tellRestored(const broker::Restored& restored)
{
    const std::string sessions = std::to_string(restored.sessions);
    const std::string messages = std::to_string(restored.deliveries);
    const std::string retained = std::to_string(restored.retained);
    const std::string& file = m_persist;
    write(m_words.broker(
        "log", "restored",
        {{"file", file}, {"sessions", sessions}, {"messages", messages}, {"retained", retained}}));
    if (restored.lost != 0) {
        const std::string lost = std::to_string(restored.lost);
        write(m_words.broker("log", "not-restored", {{"file", file}, {"value", lost}}));
    }
}

/// The file of sessions cannot be written: better no broker than one that forgets what it acknowledged.
void Program::onLost(const broker::DatabaseFault& fault)
{
    write(m_words.broker("log", "not-saved", {{"file", m_persist}, {"detail", fault.detail}}));
    QCoreApplication::exit(kCannotOpen);
}

void Program::readAgain()
{
    const auto setup = makeSetup(m_arguments, m_words);
    if (!setup) {
        for (const std::string& sentence : setup.error().sentences)
            write(sentence);
        return write(m_words.broker("log", "access-kept"));
    }
    m_thread.post([access = setup->access, acl = setup->acl](broker::BrokerService& service) {
        service.setAccess(access);
        service.setAcl(acl);
    });
    const std::string users =
        std::to_string(setup->access.passwords ? setup->access.passwords->userCount() : 0);
    const std::string rules = std::to_string(setup->acl ? setup->acl->ruleCount() : 0);
    write(m_words.broker("log", "access-read", {{"users", users}, {"rules", rules}}));
}

int run(int argc, char** argv)
{
    const auto arguments = parseBrokerArguments(argc, argv);
    if (!arguments)
        return arguments.error();
    const teach::Vocabulary words(arguments->language, teach::teacherFolder());
    const auto setup = makeSetup(*arguments, words);
    if (!setup) {
        for (const std::string& sentence : setup.error().sentences)
            complain(sentence);
        return setup.error().status;
    }
    raiseFileLimit();
    if (!catchSignals({SIGTERM, SIGINT, SIGHUP}, false)) {
        complain("no pipe for signals");
        return kCannotOpen;
    }
    const QCoreApplication application(argc, argv);
    return Program(*arguments, words).run(*setup);
}

} // namespace
} // namespace mqttscope::app

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    return mqttscope::app::run(argc, argv);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/publisher.h"

#include <QCoreApplication>
#include <QTimer>

#include <utility>

namespace mqttscope::app {

Publisher::Publisher(const ClientArguments& arguments, std::string payload)
    : ClientProgram(arguments), m_payload(std::move(payload)), m_left(arguments.repeat)
{
}

void Publisher::onConnected()
{
    if (arguments().source != PayloadSource::Lines) {
        --m_left;
        return send(m_payload);
    }
    m_lines.emplace(
        [this](std::string_view line) {
            send(line);
            readOn();
        },
        [this] {
            leave();
            clientTurned();
        },
        [this] {
            complain("line-too-long");
            setStatus(ClientStatus::TooLarge);
            disconnect(0);
        });
    m_lines->start();
}

void Publisher::send(std::string_view payload)
{
    publish(arguments().topic, payload, arguments().qos, arguments().retain);
}

void Publisher::onPublished(const broker::ClientEvent&)
{
    if (m_lines)
        return;
    if (m_left == 0)
        return leave();
    --m_left;
    QTimer::singleShot(arguments().repeatDelay, QCoreApplication::instance(), [this] {
        if (!connection().engine().connected())
            return;
        send(m_payload);
        clientTurned();
    });
}

void Publisher::readOn()
{
    if (!m_lines || leaving())
        return;
    if (!connection().engine().connected() || connection().engine().outgoing().size() >= kMostMessages ||
        connection().pendingBytes() >= kMostBytes)
        m_lines->pause();
    else
        m_lines->start();
}

void Publisher::clientTurned()
{
    readOn();
    ClientProgram::clientTurned();
}

void Publisher::clientProgressed()
{
    readOn();
}

} // namespace mqttscope::app

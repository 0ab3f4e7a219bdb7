// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/models/live_place.h"
#include "tests/ui/window_fixture.h"
#include "ui/lab/broker_panel.h"
#include "ui/lab/broker_table.h"
#include "ui/models/lab_session.h"
#include "ui/models/live_session.h"

#include <QAbstractButton>
#include <QTableView>

namespace mqttscope::test {

/// The broker panel with a real broker at a free port, in English.
struct BrokerDesk {
    LivePlace place;
    Window window;
    ui::LiveSession live;
    ui::LabSession lab{live};
    std::unique_ptr<ui::BrokerPanel> panel;

    BrokerDesk()
    {
        panel = std::make_unique<ui::BrokerPanel>(window->workspace(), lab);
        broker::lab::LabBrokerOptions options;
        options.port = 0;
        options.sysSeconds = 0;
        panel->setOptions(options);
        panel->resize(700, 700);
        panel->show();
        window.theme.refresh();
    }

    template <class Part = QAbstractButton> Part* part(const char* name) const
    {
        return panel->findChild<Part*>(QLatin1String(name));
    }
    void click(const char* name) const { QTest::mouseClick(part(name), Qt::LeftButton); }
    QTableView* table(const char* name) const { return part<QTableView>(name); }
    int rows(const char* name) const { return table(name)->model()->rowCount(); }
    QString cell(const char* name, int row, int column) const
    {
        return table(name)->model()->index(row, column).data().toString();
    }
    /// Where a cell is clicked.
    void clickCell(const char* name, int row, int column) const
    {
        QTableView* const view = table(name);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          view->visualRect(view->model()->index(row, column)).center());
    }
    [[nodiscard]] bool start() const
    {
        click("brokerStart");
        return QTest::qWaitFor([this] { return !lab.snapshot()->reachable.empty(); }, 20'000);
    }
    /// A client of the lab, connected, with a session that outlives its connection.
    broker::lab::LabClientId connect(const char* name)
    {
        broker::lab::LabClientOptions options;
        options.port = lab.started().addresses.front().port;
        options.client.clientId = name;
        options.client.cleanStart = false;
        options.client.keepAlive = 60;
        const auto id = lab.addClient(options);
        lab.clients().connect(id);
        if (!QTest::qWaitFor([&] { return lab.clients().state(id)->connected; }, 20'000))
            return 0;
        return id;
    }
    void publish(broker::lab::LabClientId id, const char* topic, const char* payload, std::uint8_t qos,
                 bool retain = false)
    {
        broker::lab::LabMessage message;
        message.topic = topic;
        message.payload.assign(payload, payload + std::char_traits<char>::length(payload));
        message.qos = qos;
        message.retain = retain;
        lab.clients().publish(id, message);
    }
};

} // namespace mqttscope::test

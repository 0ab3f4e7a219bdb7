// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_message.h"
#include "dissector/mqtt/types.h"
#include "ui/models/client_payload.h"

#include <QJsonObject>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QPushButton;

namespace mqttscope::teach {
class Vocabulary;
}

namespace mqttscope::ui {

class ClientEdit;
class QueryThread;
class Theme;

/// What a client publishes: a Topic Name, a payload typed in one of several ways, QoS and Retain.
class ClientPublishRow : public QWidget {
    Q_OBJECT
public:
    /// All must outlive it.
    ClientPublishRow(const Theme& theme, const teach::Vocabulary& vocabulary, QueryThread& queries,
                     QWidget* parent = nullptr);

    [[nodiscard]] broker::lab::LabMessage message() const;
    /// The file whose bytes are the payload; empty: it is typed.
    [[nodiscard]] QString file() const;
    [[nodiscard]] bool isTopicValid() const;
    [[nodiscard]] bool isValid() const;
    void setVersion(mqtt::Version version);
    [[nodiscard]] QJsonObject state() const;
    void setState(const QJsonObject& state);
    void retranslate();

    [[nodiscard]] ClientEdit* topic() const { return m_topic; }
    [[nodiscard]] ClientEdit* payload() const { return m_payload; }
    [[nodiscard]] QComboBox* input() const { return m_input; }
    [[nodiscard]] QComboBox* qos() const { return m_qos; }
    [[nodiscard]] QCheckBox* retain() const { return m_retain; }
    [[nodiscard]] QPushButton* button() const { return m_button; }

Q_SIGNALS:
    void changed();
    void publishWanted();

private:
    [[nodiscard]] PayloadInput inputNow() const;
    void checkTopic();
    void checkPayload();
    void takePayload(TypedPayload payload);
    void chooseFile();
    void tell();
    void refreshTheme();

    const Theme* m_theme;
    const teach::Vocabulary* m_vocabulary;
    QueryThread* m_queries;
    mqtt::Version m_version = mqtt::Version::V311;
    ClientEdit* m_topic;
    QComboBox* m_input;
    ClientEdit* m_payload;
    QPushButton* m_choose;
    QComboBox* m_qos;
    QCheckBox* m_retain;
    QPushButton* m_button;
    std::vector<std::uint8_t> m_bytes;
};

} // namespace mqttscope::ui

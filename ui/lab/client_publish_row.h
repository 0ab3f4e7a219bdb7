// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_clients.h"
#include "dissector/mqtt/types.h"
#include "ui/models/client_payload.h"

#include <QJsonObject>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace mqttscope::teach {
class Vocabulary;
}

namespace mqttscope::ui {

class ClientEdit;
class FoldSection;
class PropertyEditor;
class QueryThread;
class Theme;

/// What a client publishes: a Topic Name, a payload typed in one of several ways, QoS and Retain; in 5.0
/// properties too.
class ClientPublishRow : public QWidget {
    Q_OBJECT
public:
    /// All must outlive it.
    ClientPublishRow(const Theme& theme, const teach::Vocabulary& vocabulary, QueryThread& queries,
                     QWidget* parent = nullptr);

    [[nodiscard]] broker::lab::LabMessage message() const;
    /// The file whose bytes are the payload; empty: it is typed.
    [[nodiscard]] QString file() const;
    /// Of an empty Topic Name: what its Topic Alias stands for on this connection.
    [[nodiscard]] std::string aliasTopic() const;
    /// Whether the topic and the properties are right, whatever the payload is.
    [[nodiscard]] bool isRepeatable() const;
    [[nodiscard]] bool isValid() const;
    void setVersion(mqtt::Version version);
    /// What the server announced, and which Topic Aliases it knows.
    void setConnection(const broker::lab::LabClientState& state);
    [[nodiscard]] QJsonObject state() const;
    void setState(const QJsonObject& state);
    void retranslate();

    [[nodiscard]] ClientEdit* topic() const { return m_topic; }
    [[nodiscard]] ClientEdit* payload() const { return m_payload; }
    [[nodiscard]] QComboBox* input() const { return m_input; }
    [[nodiscard]] QComboBox* qos() const { return m_qos; }
    [[nodiscard]] QCheckBox* retain() const { return m_retain; }
    [[nodiscard]] QPushButton* button() const { return m_button; }
    [[nodiscard]] FoldSection* propertiesFold() const { return m_fold; }
    [[nodiscard]] PropertyEditor* properties() const { return m_properties; }

Q_SIGNALS:
    void changed();
    void publishWanted();

private:
    [[nodiscard]] PayloadInput inputNow() const;
    [[nodiscard]] bool is5() const { return m_version == mqtt::Version::V50; }
    [[nodiscard]] broker::lab::MessageProperties propertiesNow() const;
    void checkProperties();
    void showProperties();
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
    FoldSection* m_fold;
    PropertyEditor* m_properties;
    QLabel* m_wrong; ///< of a property, while they are folded
    std::vector<std::uint8_t> m_bytes;
    std::optional<std::uint16_t> m_aliasMaximum;    ///< of the server
    std::map<std::uint16_t, std::string> m_aliases; ///< that the server knows
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_clients.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace mqttscope::teach {
class Vocabulary;
}

namespace mqttscope::ui {

class ClientEdit;
class PropertyEditor;
class Theme;

/// How a client connects: whereto, in which version, as whom, and what is left behind.
class ClientForm : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive it.
    ClientForm(const Theme& theme, const teach::Vocabulary& vocabulary, QWidget* parent = nullptr);

    void setOptions(const broker::lab::LabClientOptions& options);
    [[nodiscard]] broker::lab::LabClientOptions options() const;
    /// What is changed counts for the next connection only: then it says so.
    void setConnected(bool connected);
    /// Whether a CONNECT can be made of it: the topic of the Will is right, and in 5.0 the properties.
    [[nodiscard]] bool isValid() const;
    void retranslate();

    [[nodiscard]] QLineEdit* host() const { return m_host; }
    [[nodiscard]] QSpinBox* port() const { return m_port; }
    [[nodiscard]] QComboBox* version() const { return m_version; }
    [[nodiscard]] QLineEdit* clientId() const { return m_clientId; }
    [[nodiscard]] QCheckBox* clean() const { return m_clean; }
    [[nodiscard]] QSpinBox* keepAlive() const { return m_keepAlive; }
    [[nodiscard]] QCheckBox* will() const { return m_will; }
    [[nodiscard]] ClientEdit* willTopic() const { return m_willTopic; }
    [[nodiscard]] PropertyEditor* properties() const { return m_properties; }
    [[nodiscard]] PropertyEditor* willProperties() const { return m_willProperties; }

Q_SIGNALS:
    /// By the user or by setOptions().
    void changed();

private:
    void build();
    void connectParts();
    [[nodiscard]] mqtt::Version versionNow() const;
    [[nodiscard]] broker::ClientWill willNow() const;
    void show();
    void check();
    void label(QWidget* field, const QString& words);
    void refreshTheme();

    const Theme* m_theme;
    const teach::Vocabulary* m_vocabulary;
    QFormLayout* m_form;
    QLabel* m_next;
    QLineEdit* m_host;
    QSpinBox* m_port;
    QComboBox* m_version;
    QLineEdit* m_clientId;
    QCheckBox* m_clean;
    QSpinBox* m_keepAlive;
    QLineEdit* m_user;
    QLineEdit* m_password;
    QCheckBox* m_will;
    ClientEdit* m_willTopic;
    QLineEdit* m_willPayload;
    QComboBox* m_willQos;
    QCheckBox* m_willRetain;
    QLabel* m_propertiesTitle;
    PropertyEditor* m_properties;
    QLabel* m_willPropertiesTitle;
    PropertyEditor* m_willProperties;
    bool m_filling = false;
};

} // namespace mqttscope::ui

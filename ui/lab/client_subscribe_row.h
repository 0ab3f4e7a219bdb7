// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_message.h"
#include "dissector/field/field_id.h"
#include "dissector/mqtt/types.h"

#include <QJsonObject>
#include <QWidget>

#include <string>
#include <utility>
#include <vector>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace mqttscope::teach {
class Vocabulary;
}

namespace mqttscope::ui {

class ClientEdit;
class FoldSection;
class PropertyEditor;
class Theme;

/// Where a client subscribes: a Topic Filter, a QoS, in 5.0 options and properties, and what it is subscribed
/// to.
class ClientSubscribeRow : public QWidget {
    Q_OBJECT
public:
    /// Subscriptions that have a line; more are counted.
    static constexpr std::size_t kMaxLines = 8;

    /// Both must outlive it.
    ClientSubscribeRow(const Theme& theme, const teach::Vocabulary& vocabulary, QWidget* parent = nullptr);

    [[nodiscard]] broker::lab::LabSubscription wanted() const;
    /// For a lab file.
    [[nodiscard]] QJsonObject state() const;
    /// What is missing or makes no sense stays.
    void setState(const QJsonObject& state);
    [[nodiscard]] bool isValid() const;
    void setVersion(mqtt::Version version);
    /// Only then SUBSCRIBE can be sent.
    void setConnected(bool connected);
    /// Filters and granted QoS, and how many more there are.
    void setSubscriptions(const std::vector<std::pair<std::string, std::uint8_t>>& subscriptions,
                          std::size_t more);
    void retranslate();

    [[nodiscard]] ClientEdit* filter() const { return m_filter; }
    [[nodiscard]] QComboBox* qos() const { return m_qos; }
    [[nodiscard]] QPushButton* button() const { return m_button; }
    [[nodiscard]] FoldSection* optionsFold() const { return m_fold; }
    [[nodiscard]] QCheckBox* noLocal() const { return m_noLocal; }
    [[nodiscard]] QCheckBox* retainAsPublished() const { return m_asPublished; }
    [[nodiscard]] QComboBox* retainHandling() const { return m_handling; }
    [[nodiscard]] PropertyEditor* properties() const { return m_properties; }
    /// What is wrong with the options or the properties; hidden while nothing is.
    [[nodiscard]] QLabel* problem() const { return m_wrong; }
    /// The buttons that unsubscribe, in the order of the filters.
    [[nodiscard]] const std::vector<QPushButton*>& unsubscribeButtons() const { return m_buttons; }

Q_SIGNALS:
    void changed();
    void subscribeWanted();
    void unsubscribeWanted(const QString& filter);

private:
    void buildOptions();
    void connectParts();
    [[nodiscard]] bool is5() const { return m_version == mqtt::Version::V50; }
    [[nodiscard]] QString optionsProblem() const;
    void check();
    void nameOption(QCheckBox* box, QLabel* gloss, field::FieldId id) const;
    void showOptions();
    void fillLines();
    void refreshTheme();

    const Theme* m_theme;
    const teach::Vocabulary* m_vocabulary;
    mqtt::Version m_version = mqtt::Version::V311;
    bool m_connected = false;
    ClientEdit* m_filter;
    QComboBox* m_qos;
    QPushButton* m_button;
    FoldSection* m_fold;
    QCheckBox* m_noLocal;
    QLabel* m_noLocalGloss; ///< what the name of the standard means
    QCheckBox* m_asPublished;
    QLabel* m_asPublishedGloss;
    QLabel* m_handlingLabel;
    QComboBox* m_handling;
    PropertyEditor* m_properties;
    QLabel* m_wrong;
    QWidget* m_list;
    QGridLayout* m_lines;
    std::vector<QPushButton*> m_buttons;
    std::vector<std::pair<std::string, std::uint8_t>> m_subscriptions;
    std::size_t m_more = 0;
};

} // namespace mqttscope::ui

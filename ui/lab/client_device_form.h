// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/client_device_value.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace mqttscope::ui {

class ClientDevice;
class ClientEdit;
class DeviceNumber;
class Theme;

/// The settings of a device: what it is bound to, its unit and range, how it publishes. What is typed counts
/// with Return or when another field is next, the rest at once; what is wrong is said and does not.
class ClientDeviceForm : public QDialog {
    Q_OBJECT
public:
    /// Both must outlive it.
    ClientDeviceForm(const Theme& theme, ClientDevice& device, QWidget* parent = nullptr);

    /// The device is another or was set elsewhere.
    void showDevice();
    void retranslate();

    [[nodiscard]] ClientEdit* topic() const { return m_topic; }
    [[nodiscard]] QLineEdit* path() const { return m_path; }
    [[nodiscard]] QLineEdit* unit() const { return m_unit; }
    [[nodiscard]] DeviceNumber* minimum() const { return m_minimum; }
    [[nodiscard]] DeviceNumber* maximum() const { return m_maximum; }
    [[nodiscard]] QComboBox* words() const { return m_words; }
    [[nodiscard]] QComboBox* qos() const { return m_qos; }
    [[nodiscard]] QCheckBox* retain() const { return m_retain; }
    [[nodiscard]] QLabel* problem() const { return m_problem; }

protected:
    void hideEvent(QHideEvent* event) override;

Q_SIGNALS:
    /// By somebody, here.
    void changed();

private:
    void build();
    void judgeTopic();
    void take();
    void showRows();
    void refreshTheme();

    const Theme* m_theme;
    ClientDevice* m_device;
    QFormLayout* m_rows;
    ClientEdit* m_topic;
    QLineEdit* m_path;
    QLineEdit* m_unit;
    DeviceNumber* m_minimum;
    DeviceNumber* m_maximum;
    QLabel* m_problem;
    QComboBox* m_words;
    QComboBox* m_qos;
    QCheckBox* m_retain;
    QDialogButtonBox* m_buttons;
    DeviceKind m_kind = DeviceKind::None; ///< that is shown
    bool m_showing = false;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/client_device.h"
#include "ui/models/client_device_pace.h"

#include <QElapsedTimer>
#include <QFrame>
#include <QJsonObject>
#include <QTimer>

#include <functional>
#include <vector>

class QAction;
class QHBoxLayout;
class QLabel;
class QMenu;
class QToolButton;

namespace mqttscope::ui {

class ClientDeviceForm;
class DeviceCaption;
class DeviceFace;
class DeviceNumber;
class SwitchButton;
class Theme;

/// The device of a client card, between its connection and its bubbles; hidden while there is none. What it
/// publishes goes out at a limited rate, and waits while too much is not acknowledged.
class ClientDeviceRow : public QFrame {
    Q_OBJECT
public:
    /// What the client would publish otherwise: where a new device that publishes begins.
    using Offer = std::function<broker::lab::LabMessage()>;

    /// Both must outlive it.
    ClientDeviceRow(const Theme& theme, const teach::Vocabulary& vocabulary, Offer offer,
                    QWidget* parent = nullptr);

    /// As by the menu.
    void choose(DeviceKind kind);
    void setClient(const broker::lab::LabClientState& state);
    void setVersion(mqtt::Version version) { m_device->setVersion(version); }
    void setFollowed(const QString& filter);
    void take(const broker::lab::LabEvent& event) { (void)m_device->take(event); }
    /// For a lab file; empty without a device.
    [[nodiscard]] QJsonObject state() const;
    /// Publishes nothing.
    void setState(const QJsonObject& state);
    void retranslate();

    [[nodiscard]] ClientDevice& device() const { return *m_device; }
    /// With the menu; its owner puts it where it is always to be seen.
    [[nodiscard]] QToolButton* button() const { return m_button; }
    [[nodiscard]] QMenu* menu() const { return m_menu; }
    [[nodiscard]] QAction* kindAction(DeviceKind kind) const;
    [[nodiscard]] QAction* settingsAction() const { return m_settings; }
    [[nodiscard]] QAction* forgetAction() const { return m_forget; }
    [[nodiscard]] DeviceFace* face() const { return m_face; }
    [[nodiscard]] DeviceNumber* number() const { return m_number; }
    [[nodiscard]] SwitchButton* toggle() const { return m_toggle; }
    [[nodiscard]] QLabel* value() const { return m_value; }
    [[nodiscard]] QLabel* sentence() const { return m_sentence; }
    /// Null until it was shown once.
    [[nodiscard]] ClientDeviceForm* form() const { return m_form; }

Q_SIGNALS:
    void publishWanted(const mqttscope::broker::lab::LabMessage& message);
    /// What state() gives is another.
    void changed();

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void build();
    void buildMenu();
    void connectParts();
    void setNumber(double number);
    void publishSoon();
    void publishNow();
    void showDevice();
    void showNumber();
    void showSettings();
    void refreshTheme();

    const Theme* m_theme;
    Offer m_offer;
    ClientDevice* m_device;
    DevicePace m_pace;
    QElapsedTimer m_clock;
    QTimer m_later;
    QHBoxLayout* m_row;
    DeviceFace* m_face;
    SwitchButton* m_toggle;
    DeviceNumber* m_number;
    QLabel* m_value;
    DeviceCaption* m_headline;
    DeviceCaption* m_remark;
    QLabel* m_sentence;
    QToolButton* m_button;
    QMenu* m_menu;
    std::vector<QAction*> m_kinds; ///< in the order of kDeviceKinds
    QAction* m_settings = nullptr;
    QAction* m_forget = nullptr;
    ClientDeviceForm* m_form = nullptr;
};

} // namespace mqttscope::ui

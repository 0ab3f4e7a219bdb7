// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/net/network_address.h"

#include <QDialog>

#include <vector>

class QLabel;

namespace mqttscope::ui {

class QrCode;
class Theme;

/// The address of the broker for a class room: large enough to be read from the last row, and as a QR code
/// for telephones.
class BrokerAddressCard : public QDialog {
    Q_OBJECT
public:
    /// `addresses` has one at least: the first is shown, the others can be chosen.
    /// The theme must outlive it.
    BrokerAddressCard(const Theme& theme, const std::vector<broker::NetworkAddress>& addresses,
                      QWidget* parent = nullptr);

    /// What the code says: "mqtt://192.168.1.20:1883".
    [[nodiscard]] QString content() const { return m_content; }

private:
    void showAddress(const broker::NetworkAddress& address);

    const Theme* m_theme;
    QrCode* m_code;
    QLabel* m_address;
    QString m_content;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/broker_address_card.h"

#include "ui/lab/broker_qr_code.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr double kLarge = 2.6; ///< of the base size
constexpr double kSmall = 1.4;
constexpr double kShort = 21; ///< characters: "192.168.100.200:65535"

} // namespace

BrokerAddressCard::BrokerAddressCard(const Theme& theme, const std::vector<broker::NetworkAddress>& addresses,
                                     QWidget* parent)
    : QDialog(parent), m_theme(&theme), m_code(new QrCode), m_address(new QLabel)
{
    setWindowTitle(tr("Address of the broker"));
    m_address->setAlignment(Qt::AlignCenter);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_code->setFixedSize(theme.px(240), theme.px(240));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(16));
    column->setSpacing(theme.px(16));
    column->addWidget(m_code, 0, Qt::AlignCenter);
    column->addWidget(m_address);
    if (addresses.size() > 1) {
        auto* choice = new QComboBox;
        choice->setAccessibleName(tr("Address"));
        choice->setObjectName(QStringLiteral("addressChoice"));
        for (const broker::NetworkAddress& address : addresses)
            choice->addItem(text(broker::textOf(address)));
        column->addWidget(choice);
        connect(choice, &QComboBox::activated, this,
                [this, addresses](int row) { showAddress(addresses[static_cast<std::size_t>(row)]); });
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    showAddress(addresses.front());
}

void BrokerAddressCard::showAddress(const broker::NetworkAddress& address)
{
    const QString where = text(broker::textOf(address));
    m_content = QStringLiteral("mqtt://") + where;
    // An address of IPv6 can be three times as long.
    const auto length = static_cast<double>(where.size());
    const double scale = length <= kShort ? kLarge : std::max(kLarge * kShort / length, kSmall);
    m_address->setFont(m_theme->fixedFont(scale, QFont::DemiBold));
    m_address->setText(where);
    m_code->setContent(m_content);
    m_code->setAccessibleName(tr("QR code: %1").arg(m_content));
}

} // namespace mqttscope::ui

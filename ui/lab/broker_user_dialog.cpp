// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/broker_user_dialog.h"

#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace mqttscope::ui {
namespace {

constexpr int kMaxLength = 200;

} // namespace

BrokerUserDialog::BrokerUserDialog(const Theme& theme, std::vector<broker::lab::LabUser> present,
                                   QWidget* parent)
    : QDialog(parent), m_present(std::move(present)), m_reason(new QLabel), m_name(new QLineEdit),
      m_password(new QLineEdit), m_shown(new QCheckBox(tr("&Show the password"))), m_problem(new QLabel),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setWindowTitle(tr("A user of the broker"));
    setMinimumWidth(theme.px(380));
    m_reason->setWordWrap(true);
    m_reason->hide();
    m_problem->setWordWrap(true);
    m_problem->setProperty("tone", QStringLiteral("error"));
    m_problem->setMinimumHeight(QFontMetrics(theme.font()).height());
    m_name->setMaxLength(kMaxLength);
    m_name->setObjectName(QStringLiteral("userName"));
    m_password->setMaxLength(kMaxLength);
    m_password->setObjectName(QStringLiteral("userPassword"));
    m_password->setEchoMode(QLineEdit::Password);
    auto* form = new QFormLayout;
    form->setSpacing(theme.px(8));
    form->addRow(tr("User &name"), m_name);
    form->addRow(tr("&Password"), m_password);
    form->addRow(QString(), m_shown);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16));
    column->setSpacing(theme.px(10));
    column->addWidget(m_reason);
    column->addLayout(form);
    column->addWidget(m_problem);
    column->addWidget(m_buttons);
    connect(m_name, &QLineEdit::textChanged, this, &BrokerUserDialog::check);
    connect(m_password, &QLineEdit::textChanged, this, &BrokerUserDialog::check);
    connect(m_shown, &QCheckBox::toggled, this,
            [this](bool shown) { m_password->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password); });
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

void BrokerUserDialog::setReason(const QString& reason)
{
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
}

broker::lab::LabUser BrokerUserDialog::user() const
{
    return {m_name->text().toStdString(), m_password->text().toStdString()};
}

void BrokerUserDialog::check()
{
    const QString name = m_name->text();
    const bool twice = std::any_of(m_present.begin(), m_present.end(),
                                   [&](const auto& one) { return one.name == name.toStdString(); });
    const bool sign = name.contains(QLatin1Char(':')) || name.startsWith(QLatin1Char('#'));
    m_problem->setText(twice  ? tr("There is a user of this name.")
                       : sign ? tr("A user name has no colon and does not begin with # here.")
                              : QString());
    m_buttons->button(QDialogButtonBox::Ok)
        ->setEnabled(!name.isEmpty() && !m_password->text().isEmpty() && !twice && !sign);
}

} // namespace mqttscope::ui

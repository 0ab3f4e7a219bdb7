// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/limit_row.h"

#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

#include <cmath>

namespace mqttscope::ui {
namespace {

constexpr std::uint64_t kSecond = 1000; // of a duration in milliseconds
constexpr double kMostOfAUnit = 999'999'999;
constexpr int kDecimals = 3;

} // namespace

QString PlainSpinBox::textFromValue(double value) const
{
    QLocale plain = locale();
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    return plain.toString(value, 'f', QLocale::FloatingPointShortest);
}

LimitRow::LimitRow(const Theme& theme, Kind kind, const QString& label, std::uint64_t offered,
                   QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_box(new QCheckBox(label)), m_number(new PlainSpinBox),
      m_unit(new QComboBox), m_onlyUnit(new QLabel), m_whole(kind != Kind::Duration)
{
    fillUnits(kind);
    const QString name = QString(label).remove(QLatin1Char('&'));
    m_number->setAccessibleName(name);
    m_unit->setAccessibleName(tr("Unit: %1").arg(name));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_box, 1);
    row->addWidget(m_number);
    row->addWidget(m_unit);
    row->addWidget(m_onlyUnit);
    const bool choice = m_factors.size() > 1;
    m_unit->setVisible(choice);
    m_onlyUnit->setVisible(!choice);
    m_onlyUnit->setText(m_unit->currentText());
    showNumber(offered);
    connect(m_box, &QCheckBox::toggled, this, [this](bool set) {
        m_number->setEnabled(set);
        m_unit->setEnabled(set);
        m_onlyUnit->setEnabled(set);
        Q_EMIT changed();
    });
    connect(m_number, &QDoubleSpinBox::valueChanged, this, &LimitRow::changed);
    connect(m_unit, &QComboBox::currentIndexChanged, this, [this] {
        useUnit();
        Q_EMIT changed();
    });
    connect(&theme, &Theme::changed, this, &LimitRow::refreshTheme);
    m_number->setEnabled(false);
    m_unit->setEnabled(false);
    m_onlyUnit->setEnabled(false);
    refreshTheme();
}

void LimitRow::fillUnits(Kind kind)
{
    const auto add = [this](const QString& unit, std::uint64_t factor) {
        m_unit->addItem(unit);
        m_factors.push_back(factor);
    };
    switch (kind) {
    case Kind::Duration:
    case Kind::Interval: {
        const std::uint64_t second = kind == Kind::Duration ? kSecond : 1;
        //: seconds
        add(tr("s"), second);
        //: minutes
        add(tr("min"), 60 * second);
        //: hours
        add(tr("h"), 3600 * second);
        break;
    }
    case Kind::Bytes:
        //: 1000 bytes
        add(tr("kB"), 1'000);
        add(tr("MB"), 1'000'000);
        add(tr("GB"), 1'000'000'000);
        break;
    case Kind::Frames:
        add(tr("frames"), 1);
        break;
    case Kind::Files:
        add(tr("files"), 1);
        break;
    }
    useUnit();
}

// Of a larger unit there are fractions: 1.5 min.
void LimitRow::useUnit()
{
    const bool smallest = m_unit->currentIndex() <= 0;
    m_number->setDecimals(smallest && m_whole ? 0 : kDecimals);
    m_number->setRange(smallest && m_whole ? 1 : 0.001, kMostOfAUnit); // NOLINT(*-magic-numbers): decimals
}

// In the largest unit of which it is a whole number.
void LimitRow::showNumber(std::uint64_t value)
{
    std::size_t unit = m_factors.size() - 1;
    while (unit > 0 && value % m_factors[unit] != 0)
        --unit;
    m_unit->setCurrentIndex(static_cast<int>(unit));
    useUnit();
    m_number->setValue(static_cast<double>(value) / static_cast<double>(m_factors[unit]));
}

void LimitRow::setValue(std::optional<std::uint64_t> value)
{
    if (value)
        showNumber(*value);
    m_box->setChecked(value.has_value());
}

std::optional<std::uint64_t> LimitRow::value() const
{
    if (!m_box->isChecked())
        return std::nullopt;
    const double factor = static_cast<double>(m_factors[static_cast<std::size_t>(m_unit->currentIndex())]);
    return std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::llround(m_number->value() * factor)));
}

QString LimitRow::text() const
{
    return m_number->text() + QChar(0x202f) + m_unit->currentText();
}

void LimitRow::refreshTheme()
{
    layout()->setSpacing(m_theme->px(8));
    m_number->setMinimumWidth(m_theme->px(96));
    for (QWidget* unit : {static_cast<QWidget*>(m_unit), static_cast<QWidget*>(m_onlyUnit)})
        unit->setFixedWidth(m_theme->px(84));
}

} // namespace mqttscope::ui

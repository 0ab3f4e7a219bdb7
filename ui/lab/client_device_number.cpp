// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_device_number.h"

#include "ui/models/client_device_value.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>

namespace mqttscope::ui {

DeviceNumber::DeviceNumber(QWidget* parent) : PlainSpinBox(parent)
{
    constexpr int kDecimals = 6;
    setButtonSymbols(QAbstractSpinBox::NoButtons);
    setKeyboardTracking(false); // half a number is not a value
    setDecimals(kDecimals);
    setRange(-DeviceOptions::kMostValue, DeviceOptions::kMostValue);
}

void DeviceNumber::beginWith(const QString& text)
{
    setFocus();
    lineEdit()->setText(text);
}

QValidator::State DeviceNumber::validate(QString& text, int& position) const
{
    if (const QString point = locale().decimalPoint(); point != QLatin1String("."))
        text.replace(QLatin1Char('.'), point);
    return PlainSpinBox::validate(text, position);
}

// The field inside does not follow by itself once a style sheet has touched it.
void DeviceNumber::changeEvent(QEvent* event)
{
    PlainSpinBox::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        lineEdit()->setFont(font());
}

void DeviceNumber::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        interpretText();
        selectAll();
        Q_EMIT entered();
        return;
    case Qt::Key_Escape:
        if (lineEdit()->isModified()) {
            setValue(value()); // as it was before somebody typed
            selectAll();
            return;
        }
        break;
    default:
        break;
    }
    PlainSpinBox::keyPressEvent(event);
}

} // namespace mqttscope::ui

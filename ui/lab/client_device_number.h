// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/live/limit_row.h"

namespace mqttscope::ui {

/// A number of a device. Its decimals begin with a point too, as they do in messages, whatever the language.
class DeviceNumber : public PlainSpinBox {
    Q_OBJECT
public:
    explicit DeviceNumber(QWidget* parent = nullptr);

    /// Writes over what is there, as if it was typed.
    void beginWith(const QString& text);

Q_SIGNALS:
    /// Return, and the number is another or still the same.
    void entered();

protected:
    QValidator::State validate(QString& text, int& position) const override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace mqttscope::ui

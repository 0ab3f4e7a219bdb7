// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/client_device_value.h"

#include <QWidget>

#include <optional>

class QPainter;

namespace mqttscope::ui {

class Theme;

/// How the device of a client card looks: a slider that can be moved, a gauge, a thermometer, a lamp, a pump.
/// Only the slider takes keys: arrows and Page keys by a step and by ten, Home and End, Return to publish it
/// again; what is typed begins a new value.
class DeviceFace : public QWidget {
    Q_OBJECT
public:
    /// Steps of a Page key.
    static constexpr int kPage = 10;

    /// The theme must outlive it.
    explicit DeviceFace(const Theme& theme, QWidget* parent = nullptr);

    void setKind(DeviceKind kind);
    [[nodiscard]] DeviceKind kind() const { return m_kind; }
    [[nodiscard]] bool isSlider() const { return m_kind == DeviceKind::Sensor; }
    void setRange(double minimum, double maximum);
    [[nodiscard]] double minimum() const { return m_minimum; }
    [[nodiscard]] double maximum() const { return m_maximum; }
    /// Beyond the range it stands at its end; nothing: nothing to show.
    void setNumber(std::optional<double> number);
    [[nodiscard]] std::optional<double> number() const { return m_number; }
    void setOn(std::optional<bool> on);
    [[nodiscard]] std::optional<bool> isOn() const { return m_on; }
    /// Its value in words, for those who do not see it.
    void setValueText(const QString& text);
    [[nodiscard]] const QString& valueText() const { return m_valueText; }

    /// As by the mouse or by a key: only a slider.
    void moveTo(double number);
    /// Where on the slider a number stands.
    [[nodiscard]] QPoint placeOf(double number) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Somebody moved the slider.
    void moved(double number);
    /// The same value once more.
    void againWanted();
    /// A key that begins a number.
    void typed(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] bool isPicture() const;
    [[nodiscard]] QRectF track() const;
    [[nodiscard]] double along() const;
    [[nodiscard]] QBrush filling() const;
    void moveToPlace(double x);
    void paintBar(QPainter& painter) const;
    void paintTicks(QPainter& painter) const;
    void paintThermometer(QPainter& painter) const;
    void paintHandle(QPainter& painter) const;
    void paintLamp(QPainter& painter) const;
    void paintPump(QPainter& painter) const;

    const Theme* m_theme;
    DeviceKind m_kind = DeviceKind::None;
    double m_minimum = 0;
    double m_maximum = 100;
    std::optional<double> m_number;
    std::optional<bool> m_on;
    QString m_valueText;
};

} // namespace mqttscope::ui

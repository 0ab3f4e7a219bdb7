// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_device_accessible.h"

#include "ui/lab/client_device_face.h"

#include <QAccessibleWidget>

namespace mqttscope::ui {
namespace {

class FaceInterface final : public QAccessibleWidget, public QAccessibleValueInterface {
public:
    explicit FaceInterface(DeviceFace& face)
        : QAccessibleWidget(&face, face.isSlider() ? QAccessible::Slider : QAccessible::Indicator)
    {
    }
    FaceInterface(const FaceInterface&) = delete;
    FaceInterface& operator=(const FaceInterface&) = delete;
    FaceInterface(FaceInterface&&) = delete;
    FaceInterface& operator=(FaceInterface&&) = delete;

    // The face may have become another device.
    QAccessible::Role role() const override
    {
        return face().isSlider() ? QAccessible::Slider : QAccessible::Indicator;
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? face().valueText() : QAccessibleWidget::text(kind);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = !face().isSlider();
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ValueInterface ? static_cast<QAccessibleValueInterface*>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }

    QVariant currentValue() const override
    {
        if (const auto number = face().number())
            return *number;
        if (const auto on = face().isOn())
            return *on ? 1.0 : 0.0;
        return {};
    }
    void setCurrentValue(const QVariant& value) override
    {
        bool isNumber = false;
        const double number = value.toDouble(&isNumber);
        if (isNumber)
            face().moveTo(number);
    }
    QVariant minimumValue() const override { return isNumeric(face().kind()) ? face().minimum() : 0.0; }
    QVariant maximumValue() const override { return isNumeric(face().kind()) ? face().maximum() : 1.0; }
    QVariant minimumStepSize() const override
    {
        return face().isSlider() ? deviceStep(face().minimum(), face().maximum()) : 0.0;
    }

private:
    ~FaceInterface() override = default;
    DeviceFace& face() const { return *static_cast<DeviceFace*>(widget()); }
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* face = qobject_cast<DeviceFace*>(object);
    return face != nullptr ? new FaceInterface(*face) : nullptr;
}

} // namespace

void makeDevicesAccessible()
{
    // Qt knows a factory that is already there.
    QAccessible::installFactory(makeInterface);
}

} // namespace mqttscope::ui

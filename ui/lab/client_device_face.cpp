// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_device_face.h"

#include "ui/lab/client_device_accessible.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace mqttscope::ui {
namespace {

// In units of the design.
constexpr int kBarWidth = 150;
constexpr int kLeastBarWidth = 84;
constexpr int kHeight = 34;
constexpr int kTrack = 20;
constexpr int kStem = 10; // of the thermometer
constexpr int kKnob = 15;

} // namespace

DeviceFace::DeviceFace(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(&theme)
{
    makeDevicesAccessible();
    setAttribute(Qt::WA_Hover);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void DeviceFace::setKind(DeviceKind kind)
{
    m_kind = kind;
    setFocusPolicy(isSlider() ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(isSlider() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setSizePolicy(isPicture() ? QSizePolicy::Fixed : QSizePolicy::Expanding, QSizePolicy::Fixed);
    updateGeometry();
    update();
}

void DeviceFace::setRange(double minimum, double maximum)
{
    m_minimum = minimum;
    m_maximum = maximum;
    update();
}

void DeviceFace::setNumber(std::optional<double> number)
{
    m_number = number;
    update();
}

void DeviceFace::setOn(std::optional<bool> on)
{
    m_on = on;
    update();
}

void DeviceFace::setValueText(const QString& text)
{
    if (text == m_valueText)
        return;
    m_valueText = text;
    QAccessibleValueChangeEvent event(this, text);
    QAccessible::updateAccessibility(&event);
}

bool DeviceFace::isPicture() const
{
    return m_kind == DeviceKind::Lamp || m_kind == DeviceKind::Pump;
}

QSize DeviceFace::sizeHint() const
{
    return {m_theme->px(isPicture() ? kHeight : kBarWidth), m_theme->px(kHeight)};
}

QSize DeviceFace::minimumSizeHint() const
{
    return {m_theme->px(isPicture() ? kHeight : kLeastBarWidth), m_theme->px(kHeight)};
}

// ---------------------------------------------------------------------------------------- what is done to it

void DeviceFace::moveTo(double number)
{
    const double there = std::clamp(number, m_minimum, m_maximum);
    if (!isSlider() || there == m_number)
        return;
    setNumber(there);
    Q_EMIT moved(there);
}

void DeviceFace::moveToPlace(double x)
{
    const QRectF room = track();
    const double share = std::clamp((x - room.left()) / std::max(1.0, room.width()), 0.0, 1.0);
    moveTo(onDeviceStep(m_minimum + share * (m_maximum - m_minimum), m_minimum, m_maximum));
}

QPoint DeviceFace::placeOf(double number) const
{
    const QRectF room = track();
    const double share = std::clamp((number - m_minimum) / (m_maximum - m_minimum), 0.0, 1.0);
    return {static_cast<int>(std::lround(room.left() + share * room.width())), height() / 2};
}

void DeviceFace::mousePressEvent(QMouseEvent* event)
{
    if (!isSlider() || event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    moveToPlace(event->position().x());
}

void DeviceFace::mouseMoveEvent(QMouseEvent* event)
{
    if (!isSlider() || (event->buttons() & Qt::LeftButton) == 0)
        return QWidget::mouseMoveEvent(event);
    moveToPlace(event->position().x());
}

void DeviceFace::keyPressEvent(QKeyEvent* event)
{
    if (!isSlider() || (event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) != 0)
        return QWidget::keyPressEvent(event);
    const auto by = [this](int steps) {
        const double step = deviceStep(m_minimum, m_maximum);
        moveTo(onDeviceStep(m_number.value_or(m_minimum) + steps * step, m_minimum, m_maximum));
    };
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        return by(-1);
    case Qt::Key_Right:
    case Qt::Key_Up:
        return by(1);
    case Qt::Key_PageDown:
        return by(-kPage);
    case Qt::Key_PageUp:
        return by(kPage);
    case Qt::Key_Home:
        return moveTo(m_minimum);
    case Qt::Key_End:
        return moveTo(m_maximum);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (!event->isAutoRepeat())
            Q_EMIT againWanted();
        return;
    default:
        break;
    }
    const QString text = event->text();
    if (text.size() == 1 && (text[0].isDigit() || text == QLatin1String("-")))
        Q_EMIT typed(text);
    else
        QWidget::keyPressEvent(event);
}

// ------------------------------------------------------------------------------------------ how it looks

/// From where to where its value goes; the knob and the bulb have room at the ends.
QRectF DeviceFace::track() const
{
    const double end = m_theme->px(kKnob) / 2.0 + 1;
    const double high = m_theme->px(m_kind == DeviceKind::Thermometer ? kStem : kTrack);
    const double first = m_kind == DeviceKind::Thermometer ? m_theme->px(kTrack) + 1.0
                         : isSlider()                      ? end
                                                           : 1.0;
    const double last = width() - (isSlider() ? end : m_kind == DeviceKind::Thermometer ? high / 2 + 1 : 1.0);
    return {first, (height() - high) / 2.0, std::max(1.0, last - first), high};
}

double DeviceFace::along() const
{
    const double share =
        std::clamp((m_number.value_or(m_minimum) - m_minimum) / (m_maximum - m_minimum), 0.0, 1.0);
    return track().left() + share * track().width();
}

/// With high contrast a pattern in place of a tint.
QBrush DeviceFace::filling() const
{
    QColor color = m_theme->color(Ink::FieldVBorder);
    if (m_theme->scheme() == Scheme::Contrast)
        return {color, Qt::BDiagPattern};
    constexpr float kShare = 0.35F;
    color.setAlphaF(kShare);
    return color;
}

void DeviceFace::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    switch (m_kind) {
    case DeviceKind::Sensor:
    case DeviceKind::Gauge:
        paintBar(painter);
        break;
    case DeviceKind::Thermometer:
        paintThermometer(painter);
        break;
    case DeviceKind::Lamp:
        paintLamp(painter);
        break;
    case DeviceKind::Pump:
        paintPump(painter);
        break;
    case DeviceKind::Switch:
    case DeviceKind::None:
        break;
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme->color(Ink::Accent), m_theme->px(15) / 10.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), m_theme->px(4), m_theme->px(4));
    }
}

/// Quarters of the range.
void DeviceFace::paintTicks(QPainter& painter) const
{
    constexpr int kParts = 4;
    const QRectF room = track();
    painter.setPen(QPen(m_theme->color(Ink::LineControl), 1));
    for (int part = 1; part < kParts; ++part) {
        const double x = room.left() + room.width() * part / kParts;
        painter.drawLine(QPointF(x, room.bottom() - m_theme->px(4)), QPointF(x, room.bottom()));
    }
}

void DeviceFace::paintBar(QPainter& painter) const
{
    const QRectF room = track();
    // The slider's groove goes on below its knob.
    const double more = isSlider() ? room.left() - 1.0 : 0.0;
    const QRectF frame = room.adjusted(-more, 0, more, 0);
    QPainterPath shape;
    shape.addRoundedRect(frame, m_theme->px(4), m_theme->px(4));
    painter.fillPath(shape, m_theme->color(Ink::Surface));
    if (m_number) {
        painter.save();
        painter.setClipPath(shape);
        painter.fillRect(QRectF(frame.left(), frame.top(), along() - frame.left(), frame.height()),
                         filling());
        painter.restore();
    }
    paintTicks(painter);
    painter.setPen(QPen(m_theme->color(Ink::LineControl), m_theme->px(15) / 10.0,
                        m_number ? Qt::SolidLine : Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shape);
    if (m_number)
        paintHandle(painter);
}

/// Where the value is: a knob that can be moved, or a line.
void DeviceFace::paintHandle(QPainter& painter) const
{
    const QRectF room = track();
    const double x = along();
    const double beyond = isSlider() ? m_theme->px(4) : 0;
    painter.setPen(QPen(m_theme->color(Ink::FieldVBorder), m_theme->px(2)));
    painter.drawLine(QPointF(x, room.top() - beyond), QPointF(x, room.bottom() + beyond));
    if (!isSlider())
        return;
    const double radius = m_theme->px(kKnob) / 2.0;
    painter.setBrush(m_theme->color(underMouse() ? Ink::RowHover : Ink::Surface));
    painter.setPen(QPen(m_theme->color(Ink::Accent), m_theme->px(2)));
    painter.drawEllipse(QPointF(x, room.center().y()), radius, radius);
}

void DeviceFace::paintThermometer(QPainter& painter) const
{
    const QRectF room = track();
    const double radius = m_theme->px(kTrack) / 2.0;
    const QPointF bulb(radius + 1, room.center().y());
    QPainterPath glass;
    glass.setFillRule(Qt::WindingFill);
    glass.addRoundedRect(
        QRectF(bulb.x(), room.top(), room.right() + room.height() / 2 - bulb.x(), room.height()),
        room.height() / 2, room.height() / 2);
    glass.addEllipse(bulb, radius, radius);
    glass = glass.simplified();
    painter.fillPath(glass, m_theme->color(Ink::Surface));
    if (m_number) {
        painter.save();
        painter.setClipPath(glass);
        painter.fillRect(QRectF(0, 0, along(), height()), filling());
        painter.restore();
    }
    constexpr int kParts = 4;
    painter.setPen(QPen(m_theme->color(Ink::LineControl), 1));
    for (int part = 0; part <= kParts; ++part) {
        const double x = room.left() + room.width() * part / kParts;
        painter.drawLine(QPointF(x, room.bottom() + m_theme->px(2)),
                         QPointF(x, room.bottom() + m_theme->px(6)));
    }
    painter.setPen(QPen(m_theme->color(Ink::LineControl), m_theme->px(15) / 10.0,
                        m_number ? Qt::SolidLine : Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(glass);
    if (!m_number)
        return;
    painter.setPen(QPen(m_theme->color(Ink::FieldVBorder), m_theme->px(2)));
    painter.drawLine(QPointF(along(), room.top()), QPointF(along(), room.bottom()));
}

/// Lit it has rays and is full; dark it is an outline; unknown, a dashed one.
void DeviceFace::paintLamp(QPainter& painter) const
{
    const double unit = m_theme->px(kHeight) / 34.0;
    painter.translate(width() / 2.0, height() / 2.0);
    painter.scale(unit, unit);
    const bool lit = m_on.value_or(false);
    const QColor line = m_theme->color(lit ? Ink::Warning : Ink::LineControl);
    QPen pen(line, 1.8, m_on ? Qt::SolidLine : Qt::DashLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(m_theme->color(lit ? Ink::WarningTint : Ink::Surface));
    QPainterPath bulb;
    bulb.moveTo(-3.5, 8);
    bulb.cubicTo(-3.5, 4, -8, 3, -8, -3);
    bulb.arcTo(QRectF(-8, -11, 16, 16), 180, -180);
    bulb.cubicTo(8, 3, 3.5, 4, 3.5, 8);
    bulb.closeSubpath();
    painter.drawPath(bulb);
    pen.setStyle(Qt::SolidLine);
    painter.setPen(pen);
    painter.drawLine(QPointF(-3, 11), QPointF(3, 11));
    painter.drawLine(QPointF(-1.5, 14), QPointF(1.5, 14));
    if (!lit)
        return;
    constexpr int kRays = 5;
    constexpr double kInner = 11.5;
    constexpr double kOuter = 15;
    for (int ray = 0; ray < kRays; ++ray) {
        const double angle = M_PI * (ray + 0.5) / kRays;
        const QPointF towards(std::cos(angle), -std::sin(angle));
        painter.drawLine(QPointF(0, -3) + towards * kInner, QPointF(0, -3) + towards * kOuter);
    }
}

/// The sign of a pump in drawings: a circle with a triangle; running, it is full and between arrows.
void DeviceFace::paintPump(QPainter& painter) const
{
    const double unit = m_theme->px(kHeight) / 34.0;
    painter.translate(width() / 2.0, height() / 2.0);
    painter.scale(unit, unit);
    const bool runs = m_on.value_or(false);
    QPen pen(m_theme->color(runs ? Ink::Ok : Ink::LineControl), 1.8, m_on ? Qt::SolidLine : Qt::DashLine,
             Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(m_theme->color(runs ? Ink::OkTint : Ink::Surface));
    painter.drawEllipse(QPointF(0, 0), 9.5, 9.5);
    pen.setStyle(Qt::SolidLine);
    painter.setPen(pen);
    painter.setBrush(runs ? QBrush(pen.color()) : QBrush(Qt::NoBrush));
    const std::array triangle = {QPointF(-4.5, -6), QPointF(-4.5, 6), QPointF(7, 0)};
    painter.drawPolygon(triangle.data(), static_cast<int>(triangle.size()));
    painter.drawLine(QPointF(-15.5, 0), QPointF(-9.5, 0));
    painter.drawLine(QPointF(9.5, 0), QPointF(15.5, 0));
    if (!runs)
        return;
    painter.drawLine(QPointF(12.5, -3), QPointF(15.5, 0));
    painter.drawLine(QPointF(12.5, 3), QPointF(15.5, 0));
}

} // namespace mqttscope::ui

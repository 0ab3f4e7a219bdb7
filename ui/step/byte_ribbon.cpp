// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/byte_ribbon.h"

#include "ui/step/ribbon_accessible.h"
#include "ui/step/ribbon_character.h"
#include "ui/step/ribbon_painter.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyle>
#include <QToolTip>
#include <QVariantAnimation>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr int kGlide = 160;                  ///< milliseconds to bring the current byte into view
constexpr qint64 kMostSteps = 1'000'000'000; ///< of a scroll bar, which counts in int
constexpr int kAhead = 3;                    ///< cells that stay in view behind the current one
constexpr int kBehind = 1;

} // namespace

ByteRibbon::ByteRibbon(const Theme& theme, QWidget* parent)
    : QAbstractScrollArea(parent), m_theme(&theme), m_glide(new QVariantAnimation(this))
{
    makeRibbonsAccessible();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    m_glide->setDuration(kGlide);
    m_glide->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_glide, &QVariantAnimation::valueChanged, this,
            [this](const QVariant& value) { bar()->setValue(value.toInt()); });
    connect(&theme, &Theme::changed, this, [this] {
        placeBars();
        updateGeometry();
        viewport()->update();
    });
    placeBars();
    retranslate();
}

ByteRibbon::~ByteRibbon() = default;

void ByteRibbon::setContent(RibbonContent content)
{
    m_glide->stop();
    m_content = std::move(content);
    m_position = {};
    m_hover = {};
    placeBars();
    horizontalScrollBar()->setValue(0);
    verticalScrollBar()->setValue(0);
    updateGeometry();
    viewport()->update();
    announce();
}

void ByteRibbon::setPosition(std::size_t byteInStretch, std::optional<int> bit, std::size_t readUpTo)
{
    if (byteInStretch >= m_content.length) {
        clearPosition();
        return;
    }
    const auto byte = static_cast<std::uint32_t>(byteInStretch);
    const auto read = static_cast<std::uint32_t>(
        std::min<std::size_t>(std::max(readUpTo, byteInStretch + 1), m_content.length));
    m_position = {byte, bit, read};
    reveal(byte);
    viewport()->update();
    announce();
}

void ByteRibbon::clearPosition()
{
    m_position = {};
    viewport()->update();
    announce();
}

void ByteRibbon::setWrapped(bool wrapped)
{
    if (wrapped == m_wrapped)
        return;
    m_glide->stop();
    m_wrapped = wrapped;
    horizontalScrollBar()->setValue(0);
    verticalScrollBar()->setValue(0);
    placeBars();
    updateGeometry();
    if (m_position.current)
        reveal(*m_position.current);
    viewport()->update();
}

void ByteRibbon::setAnimated(bool animated)
{
    m_animated = animated;
}

bool ByteRibbon::glides() const
{
    return isVisible() &&
           m_animated.value_or(style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0);
}

void ByteRibbon::retranslate()
{
    setAccessibleName(tr("Byte ribbon"));
    placeBars();
    viewport()->update();
    announce();
}

QScrollBar* ByteRibbon::bar() const
{
    return m_wrapped ? verticalScrollBar() : horizontalScrollBar();
}

// Pixels for a step of the scroll bar: one, unless there are too many.
qint64 ByteRibbon::unit() const
{
    return 1 + RibbonLayout(*m_theme, m_content, {viewport()->size(), 0, m_wrapped}).extent() / kMostSteps;
}

RibbonLayout ByteRibbon::layoutNow() const
{
    return {*m_theme, m_content, {viewport()->size(), bar()->value() * unit(), m_wrapped}};
}

void ByteRibbon::placeBars()
{
    setHorizontalScrollBarPolicy(m_wrapped ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    setVerticalScrollBarPolicy(m_wrapped ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    const RibbonLayout layout(*m_theme, m_content, {viewport()->size(), 0, m_wrapped});
    const qint64 step = unit();
    bar()->setRange(0, static_cast<int>(std::max<qint64>(0, layout.extent() - layout.page()) / step));
    bar()->setPageStep(static_cast<int>(std::max<qint64>(1, layout.page() / step)));
    bar()->setSingleStep(static_cast<int>(std::max<qint64>(1, layout.pitch() / step)));
    (m_wrapped ? horizontalScrollBar() : verticalScrollBar())->setRange(0, 0);
}

void ByteRibbon::scrollTo(qint64 pixels)
{
    const int value = static_cast<int>(std::clamp<qint64>(pixels / unit(), 0, bar()->maximum()));
    m_glide->stop();
    if (!glides()) {
        bar()->setValue(value);
        return;
    }
    m_glide->setStartValue(bar()->value());
    m_glide->setEndValue(value);
    m_glide->start();
}

// As little as needed; a byte that is far away comes to the middle.
void ByteRibbon::reveal(std::uint32_t byte)
{
    const RibbonLayout layout = layoutNow();
    const qint64 pitch = layout.pitch();
    const qint64 from = m_wrapped ? 0 : layout.area().left();
    const qint64 page = layout.page() - from;
    const qint64 start = layout.startOf(byte) - from;
    const qint64 target = m_glide->state() == QAbstractAnimation::Running
                              ? m_glide->endValue().toLongLong() * unit()
                              : bar()->value() * unit();
    const qint64 ahead = std::min(kAhead * pitch, page / 3);
    const qint64 behind = std::min(kBehind * pitch, page / 3);
    if (start + pitch < target || start > target + page)
        scrollTo(start + pitch / 2 - page / 2);
    else if (start - behind < target)
        scrollTo(start - behind);
    else if (start + pitch + (m_wrapped ? 0 : ahead) > target + page)
        scrollTo(start + pitch + (m_wrapped ? 0 : ahead) - page);
}

QRect ByteRibbon::rectOf(std::uint32_t byte) const
{
    return layoutNow().cell(byte);
}

std::optional<std::uint32_t> ByteRibbon::byteAt(QPoint point) const
{
    return layoutNow().byteAt(point);
}

QRect ByteRibbon::rectOfLayer(std::size_t layer) const
{
    const std::vector<QRect> places = layoutNow().layers();
    return layer < places.size() ? places[layer] : QRect();
}

// What stands in the row of characters, where it says something.
QString ByteRibbon::readingText(std::uint32_t byte) const
{
    const std::size_t index = m_content.fieldAt(byte);
    if (index >= m_content.fields.size() || m_content.fields[index].reading != ByteReading::Text)
        return {};
    const field::ByteRange range = m_content.fields[index].range;
    const auto end = std::min<std::size_t>(range.end(), m_content.bytes.size());
    return ribbonCharacter(m_content.bytes.subspan(range.offset, end - range.offset), byte - range.offset)
        .text;
}

QString ByteRibbon::describe(std::uint32_t byte) const
{
    if (byte >= m_content.length)
        return {};
    QStringList parts;
    parts += tr("byte %1").arg(QLocale().toString(byte + 1));
    const bool missing = m_content.isMissing(byte);
    parts += missing ? tr("not captured")
                     : QStringLiteral("0x%1").arg(m_content.bytes[byte], 2, 16, QLatin1Char('0'));
    if (!m_position.isRead(byte)) {
        parts += tr("not read yet");
        return parts.join(QStringLiteral(", "));
    }
    const QString character = missing ? QString() : readingText(byte);
    if (!character.isEmpty())
        parts += character;
    const std::size_t index = m_content.fieldAt(byte);
    if (index < m_content.fields.size()) {
        // Inside a sentence a translation begins small; the standard's word does not.
        const RibbonField& field = m_content.fields[index];
        parts += !field.gloss.isEmpty() ? field.gloss : field.name;
    }
    if (const auto severity = m_content.severityAt(byte))
        parts += *severity >= field::Severity::ProtocolError ? tr("rule broken") : tr("warning");
    if (m_position.current == byte) {
        if (m_position.bit)
            parts += QStringLiteral("D%1").arg(*m_position.bit);
        parts += tr("current");
    }
    return parts.join(QStringLiteral(", "));
}

QString ByteRibbon::describeLayer(std::size_t layer) const
{
    if (layer >= m_content.layers.size())
        return {};
    const RibbonLayer& each = m_content.layers[layer];
    //: a layer of the frame: %1 its name
    const QString text = tr("%1, %Ln byte(s)", nullptr, static_cast<int>(each.range.length)).arg(each.name);
    //: %1 a layer and its size
    return each.walked ? tr("%1, shown below").arg(text) : text;
}

QSize ByteRibbon::sizeHint() const
{
    const RibbonLayout layout(*m_theme, m_content, {{m_theme->px(900), m_theme->px(300)}, 0, m_wrapped});
    const int bar = m_wrapped ? 0 : style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    return {m_theme->px(900),
            m_wrapped ? std::min(layout.height(), 4 * layout.pitch()) : layout.height() + bar};
}

QSize ByteRibbon::minimumSizeHint() const
{
    const RibbonLayout layout(*m_theme, m_content, {{m_theme->px(320), m_theme->px(300)}, 0, m_wrapped});
    return {m_theme->px(320), m_wrapped ? 2 * layout.pitch() : sizeHint().height()};
}

void ByteRibbon::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme->color(Ink::Surface));
    const RibbonLayout layout = layoutNow();
    RibbonPainter ribbon(painter, *m_theme, m_content, layout, m_position);
    ribbon.paint(m_hover);
    if (hasFocus())
        ribbon.paintFocus();
}

void ByteRibbon::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    m_glide->stop();
    placeBars();
    if (m_position.current)
        reveal(*m_position.current);
}

// Everything is painted anew: the names stand still and follow what is seen.
void ByteRibbon::scrollContentsBy(int, int)
{
    viewport()->update();
}

void ByteRibbon::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

// A wheel that turns only one way moves along the bytes.
void ByteRibbon::wheelEvent(QWheelEvent* event)
{
    const QPoint turned = event->angleDelta();
    const int along = m_wrapped || turned.x() == 0 ? turned.y() : turned.x();
    m_glide->stop();
    constexpr int kNotch = 120; // eighths of a degree
    bar()->setValue(bar()->value() - along * 3 * bar()->singleStep() / kNotch);
    event->accept();
}

RibbonHover ByteRibbon::hoverAt(QPoint point) const
{
    RibbonHover hover;
    const RibbonLayout layout = layoutNow();
    hover.byte = layout.byteAt(point);
    const std::vector<QRect> places = layout.layers();
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i].contains(point))
            hover.layer = i;
    }
    return hover;
}

void ByteRibbon::setHover(const RibbonHover& hover)
{
    if (hover == m_hover)
        return;
    m_hover = hover;
    const bool can = hover.byte || (hover.layer && m_content.layers[*hover.layer].clickable);
    viewport()->setCursor(can ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->update();
}

void ByteRibbon::chooseByte(std::uint32_t byte)
{
    if (byte < m_content.length)
        Q_EMIT byteChosen(byte);
}

void ByteRibbon::chooseLayer(std::size_t layer)
{
    if (layer < m_content.layers.size() && m_content.layers[layer].clickable)
        Q_EMIT layerChosen(static_cast<int>(layer));
}

void ByteRibbon::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const RibbonHover at = hoverAt(event->pos());
    if (at.byte)
        chooseByte(*at.byte);
    else if (at.layer)
        chooseLayer(*at.layer);
}

void ByteRibbon::mouseMoveEvent(QMouseEvent* event)
{
    setHover(hoverAt(event->pos()));
}

void ByteRibbon::leaveEvent(QEvent* event)
{
    setHover({});
    QAbstractScrollArea::leaveEvent(event);
}

void ByteRibbon::moveTo(std::int64_t byte)
{
    if (m_content.length == 0)
        return;
    const auto bounded = static_cast<std::uint32_t>(std::clamp<std::int64_t>(byte, 0, m_content.length - 1));
    if (bounded != m_position.current)
        chooseByte(bounded);
}

// The nearest layer in that direction that can be walked.
void ByteRibbon::stepLayer(int direction)
{
    const auto& layers = m_content.layers;
    const auto walked =
        std::find_if(layers.begin(), layers.end(), [](const RibbonLayer& layer) { return layer.walked; });
    if (walked == layers.end())
        return;
    for (auto i = walked - layers.begin() + direction; i >= 0 && i < std::ssize(layers); i += direction) {
        if (layers[static_cast<std::size_t>(i)].clickable) {
            chooseLayer(static_cast<std::size_t>(i));
            return;
        }
    }
}

void ByteRibbon::keyPressEvent(QKeyEvent* event)
{
    const bool control = (event->modifiers() & Qt::ControlModifier) != 0;
    const std::int64_t now = m_position.current ? std::int64_t{*m_position.current} : -1;
    const std::int64_t row = m_wrapped ? RibbonLayout::kPerRow : 1;
    const std::int64_t page =
        std::max<std::int64_t>(1, layoutNow().page() / std::max(1, layoutNow().pitch())) * row;
    switch (event->key()) {
    case Qt::Key_Left:
        control ? Q_EMIT fieldStepped(-1) : moveTo(now - 1);
        return;
    case Qt::Key_Right:
        control ? Q_EMIT fieldStepped(1) : moveTo(now + 1);
        return;
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const int direction = event->key() == Qt::Key_Up ? -1 : 1;
        const std::int64_t other = now + direction * row;
        if (!m_wrapped || control)
            stepLayer(direction);
        else if (other >= 0 && other < m_content.length)
            moveTo(other);
        return;
    }
    case Qt::Key_Home:
        moveTo(0);
        return;
    case Qt::Key_End:
        moveTo(std::int64_t{m_content.length} - 1);
        return;
    case Qt::Key_PageUp:
        moveTo(now - page);
        return;
    case Qt::Key_PageDown:
        moveTo(now + page);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

bool ByteRibbon::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const RibbonHover at = hoverAt(help->pos());
    if (at.byte)
        QToolTip::showText(help->globalPos(), describe(*at.byte), this);
    else if (at.layer)
        QToolTip::showText(help->globalPos(), describeLayer(*at.layer), this);
    else
        QToolTip::hideText();
    return true;
}

void ByteRibbon::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
    announce();
}

void ByteRibbon::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void ByteRibbon::announce()
{
    setAccessibleDescription(m_position.current ? describe(*m_position.current) : QString());
    if (!QAccessible::isActive() || !hasFocus() || !m_position.current)
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(static_cast<int>(*m_position.current));
    QAccessible::updateAccessibility(&event);
}

} // namespace mqttscope::ui

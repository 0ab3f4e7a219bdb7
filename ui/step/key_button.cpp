// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/key_button.h"

#include "ui/step/step_type.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QEnterEvent>
#include <QPainter>

namespace mqttscope::ui {
namespace {

constexpr int kHeight = 40;
constexpr int kIcon = 16;
constexpr int kMargin = 13;
constexpr int kGap = 8;
constexpr int kCapMargin = 5;
constexpr int kRadius = 5;

} // namespace

KeyButton::KeyButton(QAction& action, const Theme& theme, bool trailing, QWidget* parent)
    : QAbstractButton(parent), m_action(&action), m_theme(&theme), m_trailing(trailing)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, &action, &QAction::trigger);
    connect(&action, &QAction::changed, this, &KeyButton::showAction);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    showAction();
}

void KeyButton::showAction()
{
    setEnabled(m_action->isEnabled());
    QString name = m_action->text();
    name.remove(QLatin1Char('&'));
    setAccessibleName(name);
    setToolTip(keyText().isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, keyText()));
    update();
}

void KeyButton::setWord(const QString& word)
{
    setText(word);
    updateGeometry();
    update();
}

void KeyButton::setForm(Form form)
{
    if (form == m_form)
        return;
    m_form = form;
    setFocusPolicy(form == Form::Hint ? Qt::NoFocus : Qt::StrongFocus);
    updateGeometry();
    update();
}

void KeyButton::setPrimary(bool primary)
{
    if (primary == m_primary)
        return;
    m_primary = primary;
    updateGeometry();
    update();
}

void KeyButton::setGlyph(const QString& icon)
{
    if (icon == m_glyph)
        return;
    m_glyph = icon;
    update();
}

QString KeyButton::keyText() const
{
    return m_action->shortcut().toString(QKeySequence::NativeText);
}

int KeyButton::capWidth() const
{
    return QFontMetrics(m_theme->fixedFont(0.85)).horizontalAdvance(keyText()) + 2 * m_theme->px(kCapMargin);
}

int KeyButton::widthOf(Form form) const
{
    QFont bold = m_theme->font();
    bold.setWeight(QFont::DemiBold); // the width stays when it becomes primary
    const int words = QFontMetrics(bold).horizontalAdvance(text());
    const int icon = m_theme->px(kIcon);
    const int gap = m_theme->px(kGap);
    switch (form) {
    case Form::Full:
        return 2 * m_theme->px(kMargin) + icon + gap + words + gap + capWidth();
    case Form::NoKey:
        return 2 * m_theme->px(kMargin) + icon + gap + words;
    case Form::Icon:
        return m_theme->px(kHeight);
    case Form::Hint:
        return capWidth() + gap + QFontMetrics(m_theme->font()).horizontalAdvance(text());
    }
    return 0;
}

QSize KeyButton::sizeHint() const
{
    const int height =
        m_form == Form::Hint ? QFontMetrics(m_theme->font()).height() + m_theme->px(6) : m_theme->px(kHeight);
    return {widthOf(m_form), height};
}

void KeyButton::paintCap(QPainter& painter, const QRect& rect, const QColor& ink) const
{
    painter.setPen(QPen(ink, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), m_theme->px(3), m_theme->px(3));
    painter.setFont(m_theme->fixedFont(0.85));
    painter.drawText(rect, Qt::AlignCenter, keyText());
}

void KeyButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hint = m_form == Form::Hint;
    const bool primary = m_primary && isEnabled() && !hint;
    const Ink textInk = !isEnabled() ? Ink::ByteUnread : primary ? Ink::OnAccent : Ink::Text;
    const QColor ink = m_theme->color(textInk);
    if (!hint) {
        const double line = hasFocus() ? m_theme->px(2) : 1;
        const QRectF frame = QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2);
        const Ink ground = primary                       ? Ink::Accent
                           : isDown()                    ? Ink::AccentTint
                           : underMouse() && isEnabled() ? Ink::RowHover
                                                         : Ink::Surface;
        const Ink border = hasFocus()     ? (primary ? Ink::Text : Ink::Accent)
                           : primary      ? Ink::Accent
                           : !isEnabled() ? Ink::Line
                                          : Ink::LineControl;
        painter.setPen(QPen(m_theme->color(border), line));
        painter.setBrush(m_theme->color(ground));
        painter.drawRoundedRect(frame, m_theme->px(kRadius), m_theme->px(kRadius));
    }
    const int gap = m_theme->px(kGap);
    const int icon = m_theme->px(kIcon);
    const int capHeight = QFontMetrics(m_theme->fixedFont(0.85)).height() + m_theme->px(3);
    const auto capAt = [&](int left) {
        return QRect(left, (height() - capHeight) / 2, capWidth(), capHeight);
    };
    if (hint) {
        paintCap(painter, capAt(0), m_theme->color(Ink::TextSecondary));
        painter.setFont(m_theme->font());
        painter.setPen(m_theme->color(isEnabled() ? Ink::TextSecondary : Ink::ByteUnread));
        painter.drawText(rect().adjusted(capWidth() + gap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         text());
        return;
    }
    const auto paintIcon = [&](int left) {
        painter.drawPixmap(QPoint(left, (height() - icon) / 2),
                           m_theme->pixmap(m_glyph, textInk, icon, devicePixelRatioF()));
    };
    if (m_form == Form::Icon) {
        paintIcon((width() - icon) / 2);
        return;
    }
    QFont words = m_theme->font();
    words.setWeight(m_primary ? QFont::DemiBold : QFont::Medium);
    const int wordWidth = QFontMetrics(words).horizontalAdvance(text());
    int left = m_theme->px(kMargin);
    if (!m_trailing) {
        paintIcon(left);
        left += icon + gap;
    }
    painter.setFont(words);
    painter.setPen(ink);
    painter.drawText(QRect(left, 0, wordWidth + 1, height()), Qt::AlignLeft | Qt::AlignVCenter, text());
    left += wordWidth + gap;
    if (m_trailing) {
        paintIcon(left);
        left += icon + gap;
    }
    if (m_form == Form::Full)
        paintCap(painter, capAt(width() - m_theme->px(kMargin) - capWidth()),
                 isEnabled() && !primary ? m_theme->color(Ink::TextSecondary) : ink);
}

void KeyButton::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void KeyButton::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace mqttscope::ui

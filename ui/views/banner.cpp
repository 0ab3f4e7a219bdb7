// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/banner.h"

#include "ui/theme/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace mqttscope::ui {

Banner::Banner(const Theme& theme, QWidget* parent)
    : QFrame(parent), m_theme(&theme), m_layout(new QHBoxLayout(this)), m_icon(new QLabel(this)),
      m_text(new QLabel(this)), m_button(new QPushButton(this)), m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("banner"));
    m_text->setTextFormat(Qt::PlainText); // names come from files and from the wire
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_button->setProperty("compact", true);
    m_layout->addWidget(m_icon);
    m_layout->addWidget(m_text, 1);
    m_layout->addWidget(m_button);
    m_layout->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_button, &QPushButton::clicked, this, [this] {
        hide();
        if (m_act)
            m_act();
    });
    connect(&theme, &Theme::changed, this, &Banner::refreshTheme);
    hide();
    refreshTheme();
    retranslate();
}

void Banner::show(Severity severity, const QString& sentence, const QString& label, std::function<void()> act)
{
    static constexpr const char* kNames[] = {"note", "warning", "error"};
    m_severity = severity;
    setProperty("severity", QLatin1String(kNames[static_cast<std::size_t>(severity)]));
    style()->unpolish(this);
    style()->polish(this);
    m_text->setText(sentence);
    m_button->setText(label);
    m_button->setVisible(!label.isEmpty());
    m_act = std::move(act);
    refreshTheme();
    QFrame::show();
    QAccessibleEvent event(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString Banner::sentence() const
{
    return m_text->text();
}

void Banner::refreshTheme()
{
    struct Look {
        const char* icon;
        Ink ink;
    };
    static constexpr Look kLooks[] = {
        {"ui-info", Ink::TextSecondary}, {"ui-warning", Ink::Warning}, {"ui-error", Ink::Error}};
    const Look look = kLooks[static_cast<std::size_t>(m_severity)];
    m_layout->setContentsMargins(m_theme->px(12), m_theme->px(6), m_theme->px(8), m_theme->px(6));
    m_layout->setSpacing(m_theme->px(10));
    m_icon->setPixmap(
        m_theme->pixmap(QLatin1String(look.icon), look.ink, m_theme->px(18), devicePixelRatioF()));
    m_close->setIcon(m_theme->icon(QStringLiteral("ui-cross"), Ink::TextSecondary));
    m_close->setIconSize({m_theme->px(12), m_theme->px(12)});
}

void Banner::retranslate()
{
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close this message"));
}

} // namespace mqttscope::ui

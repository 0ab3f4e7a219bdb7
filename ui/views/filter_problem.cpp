// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/filter_problem.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace mqttscope::ui {

FilterProblem::FilterProblem(const Theme& theme, QWidget* parent)
    : QFrame(parent), m_theme(&theme), m_sign(new QLabel), m_sentence(new QLabel), m_hint(new QLabel),
      m_correct(new QPushButton)
{
    setObjectName(QStringLiteral("filterProblem"));
    setAutoFillBackground(false);
    for (QLabel* label : {m_sentence, m_hint})
        label->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_hint->setWordWrap(true);
    m_correct->setProperty("compact", true);
    m_correct->setFocusPolicy(Qt::TabFocus);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_sentence);
    words->addWidget(m_hint);
    auto* row = new QHBoxLayout(this);
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addWidget(m_correct, 0, Qt::AlignVCenter);
    connect(m_correct, &QPushButton::clicked, this, [this] { Q_EMIT correctionWanted(m_correction); });
    connect(&theme, &Theme::changed, this, &FilterProblem::refreshTheme);
    refreshTheme();
    hide();
}

void FilterProblem::refreshTheme()
{
    layout()->setContentsMargins(m_theme->px(14), m_theme->px(8), m_theme->px(12), m_theme->px(8));
    layout()->setSpacing(m_theme->px(8));
    m_sentence->setFont(m_theme->font(TextUse::Strong));
    m_hint->setFont(m_theme->font());
    const int size = m_theme->px(16);
    m_sign->setPixmap(m_theme->pixmap(QStringLiteral("ui-error"), Ink::Error, size, devicePixelRatioF()));
}

void FilterProblem::say(const QString& sentence, const QString& hint, const QString& correction)
{
    m_sentence->setText(sentence);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_correction = correction;
    m_correct->setVisible(!correction.isEmpty());
    //: puts the filter right that was mistyped; a button
    m_correct->setText(tr("Correct it"));
    m_correct->setToolTip(correction);
    setAccessibleName(text());
}

QString FilterProblem::text() const
{
    return m_hint->text().isEmpty() ? m_sentence->text()
                                    : m_sentence->text() + QLatin1Char(' ') + m_hint->text();
}

void FilterProblem::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(m_theme->color(Ink::Error), 1));
    painter.setBrush(m_theme->color(Ink::ErrorTint));
    painter.drawRoundedRect(frame, m_theme->px(4), m_theme->px(4));
    painter.fillRect(QRectF(0, m_theme->px(4), m_theme->px(4), height() - 2 * m_theme->px(4)),
                     m_theme->color(Ink::Error));
}

} // namespace mqttscope::ui

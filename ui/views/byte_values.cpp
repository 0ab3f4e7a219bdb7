// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/byte_values.h"

#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr qsizetype kMaxShown = 13; ///< characters: most IPv4 addresses, any 32 bits

} // namespace

ByteValues::ByteValues(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_grid(new QGridLayout(this)), m_title(new QLabel(this))
{
    m_title->setProperty("secondary", true);
    m_grid->addWidget(m_title, 0, 0, 1, 2);
    for (std::size_t i = 0; i < kLines; ++i) {
        m_names[i] = new QLabel(this);
        m_names[i]->setProperty("secondary", true);
        m_values[i] = new QLabel(this);
        m_values[i]->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_values[i]->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_names[i]->setBuddy(m_values[i]);
        for (QLabel* label : {m_names[i], m_values[i]}) {
            QSizePolicy policy = label->sizePolicy();
            policy.setRetainSizeWhenHidden(true);
            label->setSizePolicy(policy);
        }
        m_grid->addWidget(m_names[i], static_cast<int>(i) + 1, 0);
        m_grid->addWidget(m_values[i], static_cast<int>(i) + 1, 1);
    }
    m_grid->setRowStretch(static_cast<int>(kLines) + 1, 1);
    m_grid->setColumnStretch(1, 1);
    connect(&theme, &Theme::changed, this, &ByteValues::refreshTheme);
    refreshTheme();
    retranslate();
}

void ByteValues::refreshTheme()
{
    m_grid->setContentsMargins(m_theme->px(12), m_theme->px(8), m_theme->px(8), m_theme->px(8));
    m_grid->setHorizontalSpacing(m_theme->px(10));
    m_grid->setVerticalSpacing(m_theme->px(4));
    QFont title = m_theme->font(TextUse::Small);
    title.setWeight(QFont::DemiBold);
    m_title->setFont(title);
    for (std::size_t i = 0; i < kLines; ++i) {
        m_names[i]->setFont(m_theme->font(TextUse::Small));
        m_values[i]->setFont(m_theme->fixedFont(0.96));
    }
    // One width for all values, the longer ones cut: the table must not dance while one walks through the
    // bytes.
    const QFontMetrics fixed(m_theme->fixedFont(0.96));
    m_grid->setColumnMinimumWidth(1, fixed.horizontalAdvance(QString(kMaxShown, QLatin1Char('0'))) + 1);
    show();
}

void ByteValues::retranslate()
{
    const std::array<QString, kLines> names = {
        tr("hexadecimal"), tr("decimal"), tr("binary"), tr("character"),
        //: two bytes as one number, the most significant first
        tr("on 16 bits"),
        //: two bytes as one number, the least significant first
        tr("16 bits, swapped"),
        //: four bytes as one number, the most significant first
        tr("on 32 bits"), tr("UTF-8 text"), tr("variable length"), tr("IPv4 address"),
        //: four bytes as seconds since 1970
        tr("Unix time, UTC")};
    for (std::size_t i = 0; i < kLines; ++i)
        m_names[i]->setText(names[i]);
    show();
}

void ByteValues::setBytes(field::ByteView bytes, std::size_t count)
{
    m_whole = std::min(count, bytes.size());
    const field::ByteView kept = bytes.first(std::min(bytes.size(), kMaxBytes));
    m_bytes.assign(kept.begin(), kept.end());
    m_count = std::min(m_whole, m_bytes.size());
    show();
}

void ByteValues::show()
{
    const bool any = m_count > 0;
    m_title->setText(m_whole > 1 ? tr("These %Ln bytes, read as…", nullptr, static_cast<int>(m_whole))
                                 : tr("This byte, read as…"));
    m_title->setVisible(any);
    const std::array<QString, kLines> values = readings(m_bytes, m_whole > m_count ? 0 : m_count);
    const int room = m_grid->columnMinimumWidth(1);
    for (std::size_t i = 0; i < kLines; ++i) {
        m_full[i] = values[i];
        const QString shown = values[i].isEmpty() ? QStringLiteral("–") : values[i];
        m_values[i]->setText(m_values[i]->fontMetrics().elidedText(shown, Qt::ElideRight, room));
        m_values[i]->setToolTip(m_values[i]->text() == shown ? QString() : shown);
        m_values[i]->setAccessibleName(shown);
        m_values[i]->setVisible(any);
        m_names[i]->setVisible(any);
    }
    update();
}

QString ByteValues::value(Reading reading) const
{
    return m_full[static_cast<std::size_t>(reading)];
}

void ByteValues::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Ink::Surface));
    if (m_count > 0)
        painter.fillRect(0, m_theme->px(12), 1, height() - m_theme->px(24), m_theme->color(Ink::Line));
}

} // namespace mqttscope::ui

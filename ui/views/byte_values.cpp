// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/byte_values.h"

#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace mqttscope::ui {

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
    m_grid->setContentsMargins(m_theme->px(16), m_theme->px(8), m_theme->px(14), m_theme->px(8));
    m_grid->setHorizontalSpacing(m_theme->px(12));
    m_grid->setVerticalSpacing(m_theme->px(6));
    QFont title = m_theme->font(TextUse::Small);
    title.setWeight(QFont::DemiBold);
    m_title->setFont(title);
    for (std::size_t i = 0; i < kLines; ++i) {
        m_names[i]->setFont(m_theme->font(TextUse::Small));
        m_values[i]->setFont(m_theme->fixedFont());
    }
    // The width of the longest value: the table must not dance while one walks through the bytes.
    const QFontMetrics fixed(m_theme->fixedFont());
    m_grid->setColumnMinimumWidth(1, fixed.horizontalAdvance(QStringLiteral("0000 0000")));
}

void ByteValues::retranslate()
{
    m_title->setText(tr("This byte, read as…"));
    const std::array<QString, kLines> names = {tr("hexadecimal"), tr("decimal"), tr("binary"),
                                               tr("character"),
                                               //: the byte and the next one as one number
                                               tr("on 16 bits")};
    for (std::size_t i = 0; i < kLines; ++i)
        m_names[i]->setText(names[i]);
    const std::size_t count = m_count;
    setBytes(field::ByteView(m_bytes).first(count));
}

void ByteValues::setBytes(field::ByteView bytes)
{
    m_count = std::min(bytes.size(), m_bytes.size());
    if (bytes.data() != m_bytes.data())
        std::copy_n(bytes.begin(), m_count, m_bytes.begin());
    std::array<QString, kLines> values;
    if (m_count > 0) {
        const unsigned byte = m_bytes[0];
        const QString bits = QStringLiteral("%1").arg(byte, 8, 2, QLatin1Char('0'));
        values[0] = QStringLiteral("0x%1").arg(byte, 2, 16, QLatin1Char('0'));
        values[1] = QString::number(byte);
        values[2] = bits.left(4) + QLatin1Char(' ') + bits.right(4);
        //: a character in quotation marks
        values[3] = byte >= 0x20 && byte < 0x7f ? tr("“%1”").arg(QChar(byte)) : QStringLiteral("–");
        values[4] = m_count > 1 ? QLocale().toString(byte << 8 | m_bytes[1]) : QStringLiteral("–");
    }
    m_title->setVisible(m_count > 0);
    for (std::size_t i = 0; i < kLines; ++i) {
        m_values[i]->setText(values[i]);
        m_values[i]->setVisible(m_count > 0);
        m_names[i]->setVisible(m_count > 0);
    }
    update();
}

void ByteValues::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Ink::Surface));
    if (m_count > 0)
        painter.fillRect(0, m_theme->px(12), 1, height() - m_theme->px(24), m_theme->color(Ink::Line));
}

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/broker_qr_code.h"

#include <QPainter>

#include <algorithm>
#include <memory>

#include <qrencode.h>

namespace mqttscope::ui {
namespace {

constexpr int kQuiet = 4; ///< light modules around the code (ISO/IEC 18004 §5.3.8)

} // namespace

void QrCode::setContent(const QString& content)
{
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(content.toUtf8().constData(), 0, QR_ECLEVEL_M), &QRcode_free);
    m_width = code ? code->width : 0;
    m_dark = QBitArray(m_width * m_width);
    for (int i = 0; i < m_width * m_width; ++i)
        m_dark.setBit(i, (code->data[i] & 1) != 0);
    update();
}

void QrCode::paintEvent(QPaintEvent*)
{
    if (m_width == 0)
        return;
    QPainter painter(this);
    painter.fillRect(rect(), Qt::white);
    const int module = std::max(1, std::min(rect().width(), rect().height()) / (m_width + 2 * kQuiet));
    const int left = (rect().width() - module * m_width) / 2;
    const int top = (rect().height() - module * m_width) / 2;
    for (int row = 0; row < m_width; ++row) {
        for (int column = 0; column < m_width; ++column) {
            if (isDark(column, row))
                painter.fillRect(left + column * module, top + row * module, module, module, Qt::black);
        }
    }
}

} // namespace mqttscope::ui

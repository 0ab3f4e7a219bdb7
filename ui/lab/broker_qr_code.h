// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBitArray>
#include <QWidget>

namespace mqttscope::ui {

/// A text as a QR code, black on white in every theme: that is what telephones read.
class QrCode : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// A text that is too long has no code: nothing is painted.
    void setContent(const QString& content);
    /// Modules of one side; 0: there is no code.
    [[nodiscard]] int modules() const { return m_width; }
    [[nodiscard]] bool isDark(int column, int row) const { return m_dark.testBit(row * m_width + column); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_width = 0;
    QBitArray m_dark; ///< row by row
};

} // namespace mqttscope::ui

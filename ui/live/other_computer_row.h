// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace mqttscope::ui {

class Theme;

/// A button below the interfaces that looks like one of them: frames can come from elsewhere too.
class OtherComputerRow : public QAbstractButton {
    Q_OBJECT
public:
    /// The theme must outlive it.
    explicit OtherComputerRow(const Theme& theme, QWidget* parent = nullptr);

    void retranslate();
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme* m_theme;
};

} // namespace mqttscope::ui

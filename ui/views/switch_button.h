// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>

namespace mqttscope::ui {

class Theme;

/// A check box that looks like a switch; to everything but the eye it is a check box.
class SwitchButton : public QCheckBox {
    Q_OBJECT
public:
    explicit SwitchButton(const Theme& theme, QWidget* parent = nullptr);

    /// A quiet remark after the text: "22 hidden".
    void setRemark(const QString& remark);
    [[nodiscard]] const QString& remark() const { return m_remark; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    [[nodiscard]] bool hitButton(const QPoint& point) const override { return rect().contains(point); }

private:
    const Theme* m_theme;
    QString m_remark;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

namespace mqttscope::ui {

class Theme;

/// The way from the frame to the selected field, its last step in bold; cut in the middle where there is no
/// room.
class Breadcrumb : public QWidget {
    Q_OBJECT
public:
    explicit Breadcrumb(const Theme& theme, QWidget* parent = nullptr);

    void setPath(const QStringList& path);
    [[nodiscard]] const QStringList& path() const { return m_path; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    /// Where a step of the path stands; empty if it is cut off.
    [[nodiscard]] QRect rectOf(qsizetype step) const;

Q_SIGNALS:
    /// A step before the last was clicked, counted from 0.
    void stepClicked(qsizetype step);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] QString beginning() const;
    [[nodiscard]] qsizetype stepAt(QPoint point) const;

    const Theme* m_theme;
    QStringList m_path;
    qsizetype m_hovered = -1; ///< step under the mouse
};

} // namespace mqttscope::ui

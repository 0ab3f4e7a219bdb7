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

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QString beginning() const;

    const Theme* m_theme;
    QStringList m_path;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace mqttscope::ui {

/// A text to be read, selected and copied, as high as its lines are at its width.
class LinesOfText : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit LinesOfText(QWidget* parent = nullptr);

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override { return {wanted(), heightOf(1)}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {wanted() / 4, heightOf(1)}; }

private:
    [[nodiscard]] int heightOf(int lines) const;
    [[nodiscard]] int wanted() const;
};

} // namespace mqttscope::ui

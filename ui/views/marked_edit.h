// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace mqttscope::ui {

class Theme;

/// A line edit without a frame, for a filter bar, that draws a wavy line under what is wrong.
class MarkedEdit : public QLineEdit {
    Q_OBJECT
public:
    /// The theme must outlive it.
    explicit MarkedEdit(const Theme& theme, QWidget* parent = nullptr);

    /// Marks a part of the text; position -1 marks nothing, length 0 the place behind the text.
    void setMark(qsizetype position, qsizetype length, bool wrong);
    /// Where the wavy line is drawn; empty if nothing is marked.
    [[nodiscard]] QRect markRect() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    [[nodiscard]] const Theme& theme() const { return *m_theme; }

private:
    const Theme* m_theme;
    qsizetype m_markAt = -1;
    qsizetype m_markLength = 0;
    bool m_markWrong = true;
};

} // namespace mqttscope::ui

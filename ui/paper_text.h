// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_info.h"

#include <QColor>
#include <QFont>
#include <QLineF>
#include <QPointF>
#include <QString>

#include <memory>
#include <vector>

class QPaintDevice;
class QPainter;
class QTextLayout;

namespace mqttscope::ui {

/// How things look on paper, in the units of a device. The device must outlive it.
struct PaperStyle {
    const QPaintDevice* device = nullptr;
    double point = 1;    ///< units of the device per typographic point
    QString fixedFamily; ///< font of bytes

    [[nodiscard]] QFont sans(double points, QFont::Weight weight = QFont::Normal) const;
    [[nodiscard]] QFont fixed(double points, QFont::Weight weight = QFont::Normal) const;
    /// Text beside the text.
    [[nodiscard]] static QColor soft();
};

/// A piece of a paragraph in one font.
struct PaperRun {
    QString text;
    QFont font;
    QColor color = Qt::black;
};

/// A paragraph, set within a width. A value: copies share what was set.
class PaperText {
public:
    /// `width` in units of the device; words that are longer are divided.
    PaperText(const std::vector<PaperRun>& runs, double width, const PaperStyle& style,
              Qt::Alignment alignment = Qt::AlignLeft);

    [[nodiscard]] double height() const { return m_height; }
    [[nodiscard]] int lines() const;
    /// Paints with the top left corner at `at`.
    void paint(QPainter& painter, QPointF at) const;

private:
    std::shared_ptr<QTextLayout> m_layout;
    double m_height = 0;
};

/// The line by which a role is known without colour: thick, dashed, thin, dotted, double.
void paintRoleLine(QPainter& painter, field::Role role, const QLineF& line, double point);
/// A letter in a square, or a number in a circle (`round`), around `center`; `points` is the height.
void paintBadge(QPainter& painter, const QString& sign, QPointF center, double points, bool round,
                const PaperStyle& style);

} // namespace mqttscope::ui

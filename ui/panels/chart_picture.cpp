// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/chart_picture.h"

#include "ui/models/save_bytes.h"

#include <QBuffer>
#include <QChartView>
#include <QGraphicsLayout>
#include <QImage>
#include <QSvgGenerator>

namespace mqttscope::ui {
namespace {

void paint(QChartView& view, QPainter& painter, const QColor& ground)
{
    // A chart that was drawn in this turn of the event loop has its labels only then.
    view.chart()->layout()->activate();
    const QRect whole(QPoint(), view.size());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(whole, ground);
    view.render(&painter, whole, whole);
}

} // namespace

QImage chartImage(QChartView& view, const QColor& ground)
{
    constexpr int kScale = 2;
    QImage image(view.size() * kScale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(kScale);
    QPainter painter(&image);
    paint(view, painter, ground);
    return image;
}

QString saveChart(QChartView& view, const QColor& ground, const QString& title, const QString& path)
{
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    if (path.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator generator;
        generator.setOutputDevice(&bytes);
        generator.setSize(view.size());
        generator.setViewBox(QRect(QPoint(), view.size()));
        generator.setTitle(title);
        QPainter painter(&generator);
        paint(view, painter, ground);
    } else {
        chartImage(view, ground).save(&bytes, "PNG");
    }
    return saveBytes(path, bytes.data());
}

} // namespace mqttscope::ui

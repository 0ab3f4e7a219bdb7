// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/payload_image.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QPainter>
#include <QSvgRenderer>

namespace mqttscope::ui {
namespace {

QString translated(const char* sentence)
{
    return QCoreApplication::translate("Payload", sentence);
}

QSize fitted(QSize size)
{
    if (size.width() > PayloadImage::kMaxSide || size.height() > PayloadImage::kMaxSide)
        size.scale(PayloadImage::kMaxSide, PayloadImage::kMaxSide, Qt::KeepAspectRatio);
    return size.expandedTo({1, 1});
}

/// References and entities let a few hundred bytes stand for years of drawing.
bool isTame(const QByteArray& drawing)
{
    constexpr int kMaxReferences = 32;
    const QByteArray lower = drawing.toLower();
    for (const char* word : {"<!entity", "<!doctype", "<image", "<filter", "<pattern", "<mask", "<script"}) {
        if (lower.contains(word))
            return false;
    }
    return lower.count("<use") <= kMaxReferences && lower.count("<g") <= 1000;
}

PayloadImage drawSvg(const QByteArray& bytes)
{
    PayloadImage result;
    if (bytes.size() > PayloadImage::kMaxDrawing || !isTame(bytes)) {
        result.problem =
            translated(QT_TRANSLATE_NOOP("Payload", "This drawing is not shown: it could take too long."));
        return result;
    }
    QSvgRenderer renderer(bytes);
    if (!renderer.isValid()) {
        result.problem = translated(QT_TRANSLATE_NOOP("Payload", "This drawing cannot be read."));
        return result;
    }
    result.size = renderer.defaultSize();
    result.image = QImage(fitted(result.size), QImage::Format_ARGB32_Premultiplied);
    result.image.fill(Qt::transparent);
    QPainter painter(&result.image);
    renderer.render(&painter);
    return result;
}

} // namespace

PayloadImage decodeImage(const QByteArray& bytes, ImageFormat format)
{
    if (format == ImageFormat::Svg)
        return drawSvg(bytes);
    PayloadImage result;
    if (bytes.size() > PayloadImage::kMaxBytes) {
        result.problem = translated(QT_TRANSLATE_NOOP("Payload", "This picture is too large to be shown."));
        return result;
    }
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    // The content has said what it is; no other reader of pictures gets to see it.
    QImageReader reader(&buffer, imageFormatName(format).toLower().toLatin1());
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    result.size = reader.size();
    if (!reader.canRead()) {
        result.problem =
            format == ImageFormat::WebP
                ? translated(QT_TRANSLATE_NOOP(
                      "Payload",
                      "This picture cannot be read. WebP needs the package qt6-image-formats-plugins."))
                : translated(QT_TRANSLATE_NOOP("Payload", "This picture cannot be read."));
        return result;
    }
    const qint64 pixels = qint64{result.size.width()} * result.size.height();
    if (pixels <= 0 || pixels > PayloadImage::kMaxPixels) {
        result.problem = translated(QT_TRANSLATE_NOOP("Payload", "This picture is too large to be shown."));
        return result;
    }
    reader.setScaledSize(fitted(result.size));
    result.image = reader.read();
    if (result.image.isNull())
        result.problem = translated(QT_TRANSLATE_NOOP("Payload", "This picture cannot be read."));
    return result;
}

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/payload_text.h"

#include <QImage>
#include <QSize>

namespace mqttscope::ui {

/// A picture from a capture, or why it is not shown.
struct PayloadImage {
    /// Bytes of a picture that is decoded.
    static constexpr qsizetype kMaxBytes = 8 * 1024 * 1024;
    /// Likewise of a drawing (SVG), whose work does not end with its size.
    static constexpr qsizetype kMaxDrawing = 128 * 1024;
    /// Picture points of a picture that is decoded.
    static constexpr qint64 kMaxPixels = 40'000'000;
    /// Larger ones are made smaller.
    static constexpr int kMaxSide = 2048;

    QImage image;    ///< null if it cannot be shown
    QSize size;      ///< as the picture says
    QString problem; ///< translated; empty if the image is shown
};

/// Decodes a picture within the limits. For any thread but the window's.
[[nodiscard]] PayloadImage decodeImage(const QByteArray& bytes, ImageFormat format);

} // namespace mqttscope::ui

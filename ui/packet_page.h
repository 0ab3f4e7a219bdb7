// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/dissection.h"
#include "ui/page_frame.h"

#include <QAbstractItemModel>
#include <QString>

#include <memory>

class QPagedPaintDevice;
class QTextDocument;

namespace mqttscope::ui {

class FieldTreeModel;

/// One packet on paper: its fields and its bytes, in black on white, with a header and a footer on each page.
class PacketPage {
public:
    /// Shows what the model shows; both are read now and not kept. `fixedFamily`: font of bytes.
    PacketPage(PageHeading heading, const FieldTreeModel& fields, const index::Dissection& dissection,
               QString fixedFamily);

    /// Paints all pages. False if the device cannot be painted on.
    [[nodiscard]] bool paint(QPagedPaintDevice& device) const;
    /// Fields and bytes, without header and footer.
    [[nodiscard]] const QString& html() const { return m_html; }

private:
    PageHeading m_heading;
    QString m_html;
    QString m_fixedFamily;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/guide_page.h"

#include "ui/theme/theme.h"

#include <QImage>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>

namespace mqttscope::ui {

GuidePage::GuidePage(QWidget* parent) : QTextBrowser(parent) {}

QVariant GuidePage::loadResource(int type, const QUrl& name)
{
    QVariant resource = QTextBrowser::loadResource(type, name);
    if (type != QTextDocument::ImageResource)
        return resource;
    QImage picture;
    if (resource.typeId() == QMetaType::QByteArray)
        picture.loadFromData(resource.toByteArray());
    else
        picture = resource.value<QImage>();
    const int room = std::max(200, viewport()->width() - 2 * m_margin);
    if (picture.isNull() || picture.width() <= room)
        return resource;
    return picture.scaledToWidth(room, Qt::SmoothTransformation);
}

// Qt sets Markdown without any room between paragraphs, and code like text.
void GuidePage::setLook(const Theme& theme)
{
    m_margin = theme.px(24);
    document()->setDefaultFont(theme.font());
    document()->setDocumentMargin(m_margin);
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        const bool code = format.hasProperty(QTextFormat::BlockCodeFence) ||
                          format.hasProperty(QTextFormat::BlockCodeLanguage);
        const bool heading = format.headingLevel() > 0;
        const bool cell = QTextCursor(block).currentTable() != nullptr;
        format.setLineHeight(code || cell ? 120 : 135, QTextBlockFormat::ProportionalHeight);
        format.setTopMargin(heading ? theme.px(block.blockNumber() == 0 ? 0 : 14) : 0);
        format.setBottomMargin(cell || code ? 0 : theme.px(heading ? 6 : 8));
        if (code)
            format.setBackground(theme.color(Ink::SurfaceAlt));
        cursor.setPosition(block.position());
        cursor.setBlockFormat(format);
    }
    cursor.endEditBlock();
}

} // namespace mqttscope::ui

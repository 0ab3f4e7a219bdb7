// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/lines_of_text.h"

#include <QTextLayout>

namespace mqttscope::ui {

LinesOfText::LinesOfText(QWidget* parent) : QPlainTextEdit(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setFocusPolicy(Qt::ClickFocus); // a button beside it is what the keyboard needs
    setFrameShape(QFrame::NoFrame);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(0);
}

int LinesOfText::heightForWidth(int width) const
{
    QTextOption option;
    option.setWrapMode(wordWrapMode());
    int lines = 0;
    for (const QString& line : toPlainText().split(QLatin1Char('\n'))) {
        QTextLayout layout(line, font());
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine part = layout.createLine(); part.isValid(); part = layout.createLine())
            part.setLineWidth(width);
        layout.endLayout();
        lines += layout.lineCount();
    }
    return heightOf(lines);
}

/// The last line has a pixel of room, or the view would scroll.
int LinesOfText::heightOf(int lines) const
{
    return lines * QFontMetrics(font()).lineSpacing() + 2;
}

int LinesOfText::wanted() const
{
    constexpr int kCharacters = 40;
    return kCharacters * QFontMetrics(font()).averageCharWidth();
}

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/broker_log_view.h"

#include "ui/models/lab_log.h"
#include "ui/models/lab_session.h"
#include "ui/theme/theme.h"
#include "ui/views/switch_button.h"
#include "ui/workspace.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {

BrokerLogView::BrokerLogView(Workspace& workspace, LabSession& lab, LabLog& log, QWidget* parent)
    : QWidget(parent), m_workspace(&workspace), m_lab(&lab), m_log(&log), m_bar(new QWidget),
      m_icon(new QLabel), m_title(new QLabel), m_chosenOnly(new SwitchButton(workspace.theme())),
      m_lines(new QPlainTextEdit)
{
    m_bar->setObjectName(QStringLiteral("paneTitle"));
    m_bar->setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(m_bar);
    row->addWidget(m_icon);
    row->addWidget(m_title);
    row->addStretch(1);
    row->addWidget(m_chosenOnly);
    m_lines->setObjectName(QStringLiteral("brokerLog"));
    m_lines->setReadOnly(true);
    m_lines->setTabChangesFocus(true);
    m_lines->setMaximumBlockCount(static_cast<int>(LabLog::kMaxLines));
    m_lines->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_lines, 1);
    connect(&log, &LabLog::added, this, &BrokerLogView::append);
    connect(&log, &LabLog::cleared, this, &BrokerLogView::fill);
    connect(m_chosenOnly, &QCheckBox::toggled, this, &BrokerLogView::fill);
    connect(&lab, &LabSession::chosenClientChanged, this, [this] {
        nameSwitch();
        if (m_chosenOnly->isChecked())
            fill();
    });
    connect(&workspace.theme(), &Theme::changed, this, &BrokerLogView::refreshTheme);
    refreshTheme();
    retranslate();
}

QString BrokerLogView::text() const
{
    return m_lines->toPlainText();
}

// The end is followed only by somebody who is there.
void BrokerLogView::append(std::size_t count)
{
    const auto& lines = m_log->lines();
    const std::string chosen = m_lab->chosenClient().toStdString();
    const bool filtered = m_chosenOnly->isChecked() && !chosen.empty();
    QScrollBar* const bar = m_lines->verticalScrollBar();
    const bool atEnd = bar->value() >= bar->maximum();
    const int place = bar->value();
    QTextCharFormat time;
    time.setFont(m_workspace->theme().fixedFont(0.92));
    time.setForeground(m_workspace->theme().color(Ink::TextMuted));
    QTextCharFormat words;
    words.setFont(m_workspace->theme().font());
    words.setForeground(m_workspace->theme().color(Ink::Text));
    QTextCursor cursor(m_lines->document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    for (auto line = lines.end() - static_cast<std::ptrdiff_t>(std::min(count, lines.size()));
         line != lines.end(); ++line) {
        if (filtered && !LabLog::isAbout(*line, chosen))
            continue;
        if (!m_lines->document()->isEmpty())
            cursor.insertBlock();
        cursor.insertText(LabLog::time(*line), time);
        cursor.insertText(QStringLiteral("  ") + m_log->sentence(*line), words);
    }
    cursor.endEditBlock();
    bar->setValue(atEnd ? bar->maximum() : place);
}

void BrokerLogView::fill()
{
    m_lines->clear();
    append(m_log->lines().size());
    m_lines->verticalScrollBar()->setValue(m_lines->verticalScrollBar()->maximum());
}

void BrokerLogView::retranslate()
{
    m_title->setText(tr("Log"));
    m_lines->setAccessibleName(tr("Log of the broker"));
    m_lines->setPlaceholderText(tr("What the broker decides stands here."));
    nameSwitch();
    fill();
}

void BrokerLogView::nameSwitch()
{
    const QString chosen = m_lab->chosenClient();
    m_chosenOnly->setText(chosen.isEmpty() ? tr("only the chosen client")
                                           : tr("only %1").arg(chosen.left(40)));
    m_chosenOnly->setEnabled(!chosen.isEmpty());
}

void BrokerLogView::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_bar->layout()->setContentsMargins(theme.px(12), theme.px(3), theme.px(12), theme.px(3));
    m_bar->layout()->setSpacing(theme.px(7));
    m_icon->setPixmap(
        theme.pixmap(QStringLiteral("ui-book"), Ink::TextSecondary, theme.px(15), devicePixelRatioF()));
    QFont font = theme.font(TextUse::Small);
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    m_chosenOnly->setFont(theme.font(TextUse::Small));
    m_lines->setFont(theme.font());
    m_lines->document()->setDocumentMargin(theme.px(10));
    fill();
}

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/command_box.h"

#include "ui/theme/theme.h"
#include "ui/views/lines_of_text.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QRegularExpression>
#include <QToolButton>

#include <algorithm>

namespace mqttscope::ui {

CommandBox::CommandBox(QString command, const Theme& theme, QWidget* parent)
    : QFrame(parent), m_theme(&theme), m_command(std::move(command)), m_text(new LinesOfText),
      m_copy(new QToolButton)
{
    setObjectName(QStringLiteral("commandBox"));
    setStyleSheet(QStringLiteral("#commandBox { background: %1; border: 1px solid %2; border-radius: %3px; } "
                                 "#commandBox QPlainTextEdit { background: transparent; border: none; }")
                      .arg(theme.color(Ink::SurfaceAlt).name(), theme.color(Ink::Line).name())
                      .arg(theme.px(5)));
    m_text->setPlainText(m_command);
    m_text->setFont(theme.fixedFont());
    m_text->setAccessibleName(tr("What to type"));
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setIconSize({theme.px(14), theme.px(14)});
    m_copy->setFont(theme.font(TextUse::Small));
    //: %1: what is copied
    m_copy->setAccessibleName(tr("Copy: %1").arg(m_command));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(10), theme.px(4), theme.px(4), theme.px(4));
    row->setSpacing(theme.px(8));
    row->addWidget(m_text, 1, Qt::AlignVCenter);
    row->addWidget(m_copy, 0, Qt::AlignTop);
    m_copied.setSingleShot(true);
    m_copied.setInterval(kCopiedMs);
    connect(&m_copied, &QTimer::timeout, this, [this] { showCopied(false); });
    connect(m_copy, &QToolButton::clicked, this, [this] {
        showCopied(true);
        m_copied.start();
        Q_EMIT copyRequested(m_command);
    });
    showCopied(false);
    // As wide as the longer of both words: nothing moves.
    const QFontMetrics metrics(m_copy->font());
    m_copy->setMinimumWidth(
        std::max(metrics.horizontalAdvance(tr("Copy")), metrics.horizontalAdvance(tr("Copied"))) +
        theme.px(14 + 8 + 18));
}

void CommandBox::showCopied(bool copied)
{
    m_copy->setText(QLatin1Char(' ') +
                    (copied ? tr("Copied") : tr("Copy"))); // Qt leaves no room after the icon
    m_copy->setIcon(copied ? m_theme->icon(QStringLiteral("ui-check"), Ink::Ok)
                           : m_theme->icon(QStringLiteral("ui-copy")));
}

QString programsFolder()
{
    const QString folder = QCoreApplication::applicationDirPath();
    if (qEnvironmentVariable("PATH").split(QLatin1Char(':')).contains(folder))
        return {};
    static const QRegularExpression kSpecial(QStringLiteral("[^\\w/.+-]"));
    const QString path = folder + QLatin1Char('/');
    return path.contains(kSpecial) ? QLatin1Char('\'') + path + QLatin1Char('\'') : path;
}

} // namespace mqttscope::ui

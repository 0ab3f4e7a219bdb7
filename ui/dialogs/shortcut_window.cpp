// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/shortcut_window.h"

#include "ui/theme/theme.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QMenu>
#include <QMenuBar>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace mqttscope::ui {
namespace {

/// A menu's text without its mnemonic and dots.
QString plainName(QString text)
{
    text.replace(QLatin1String("&&"), QLatin1String("\x01"));
    text.remove(QLatin1Char('&'));
    text.replace(QLatin1String("\x01"), QLatin1String("&"));
    if (text.endsWith(QStringLiteral("…")))
        text.chop(1);
    return text;
}

QString row(const QString& keys, const QString& what)
{
    return QStringLiteral("<tr><td class='keys'>%1</td><td>%2</td></tr>")
        .arg(keys.toHtmlEscaped(), what.toHtmlEscaped());
}

/// The actions of a menu and of the menus in it that have keys.
QString rowsOf(const QMenu& menu)
{
    QString rows;
    for (const QAction* action : menu.actions()) {
        if (action->menu() != nullptr)
            rows += rowsOf(*action->menu());
        QStringList keys;
        for (const QKeySequence& key : action->shortcuts())
            keys += key.toString(QKeySequence::NativeText);
        if (!keys.isEmpty() && !action->text().isEmpty())
            rows += row(keys.join(QStringLiteral(", ")), plainName(action->text()));
    }
    return rows;
}

QString section(const QString& title, const QString& rows)
{
    return rows.isEmpty() ? QString()
                          : QStringLiteral("<h4>%1</h4><table cellspacing='0'>%2</table>")
                                .arg(title.toHtmlEscaped(), rows);
}

} // namespace

ShortcutWindow::ShortcutWindow(const QMenuBar& menus, const Theme& theme, QWidget* parent)
    : QDialog(parent), m_page(new QTextBrowser(this))
{
    setWindowTitle(tr("Keys"));
    QStringList sections;
    for (const QAction* action : menus.actions()) {
        if (action->menu() != nullptr)
            sections += section(plainName(action->text()), rowsOf(*action->menu()));
    }
    sections += section(tr("Frames"), row(tr("Up, Down"), tr("previous, next frame")) +
                                          row(tr("Home, End"), tr("first, last frame")));
    sections += section(tr("Bytes"), row(tr("Left, Right"), tr("previous, next byte")) +
                                         row(tr("Up, Down"), tr("one line up, down")) +
                                         row(tr("Ctrl+Left, Ctrl+Right"), tr("previous, next field")));
    sections +=
        section(tr("Window"), row(tr("Tab, Shift+Tab"), tr("next, previous pane or term")) +
                                  row(tr("Enter"), tr("what the term means; once more: the glossary")) +
                                  row(tr("Esc"), tr("leaves the projector mode")));
    sections.removeAll(QString());
    // Two columns of about the same length, filled one after the other.
    const auto length = [](const QString& section) { return section.count(QLatin1String("<tr>")) + 2; };
    qsizetype all = 0;
    for (const QString& section : sections)
        all += length(section);
    QString left;
    QString right;
    qsizetype used = 0;
    for (const QString& section : sections) {
        QString& column = used + length(section) / 2 <= all / 2 ? left : right;
        column += section;
        used += length(section);
    }
    m_page->setFrameShape(QFrame::NoFrame);
    m_page->setFont(theme.font());
    m_page->setAccessibleName(windowTitle());
    m_page->document()->setDocumentMargin(theme.px(18));
    m_page->document()->setDefaultStyleSheet(
        QStringLiteral("h4 { margin-bottom: %1px; } td { padding: %2px 0; } "
                       "td.keys { font-family: '%3'; color: %4; padding-right: %5px; white-space: nowrap; }")
            .arg(theme.px(4))
            .arg(theme.px(2))
            .arg(theme.fixedFont().family(), theme.color(Ink::Accent).name())
            .arg(theme.px(16)));
    m_page->setHtml(
        QStringLiteral("<table width='100%'><tr><td width='50%'>%1</td><td width='50%'>%2</td></tr></table>")
            .arg(left, right));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, theme.px(10));
    column->addWidget(m_page, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(theme.px(18), 0, theme.px(18), 0);
    foot->addWidget(buttons);
    column->addLayout(foot);
    resize(theme.px(820), theme.px(620));
}

} // namespace mqttscope::ui

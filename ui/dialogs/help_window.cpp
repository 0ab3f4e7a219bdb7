// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/help_window.h"

#include "ui/dialogs/guide_page.h"
#include "ui/theme/theme.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QListWidget>
#include <QSplitter>
#include <QTextBlock>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>

// Resources of a static library are linked in by naming them, outside any namespace.
static void loadGuide()
{
    Q_INIT_RESOURCE(guide);
}

namespace mqttscope::ui {
namespace {

const QString kRoot = QStringLiteral(":/mqttscope/guide/");

/// The heading that a page begins with.
QString titleOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString line = QString::fromUtf8(file.readLine());
    while (line.startsWith(QLatin1Char('#')))
        line.remove(0, 1);
    return line.trimmed();
}

/// The page to begin with comes first, the others by their titles.
QStringList pagesOf(const QString& language)
{
    const QDir folder(kRoot + language);
    QStringList pages = folder.entryList({QStringLiteral("*.md")}, QDir::Files);
    const QString first = language == QLatin1String("fr") ? QStringLiteral("premiers-pas.md")
                                                          : QStringLiteral("getting-started.md");
    std::sort(pages.begin(), pages.end(), [&](const QString& a, const QString& b) {
        if ((a == first) != (b == first))
            return a == first;
        return titleOf(folder.filePath(a)).localeAwareCompare(titleOf(folder.filePath(b))) < 0;
    });
    return pages;
}

} // namespace

HelpWindow::HelpWindow(const Theme& theme, QWidget* parent)
    : QDialog(parent), m_theme(&theme), m_pages(new QListWidget(this)), m_page(new GuidePage(this))
{
    loadGuide();
    setModal(false);
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    m_page->setFrameShape(QFrame::NoFrame);
    m_page->setOpenLinks(false);
    auto* parts = new QSplitter;
    parts->addWidget(m_pages);
    parts->addWidget(m_page);
    parts->setStretchFactor(1, 1);
    parts->setChildrenCollapsible(false);
    parts->setHandleWidth(0);
    m_pages->setWordWrap(true);
    m_pages->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(parts);
    connect(m_pages, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item != nullptr)
            showPage(item->data(Qt::UserRole).toUrl());
    });
    connect(m_page, &QTextBrowser::anchorClicked, this, &HelpWindow::follow);
    connect(&theme, &Theme::changed, this, &HelpWindow::refreshTheme);
    refreshTheme();
    resize(m_theme->px(940), m_theme->px(640));
}

void HelpWindow::refreshTheme()
{
    m_pages->setFixedWidth(m_theme->px(250));
    m_pages->setFont(m_theme->font());
    m_pages->setStyleSheet(
        QStringLiteral("QListWidget { border-right: 1px solid %1; } "
                       "QListWidget::item { padding: %2px %3px; border: none; } "
                       "QListWidget::item:selected { background: %4; color: %5; }")
            .arg(m_theme->color(Ink::Line).name())
            .arg(m_theme->px(6))
            .arg(m_theme->px(10))
            .arg(m_theme->color(Ink::AccentTint).name(), m_theme->color(Ink::Text).name()));
    m_page->setFont(m_theme->font());
    m_page->setLook(*m_theme);
}

void HelpWindow::setLanguage(const QString& language)
{
    setWindowTitle(tr("Help"));
    m_pages->setAccessibleName(tr("Pages of the guide"));
    m_page->setAccessibleName(tr("Page of the guide"));
    if (language == m_language)
        return;
    m_language = language;
    const int row = std::max(0, m_pages->currentRow());
    {
        const QSignalBlocker quiet(m_pages);
        m_pages->clear();
        for (const QString& page : pagesOf(language)) {
            auto* item = new QListWidgetItem(titleOf(kRoot + language + QLatin1Char('/') + page), m_pages);
            item->setData(Qt::UserRole,
                          QUrl(QStringLiteral("qrc") + kRoot + language + QLatin1Char('/') + page));
        }
    }
    m_pages->setCurrentRow(std::min(row, m_pages->count() - 1));
}

void HelpWindow::showPage(const QUrl& url)
{
    if (url == m_page->source())
        return;
    m_page->setSource(url, QTextDocument::MarkdownResource);
    m_page->setLook(*m_theme);
}

// Pages of this guide are shown here, in whichever language; what is outside the program, by the desktop.
void HelpWindow::follow(const QUrl& link)
{
    const QUrl url = m_page->source().resolved(link);
    if (url.scheme() != QLatin1String("qrc")) {
        if (url.scheme().startsWith(QLatin1String("http")))
            QDesktopServices::openUrl(url);
        return;
    }
    if (url.path().endsWith(QLatin1String(".md")) && QFile::exists(QLatin1Char(':') + url.path()))
        showPage(url);
    markPage();
}

void HelpWindow::markPage()
{
    const QSignalBlocker quiet(m_pages);
    for (int row = 0; row < m_pages->count(); ++row) {
        if (m_pages->item(row)->data(Qt::UserRole).toUrl().path() == m_page->source().path())
            m_pages->setCurrentRow(row);
    }
}

} // namespace mqttscope::ui

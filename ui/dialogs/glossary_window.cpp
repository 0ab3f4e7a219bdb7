// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/glossary_window.h"

#include "teach/glossary/glossary.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/glossary_card.h"
#include "ui/workspace.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSettings>
#include <QSplitter>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace mqttscope::ui {
namespace {

const QString kTermKey = QStringLiteral("glossary/term");
const QString kGeometryKey = QStringLiteral("glossary/geometry");
const QString kPartsKey = QStringLiteral("glossary/parts");

/// How many terms are proposed where nothing was found.
constexpr std::size_t kProposals = 5;

QString link(std::string_view id, const QString& words)
{
    return QStringLiteral("<a href='term:%1'>%2</a>").arg(text(id), words.toHtmlEscaped());
}

} // namespace

GlossaryWindow::GlossaryWindow(Workspace& workspace, QWidget* parent)
    : QDialog(parent), m_workspace(&workspace), m_parts(new QSplitter(this)), m_search(new QLineEdit),
      m_count(new QLabel), m_list(new QListWidget), m_page(new QTextBrowser)
{
    setModal(false);
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_count->setProperty("secondary", true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_page->setFrameShape(QFrame::NoFrame);
    m_page->setOpenLinks(false);
    auto* left = new QWidget;
    left->setObjectName(QStringLiteral("glossaryList"));
    auto* leftColumn = new QVBoxLayout(left);
    leftColumn->addWidget(m_search);
    leftColumn->addWidget(m_count);
    leftColumn->addWidget(m_list, 1);
    m_parts->addWidget(left);
    m_parts->addWidget(m_page);
    m_parts->setStretchFactor(1, 1);
    m_parts->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_parts);
    connect(m_search, &QLineEdit::textChanged, this, &GlossaryWindow::fill);
    connect(m_search, &QLineEdit::returnPressed, m_list, [this] { m_list->setFocus(Qt::OtherFocusReason); });
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item != nullptr)
            m_term = item->data(Qt::UserRole).toString();
        showEntry();
    });
    connect(m_page, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) { showTerm(url.path()); });
    connect(&workspace.theme(), &Theme::changed, this, &GlossaryWindow::refreshTheme);
    const QSettings& settings = workspace.settings();
    m_term = settings.value(kTermKey).toString();
    refreshTheme();
    retranslate();
    resize(workspace.theme().px(860), workspace.theme().px(560));
    m_parts->setSizes({workspace.theme().px(320), workspace.theme().px(540)});
    restoreGeometry(settings.value(kGeometryKey).toByteArray());
    m_parts->restoreState(settings.value(kPartsKey).toByteArray());
}

GlossaryWindow::~GlossaryWindow()
{
    QSettings& settings = m_workspace->settings();
    settings.setValue(kTermKey, m_term);
    settings.setValue(kGeometryKey, saveGeometry());
    settings.setValue(kPartsKey, m_parts->saveState());
}

void GlossaryWindow::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    auto* left = m_parts->widget(0);
    left->layout()->setContentsMargins(theme.px(12), theme.px(12), theme.px(12), 0);
    left->layout()->setSpacing(theme.px(6));
    left->setMinimumWidth(theme.px(180));
    left->setStyleSheet(
        QStringLiteral("#glossaryList { background: %1; }").arg(theme.color(Ink::Surface).name()));
    m_parts->setHandleWidth(theme.px(1));
    m_search->setFont(theme.font());
    m_count->setFont(theme.font(TextUse::Small));
    m_list->setFont(theme.font());
    m_list->setStyleSheet(
        QStringLiteral(
            "QListWidget { border: 1px solid transparent; } QListWidget:focus { border-color: %6; } "
            "QListWidget::item { padding: %1px %2px; border: none; border-radius: %3px; } "
            "QListWidget::item:selected { background: %4; color: %5; }")
            .arg(theme.px(5))
            .arg(theme.px(8))
            .arg(theme.px(4))
            .arg(theme.color(Ink::AccentTint).name(), theme.color(Ink::Text).name(),
                 theme.color(Ink::Accent).name()));
    m_page->setFont(withoutLigatures(theme.font(TextUse::Reading)));
    m_page->document()->setDocumentMargin(theme.px(22));
    showEntry();
}

void GlossaryWindow::retranslate()
{
    setWindowTitle(tr("Glossary"));
    m_search->setPlaceholderText(tr("French or English word"));
    m_search->setAccessibleName(tr("Search the glossary, in French or English"));
    m_list->setAccessibleName(tr("Terms"));
    m_page->setAccessibleName(tr("Entry of the glossary"));
    fill();
}

// The term stays as long as the list has it; else the first one takes its place.
void GlossaryWindow::fill()
{
    const teach::Glossary& glossary = m_workspace->glossary();
    const auto found = glossary.search(m_search->text().toStdString());
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const teach::GlossaryEntry* entry : found) {
            const QString other = text(glossary.otherWord(*entry));
            const QString term = text(entry->term);
            auto* item = new QListWidgetItem(
                other.isEmpty() ? term : QStringLiteral("%1 · %2").arg(term, other), m_list);
            item->setData(Qt::UserRole, text(entry->id));
            item->setToolTip(item->text());
        }
    }
    m_count->setText(tr("%n term(s)", nullptr, static_cast<int>(found.size())));
    select(m_term);
    if (m_list->currentItem() == nullptr || !m_search->text().isEmpty())
        m_list->setCurrentRow(0);
    showEntry();
}

void GlossaryWindow::select(const QString& id)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toString() == id) {
            m_list->setCurrentRow(row);
            m_list->scrollToItem(m_list->item(row));
        }
    }
}

void GlossaryWindow::showTerm(const QString& id)
{
    if (m_workspace->glossary().entry(id.toStdString()) == nullptr)
        return;
    m_term = id;
    m_search->clear(); // the list may not have it
    select(id);
}

void GlossaryWindow::showEntry()
{
    const Theme& theme = m_workspace->theme();
    m_page->document()->setDefaultStyleSheet(
        QStringLiteral("h2 { margin: 0; } a { color: %1; text-decoration: none; } a.term { color: %2; "
                       "text-decoration: underline; } "
                       "p { margin: %3px 0 0 0; line-height: 135%; } .quiet { color: %4; }")
            .arg(theme.color(Ink::Accent).name(), theme.color(Ink::Text).name())
            .arg(theme.px(8))
            .arg(theme.color(Ink::TextSecondary).name()));
    m_page->setHtml(m_list->count() == 0 ? emptyHtml() : entryHtml(m_term));
}

QString GlossaryWindow::entryHtml(const QString& id) const
{
    const teach::Glossary& glossary = m_workspace->glossary();
    const teach::GlossaryEntry* entry = glossary.entry(id.toStdString());
    if (entry == nullptr)
        return {};
    QString html = QStringLiteral("<h2>%1</h2>").arg(text(entry->term).toHtmlEscaped());
    const auto quiet = [&](const QString& words) {
        html += QStringLiteral("<p class='quiet'>%1</p>").arg(words);
    };
    const bool french = m_workspace->vocabulary().language() == teach::Language::French;
    if (const QString other = text(glossary.otherWord(*entry)).toHtmlEscaped(); !other.isEmpty())
        quiet(french ? tr("in English: %1").arg(other) : tr("in French: %1").arg(other));
    html += QStringLiteral("<p>%1</p>").arg(withLinks(entry->text, id));
    if (!entry->clause.empty())
        quiet(text(glossary.clause(*entry)).toHtmlEscaped());
    QStringList links;
    for (const std::string_view other : entry->see) {
        if (const teach::GlossaryEntry* related = glossary.entry(other))
            links += link(other, text(related->term));
    }
    if (!links.isEmpty())
        html += QStringLiteral("<p>%1 %2</p>").arg(tr("See also:"), links.join(QStringLiteral(" · ")));
    return html;
}

QString GlossaryWindow::emptyHtml() const
{
    QString html = QStringLiteral("<p>%1</p>")
                       .arg(tr("No term has “%1” in it.").arg(m_search->text().trimmed().toHtmlEscaped()));
    QStringList links;
    for (const teach::GlossaryEntry* entry :
         m_workspace->glossary().nearest(m_search->text().toStdString(), kProposals))
        links += link(entry->id, text(entry->term));
    if (!links.isEmpty())
        html += QStringLiteral("<p>%1 %2</p>").arg(tr("Spelled alike:"), links.join(QStringLiteral(" · ")));
    return html;
}

// The terms of a text as links, each once, but not the term itself.
QString GlossaryWindow::withLinks(std::string_view words, const QString& own) const
{
    QString html;
    std::size_t done = 0;
    QStringList linked{own};
    for (const teach::GlossarySpan& span : m_workspace->glossary().find(words)) {
        const QString id = text(span.entry->id);
        if (linked.contains(id))
            continue;
        linked += id;
        html += text(words.substr(done, span.begin - done)).toHtmlEscaped();
        html += QStringLiteral("<a class='term' href='term:%1'>%2</a>")
                    .arg(id, text(words.substr(span.begin, span.length)).toHtmlEscaped());
        done = span.begin + span.length;
    }
    return html + text(words.substr(done)).toHtmlEscaped();
}

// Up and down go through the list while one types.
bool GlossaryWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0) {
            m_list->setCurrentRow(qBound(0, m_list->currentRow() + step, m_list->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void GlossaryWindow::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    m_search->setFocus(Qt::OtherFocusReason);
    m_search->selectAll();
    select(m_term);
}

} // namespace mqttscope::ui

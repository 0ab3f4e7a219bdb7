// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_find_bar.h"

#include "ui/ladder/ladder_model.h"
#include "ui/models/query_thread.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace mqttscope::ui {

LadderFindBar::LadderFindBar(Workspace& workspace, LadderModel& model, QWidget* parent)
    : QFrame(parent), m_workspace(&workspace), m_model(&model), m_row(new QHBoxLayout(this)),
      m_icon(new QLabel(this)), m_edit(new QLineEdit(this)), m_previous(new QToolButton(this)),
      m_next(new QToolButton(this)), m_message(new QLabel(this)), m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("findBar"));
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_icon, m_edit, m_previous, m_next})
        m_row->addWidget(widget);
    m_row->addWidget(m_message, 1);
    m_row->addWidget(m_close);
    connect(m_edit, &QLineEdit::textChanged, this, &LadderFindBar::search);
    connect(m_edit, &QLineEdit::returnPressed, this, &LadderFindBar::findNext);
    connect(m_previous, &QToolButton::clicked, this, &LadderFindBar::findPrevious);
    connect(m_next, &QToolButton::clicked, this, &LadderFindBar::findNext);
    connect(m_close, &QToolButton::clicked, this, &LadderFindBar::close);
    connect(&workspace.theme(), &Theme::changed, this, &LadderFindBar::refreshTheme);
    // What was found are exchanges of this index and this scope.
    connect(&model, &LadderModel::indexChanged, this, &LadderFindBar::search);
    connect(&model, &LadderModel::scopeChanged, this, &LadderFindBar::search);
    connect(&model, &LadderModel::placeChanged, this, &LadderFindBar::say);
    hide();
    refreshTheme();
    retranslate();
}

void LadderFindBar::open()
{
    QFrame::show();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
    search();
}

void LadderFindBar::close()
{
    m_workspace->queries().drop(this, Search);
    hide();
    Q_EMIT closed();
}

bool LadderFindBar::isSearching() const
{
    return m_workspace->queries().isBusy(this, Search);
}

void LadderFindBar::search()
{
    m_known = false;
    m_went = false;
    m_wanted.reset();
    m_hits.clear();
    m_workspace->queries().drop(this, Search);
    const LadderSource& source = m_model->source();
    const QString wanted = m_edit->text().trimmed();
    if (isHidden() || !source.index || wanted.isEmpty()) {
        say();
        return;
    }
    if (source.index != m_index) {
        m_index = source.index;
        m_lanes = laneNames(source);
    }
    auto question = std::make_shared<const LadderQuestion>(
        LadderQuestion{source.index, m_model->ladder().bands, wanted, m_lanes});
    m_workspace->queries().ask(
        this, Search,
        [question](const QueryThread::Cancelled& cancelled) { return findExchanges(*question, cancelled); },
        [this](std::vector<LadderHit> hits) { answered(std::move(hits)); });
    say();
}

void LadderFindBar::answered(std::vector<LadderHit> hits)
{
    m_hits = std::move(hits);
    m_known = true;
    if (const auto wanted = std::exchange(m_wanted, std::nullopt))
        go(*wanted);
    say();
    if (!isHidden()) {
        QAccessibleEvent event(m_message, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

// From the present exchange on, which is the first one that is found, not the second.
void LadderFindBar::go(int direction)
{
    if (isHidden() || m_edit->text().trimmed().isEmpty()) {
        open();
        return;
    }
    if (!m_known) {
        m_wanted = direction;
        return;
    }
    if (m_hits.empty())
        return;
    const LadderPlace place = m_model->place();
    const auto after =
        std::lower_bound(m_hits.begin(), m_hits.end(), place.isNowhere() ? 0 : place.band,
                         [](const LadderHit& hit, std::uint32_t band) { return hit.band < band; });
    const auto size = static_cast<std::ptrdiff_t>(m_hits.size());
    std::ptrdiff_t target = after - m_hits.begin();
    const bool here = after != m_hits.end() && after->band == place.band;
    if (direction < 0)
        target += size - 1;
    else if (here && m_went)
        ++target;
    m_went = true;
    m_model->goToMessage(m_hits[static_cast<std::size_t>(target % size)].message);
    say();
}

QString LadderFindBar::message() const
{
    return m_message->text();
}

void LadderFindBar::say()
{
    const QLocale locale;
    const auto count = static_cast<int>(m_hits.size());
    const auto here = std::find_if(m_hits.begin(), m_hits.end(), [this](const LadderHit& hit) {
        return hit.band == m_model->place().band;
    });
    if (!m_known)
        m_message->setText(isSearching() ? tr("Searching…") : QString());
    else if (m_hits.empty())
        m_message->setText(tr("No exchange of this ladder has it."));
    else if (here != m_hits.end())
        //: %1 which exchange, %2 how many
        m_message->setText(
            tr("%1 of %2 exchanges")
                .arg(locale.toString(static_cast<int>(here - m_hits.begin()) + 1), locale.toString(count)));
    else
        m_message->setText(tr("%Ln exchange(s)", nullptr, count));
    const bool none = m_known && m_hits.empty();
    m_icon->setPixmap(m_workspace->theme().pixmap(
        none ? QStringLiteral("ui-warning") : QStringLiteral("ui-search"),
        none ? Ink::Warning : Ink::TextSecondary, m_workspace->theme().px(16), devicePixelRatioF()));
    for (QToolButton* button : {m_previous, m_next})
        button->setEnabled(!none);
}

void LadderFindBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

void LadderFindBar::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_row->setContentsMargins(theme.px(12), theme.px(5), theme.px(8), theme.px(5));
    m_row->setSpacing(theme.px(8));
    m_edit->setFixedWidth(theme.px(280));
    const auto draw = [&](QToolButton* button, const char* icon, int size) {
        button->setIcon(theme.icon(QLatin1String(icon)));
        button->setIconSize({theme.px(size), theme.px(size)});
    };
    draw(m_previous, "ui-previous", 14);
    draw(m_next, "ui-next", 14);
    draw(m_close, "ui-cross", 12);
    say();
}

void LadderFindBar::retranslate()
{
    m_edit->setPlaceholderText(tr("Topic, client, identifier or frame"));
    m_edit->setAccessibleName(tr("What to find among the exchanges"));
    const auto name = [](QToolButton* button, const QString& text) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    name(m_previous, tr("Previous exchange that has it (Shift+F3)"));
    name(m_next, tr("Next exchange that has it (F3)"));
    name(m_close, tr("Close the bar (Esc)"));
    say();
}

} // namespace mqttscope::ui

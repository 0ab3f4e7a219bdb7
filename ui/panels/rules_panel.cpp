// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/rules_panel.h"

#include "teach/vocabulary.h"
#include "ui/ladder/ladder_model.h"
#include "ui/models/query_thread.h"
#include "ui/models/selection_model.h"
#include "ui/models/text.h"
#include "ui/panels/rule_delegate.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>

namespace mqttscope::ui {
namespace {

using analysis::Finding;
using analysis::FindingLevel;

constexpr FindingLevel kLevels[] = {FindingLevel::Error, FindingLevel::Warning, FindingLevel::Note};

} // namespace

RulesPanel::RulesPanel(Workspace& workspace, QWidget* parent)
    : ComputedPanel(workspace, parent), m_model(workspace.vocabulary())
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildBar();
    buildList();
    buildFooter();
    m_kept = new QLabel;
    m_kept->setWordWrap(true);
    m_kept->setAlignment(Qt::AlignCenter);
    m_kept->setProperty("secondary", true);
    column->addWidget(m_bar);
    column->addWidget(m_kept, 1);
    column->addWidget(m_view, 1);
    column->addWidget(m_footer);
    setContent(content);
    connect(&workspace.selection(), &SelectionModel::selectionChanged, this, &RulesPanel::showFrame);
    setMinimumWidth(workspace.theme().px(260));
    RulesPanel::refreshTheme();
    RulesPanel::retranslate();
}

void RulesPanel::buildBar()
{
    m_bar = new QWidget;
    m_bar->setObjectName(QStringLiteral("panelBar"));
    m_bar->setAttribute(Qt::WA_StyledBackground);
    // In a narrow dock the chips say their numbers only.
    m_bar->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* column = new QVBoxLayout(m_bar);
    m_chipRow = new QHBoxLayout;
    for (const FindingLevel level : kLevels) {
        auto* chip = new QToolButton;
        chip->setCheckable(true);
        chip->setChecked(true);
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        static constexpr const char* kNames[] = {"error", "warning", "note"};
        chip->setProperty("tally", QLatin1String(kNames[static_cast<std::size_t>(level)]));
        connect(chip, &QToolButton::toggled, this, [this, level](bool shown) {
            m_model.setLevelShown(level, shown);
            showFrame();
        });
        m_chips[static_cast<std::size_t>(level)] = chip;
        m_chipRow->addWidget(chip);
    }
    m_chipRow->addStretch();
    m_byRule = new QToolButton;
    m_byFrame = new QToolButton;
    auto* orders = new QButtonGroup(this);
    auto* pair = new QHBoxLayout;
    pair->setSpacing(0);
    for (QToolButton* button : {m_byRule, m_byFrame}) {
        button->setCheckable(true);
        button->setProperty("segment", button == m_byRule ? QStringLiteral("left") : QStringLiteral("right"));
        orders->addButton(button);
        pair->addWidget(button);
    }
    m_byRule->setChecked(true);
    connect(m_byFrame, &QToolButton::toggled, this, [this](bool frames) {
        m_model.setOrder(frames ? RuleListModel::Order::ByFrame : RuleListModel::Order::ByRule);
        showFrame();
    });
    pair->addStretch();
    column->addLayout(m_chipRow);
    column->addLayout(pair);
}

void RulesPanel::buildList()
{
    m_view = new QListView;
    m_view->setModel(&m_model);
    m_delegate = new RuleDelegate(m_model, workspace().theme(), *m_view, this);
    m_view->setItemDelegate(m_delegate);
    m_view->setResizeMode(QListView::Adjust);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->installEventFilter(this);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &RulesPanel::currentChanged);
    connect(m_view, &QListView::clicked, this, [this](const QModelIndex& index) {
        if (m_model.row(index.row()).kind == RuleListModel::RowKind::Rule)
            m_model.toggle(index.row());
        else
            goThere();
    });
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint& place) {
        const QModelIndex index = m_view->indexAt(place);
        const Finding* finding = index.isValid() ? m_model.findingAt(index.row()) : nullptr;
        if (finding == nullptr)
            return;
        QMenu menu;
        menu.addAction(tr("&Go to the byte"), this, &RulesPanel::goThere);
        menu.addAction(tr("Show the &ladder of the packet"), this,
                       [this, message = finding->message] { workspace().showLadder(LadderScope{}, message); })
            ->setEnabled(finding->message != index::kNone);
        menu.addAction(tr("&Copy as text"), this,
                       [this, index] { workspace().copy(detailText(m_model.card(index.row()))); });
        menu.exec(m_view->viewport()->mapToGlobal(place));
    });
}

void RulesPanel::buildFooter()
{
    m_footer = new QWidget;
    m_footer->setObjectName(QStringLiteral("panelFooter"));
    m_footer->setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(m_footer);
    m_footerIcon = new QLabel;
    m_footerText = new QLabel;
    m_footerText->setWordWrap(true);
    m_export = new QPushButton;
    m_export->setProperty("compact", true);
    connect(m_export, &QPushButton::clicked, this, &RulesPanel::chooseFile);
    row->addWidget(m_footerIcon);
    row->addWidget(m_footerText, 1);
    row->addWidget(m_export);
}

QString RulesPanel::title() const
{
    return tr("Rules of the standard");
}

QString RulesPanel::emptySentence() const
{
    return tr("There is no MQTT in this capture, so there is no rule to check.");
}

bool RulesPanel::hasContent() const
{
    return m_model.findings() != nullptr && !m_model.findings()->versions.empty();
}

void RulesPanel::compute()
{
    workspace().queries().ask(
        this, kMainQuestion,
        [capture = capture()](const QueryThread::Cancelled& cancelled) {
            return std::make_shared<const analysis::Findings>(
                analysis::collectFindings(*capture.document, *capture.snapshot, cancelled));
        },
        [this](std::shared_ptr<const analysis::Findings> findings) {
            const QScopedValueRollback following(m_following, true);
            m_model.setFindings(std::move(findings));
            m_detail.reset();
            showCounts();
            answered();
            showFrame();
        });
}

void RulesPanel::clear()
{
    for (const int question : {int{kMainQuestion}, int{Detail}, int{Export}})
        workspace().queries().drop(this, question);
    const QScopedValueRollback following(m_following, true);
    m_model.setFindings(nullptr);
    m_detail.reset();
    showCounts();
}

QString RulesPanel::summary() const
{
    const auto& findings = m_model.findings();
    if (!findings)
        return {};
    const QLocale locale;
    //: %1 of all rules that can be seen broken, %2 those that nobody broke
    return tr("%1 rules checked, %2 kept")
        .arg(locale.toString(findings->rulesChecked), locale.toString(findings->rulesKept()));
}

void RulesPanel::showCounts()
{
    const auto& findings = m_model.findings();
    for (const FindingLevel level : kLevels) {
        QToolButton* button = chip(level);
        const std::uint64_t count = findings ? findings->counts[static_cast<std::size_t>(level)] : 0;
        button->setEnabled(count > 0);
        button->setToolTip(levelWord(level, count) + QStringLiteral(" · ") + tr("show or hide these"));
        button->setAccessibleName(levelWord(level, count));
    }
    fitChips();
    const bool nothing = findings && findings->total() == 0;
    m_view->setVisible(!nothing);
    m_kept->setVisible(nothing);
    m_export->setEnabled(findings && findings->total() > 0);
    if (!findings)
        return;
    m_footerText->setText(summary());
    QStringList versions;
    for (const mqtt::Version version : findings->versions)
        versions += versionText(version);
    m_footerText->setToolTip(
        //: %1 "MQTT 3.1.1, MQTT 5.0"
        wrapped(tr("Rules of %1 that can be seen broken in a capture. What a client or a broker keeps to "
                   "itself is not counted.")
                    .arg(versions.join(QStringLiteral(", ")))));
    m_kept->setText(tr("No rule is broken. That was checked, packet by packet and over time."));
}

// Words if there is room for all of them.
void RulesPanel::fitChips()
{
    const auto& findings = m_model.findings();
    const auto write = [&](bool words) {
        for (const FindingLevel level : kLevels) {
            const std::uint64_t count = findings ? findings->counts[static_cast<std::size_t>(level)] : 0;
            chip(level)->setText(QLatin1Char(' ') +
                                 (words ? levelWord(level, count) : QLocale().toString(qulonglong{count})));
        }
        int needed = 2 * m_bar->layout()->contentsMargins().left();
        for (const QToolButton* button : m_chips)
            needed += button->sizeHint().width() + m_chipRow->spacing();
        return needed <= width();
    };
    if (!write(true))
        write(false);
}

void RulesPanel::resizeEvent(QResizeEvent* event)
{
    ComputedPanel::resizeEvent(event);
    fitChips();
}

QSize RulesPanel::sizeHint() const
{
    return {workspace().theme().px(360), workspace().theme().px(400)};
}

// The finding of the selected frame, if it has one.
void RulesPanel::showFrame()
{
    if (!isVisible() || !m_model.findings())
        return;
    const std::uint32_t frame = workspace().selection().selection().frame;
    const Finding* current = m_model.findingAt(m_view->currentIndex().row());
    if (current != nullptr && current->frame == frame)
        return;
    const QScopedValueRollback following(m_following, true);
    const int row = m_model.reveal(frame);
    if (row < 0) {
        m_view->setCurrentIndex({});
        Q_EMIT m_delegate->sizeHintChanged({});
        return;
    }
    m_view->setCurrentIndex(m_model.index(row));
    m_view->scrollTo(m_model.index(row));
}

void RulesPanel::currentChanged()
{
    m_detail.reset();
    m_goWhenKnown = false;
    Q_EMIT m_delegate->sizeHintChanged({}); // a card is taller than a line
    if (m_model.findingAt(m_view->currentIndex().row()) == nullptr) {
        workspace().queries().drop(this, Detail);
        return;
    }
    m_goWhenKnown = !m_following;
    askForDetail();
}

void RulesPanel::askForDetail()
{
    const int row = m_view->currentIndex().row();
    const std::uint32_t number = m_model.row(row).finding;
    workspace().queries().ask(
        this, Detail,
        [capture = capture(), finding = *m_model.findingAt(row)](const QueryThread::Cancelled&) {
            return findingDetail(*capture.document, *capture.snapshot, finding);
        },
        [this, number](FindingDetail detail) {
            if (detail.peer.isEmpty())
                detail.peer = detail.reaction.byServer ? tr("the broker") : tr("the client");
            m_detail = std::make_shared<const FindingDetail>(std::move(detail));
            m_model.setDetail(number, m_detail);
            m_view->doItemsLayout();
            m_view->scrollTo(m_view->currentIndex());
            if (m_goWhenKnown)
                goThere();
        });
}

// To the byte at fault if there is one, else to the frame.
void RulesPanel::goThere()
{
    const Finding* finding = m_model.findingAt(m_view->currentIndex().row());
    if (finding == nullptr)
        return;
    if (!m_detail) {
        m_goWhenKnown = true;
        return;
    }
    m_goWhenKnown = false;
    const std::uint32_t frame = finding->frame;
    if (m_detail->place.known && finding->message != index::kNone)
        workspace().goToByte(finding->message, m_detail->place.offset);
    else
        workspace().goToFrame(frame);
}

void RulesPanel::fold(bool unfolded)
{
    const int row = m_view->currentIndex().row();
    if (row < 0)
        return;
    if (m_model.row(row).kind == RuleListModel::RowKind::Rule) {
        if (m_model.isUnfolded(row) != unfolded)
            m_model.toggle(row);
        return;
    }
    if (unfolded || !m_model.row(row).indented)
        return;
    for (int above = row; above >= 0; --above) {
        if (m_model.row(above).kind == RuleListModel::RowKind::Rule) {
            m_view->setCurrentIndex(m_model.index(above));
            return;
        }
    }
}

bool RulesPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_view || event->type() != QEvent::KeyPress)
        return ComputedPanel::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
    case Qt::Key_Right:
        fold(true);
        return true;
    case Qt::Key_Left:
        fold(false);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (const int row = m_view->currentIndex().row(); row >= 0) {
            if (m_model.row(row).kind == RuleListModel::RowKind::Rule)
                m_model.toggle(row);
            else
                goThere();
        }
        return true;
    default:
        return ComputedPanel::eventFilter(watched, event);
    }
}

QRect RulesPanel::whereRect(int row) const
{
    return m_delegate->whereRect(m_view->visualRect(m_model.index(row)), row);
}

void RulesPanel::refreshTheme()
{
    const Theme& theme = workspace().theme();
    m_bar->layout()->setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8));
    m_bar->layout()->setSpacing(theme.px(8));
    m_chipRow->setSpacing(theme.px(6));
    m_footer->layout()->setContentsMargins(theme.px(12), theme.px(8), theme.px(10), theme.px(8));
    m_footer->layout()->setSpacing(theme.px(8));
    m_kept->setContentsMargins(theme.px(24), 0, theme.px(24), 0);
    const int size = theme.px(16);
    for (const FindingLevel level : kLevels) {
        const LevelLook look = levelLook(level);
        chip(level)->setIcon(theme.icon(QLatin1String(look.icon), look.ink));
        chip(level)->setIconSize({size, size});
        chip(level)->setFont(theme.font());
    }
    fitChips();
    m_footerIcon->setPixmap(theme.pixmap(QStringLiteral("ui-ok"), Ink::Ok, size, devicePixelRatioF()));
    m_export->setIcon(theme.icon(QStringLiteral("ui-copy")));
    Q_EMIT m_delegate->sizeHintChanged({});
}

void RulesPanel::retranslate()
{
    ComputedPanel::retranslate();
    //: how the findings are listed
    m_byRule->setText(tr("By rule"));
    m_byFrame->setText(tr("By frame"));
    fitChips();
    m_view->setAccessibleName(tr("Findings"));
    m_export->setText(QLatin1Char(' ') + tr("Export…"));
    m_model.retranslate();
    showCounts();
    if (m_model.findingAt(m_view->currentIndex().row()) != nullptr)
        askForDetail(); // the other side may be "the broker"
    Q_EMIT m_delegate->sizeHintChanged({});
    Q_EMIT titleChanged();
}

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_scope_row.h"

#include "ui/ladder/ladder_choice.h"
#include "ui/models/frame_list_model.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace mqttscope::ui {

using Kind = analysis::ladder::Scope::Kind;

LadderScopeRow::LadderScopeRow(Workspace& workspace, LadderModel& model, QWidget* parent)
    : QFrame(parent), m_workspace(&workspace), m_model(&model), m_row(new QHBoxLayout(this)),
      m_word(new QLabel(this)), m_filter(new QLineEdit(this)), m_first(new QLineEdit(this)),
      m_to(new QLabel(this)), m_last(new QLineEdit(this)), m_shown(new QPushButton(this)),
      m_sign(new QLabel(this)), m_fault(new QLabel(this)), m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("findBar"));
    m_shown->setProperty("compact", true);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_word, m_filter, m_first, m_to, m_last, m_shown, m_sign})
        m_row->addWidget(widget);
    m_row->addWidget(m_fault, 1);
    m_row->addWidget(m_close);
    for (QLineEdit* edit : {m_filter, m_first, m_last})
        connect(edit, &QLineEdit::textEdited, this, &LadderScopeRow::typed);
    connect(m_shown, &QPushButton::clicked, this, &LadderScopeRow::useShownFrames);
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    connect(&model, &LadderModel::scopeChanged, this, &LadderScopeRow::followScope);
    connect(&workspace.theme(), &Theme::changed, this, &LadderScopeRow::refreshTheme);
    hide();
    refreshTheme();
    retranslate();
}

void LadderScopeRow::open(const LadderScope& scope)
{
    m_kind = scope.kind;
    m_filter->setText(scope.filter);
    m_first->setText(QString::number(scope.number));
    m_last->setText(QString::number(scope.last));
    for (QWidget* widget : {static_cast<QWidget*>(m_first), static_cast<QWidget*>(m_to),
                            static_cast<QWidget*>(m_last), static_cast<QWidget*>(m_shown)})
        widget->setVisible(!isTopic());
    m_filter->setVisible(isTopic());
    retranslate();
    QFrame::show();
    QLineEdit* edit = isTopic() ? m_filter : m_first;
    edit->setFocus(Qt::OtherFocusReason);
    edit->selectAll();
    typed();
}

// Another scope was chosen elsewhere: what stands here is not shown any more.
void LadderScopeRow::followScope()
{
    if (!isHidden() && m_model->scope().kind != m_kind && fault().isEmpty())
        hide();
}

void LadderScopeRow::typed()
{
    const LadderScope scope = check();
    if (fault().isEmpty())
        Q_EMIT scopeTyped(scope);
}

LadderScope LadderScopeRow::check()
{
    LadderScope scope{m_kind, analysis::ladder::kNone, analysis::ladder::kNone, {}};
    if (isTopic()) {
        scope.filter = m_filter->text();
        say(topicFilterFault(scope.filter));
    } else {
        bool firstFits = false;
        bool lastFits = false;
        scope.number = m_first->text().trimmed().toUInt(&firstFits);
        scope.last = m_last->text().trimmed().toUInt(&lastFits);
        const std::uint32_t count = m_workspace->frames().frameCount();
        if (!firstFits || !lastFits || scope.number == 0 || scope.number > count)
            say(tr("Two numbers of frames, 1 to %1").arg(QLocale().toString(count)));
        else if (scope.last < scope.number)
            say(tr("The last frame comes before the first."));
        else
            say({});
    }
    return scope;
}

// What the list shows is what the display filter selects: from its first row to its last.
void LadderScopeRow::useShownFrames()
{
    const FrameListModel& list = m_workspace->frames();
    if (list.rowCount() == 0)
        return;
    const std::uint32_t one = list.frameOfRow(0);
    const std::uint32_t other = list.frameOfRow(list.rowCount() - 1);
    m_first->setText(QString::number(std::min(one, other)));
    m_last->setText(QString::number(std::max(one, other)));
    typed();
}

void LadderScopeRow::say(const QString& fault)
{
    m_fault->setText(fault);
    const Theme& theme = m_workspace->theme();
    const bool wrong = !fault.isEmpty();
    m_sign->setPixmap(theme.pixmap(wrong ? QStringLiteral("ui-warning") : QStringLiteral("ui-ok"),
                                   wrong ? Ink::Warning : Ink::Ok, theme.px(16), devicePixelRatioF()));
    for (QLineEdit* edit : {m_filter, m_first, m_last})
        edit->setAccessibleDescription(fault);
}

QString LadderScopeRow::fault() const
{
    return m_fault->text();
}

void LadderScopeRow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        m_close->click();
    else
        QFrame::keyPressEvent(event);
}

void LadderScopeRow::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_row->setContentsMargins(theme.px(12), theme.px(5), theme.px(8), theme.px(5));
    m_row->setSpacing(theme.px(8));
    m_filter->setFixedWidth(theme.px(260));
    m_filter->setFont(theme.fixedFont());
    for (QLineEdit* edit : {m_first, m_last})
        edit->setFixedWidth(theme.px(84));
    m_close->setIcon(theme.icon(QStringLiteral("ui-cross")));
    m_close->setIconSize({theme.px(12), theme.px(12)});
    say(fault());
}

void LadderScopeRow::retranslate()
{
    m_word->setText(isTopic() ? tr("Topic Filter") : tr("Frames"));
    m_filter->setPlaceholderText(tr("sensors/+/level"));
    m_filter->setAccessibleName(tr("Topic Filter of the messages that are shown"));
    m_first->setAccessibleName(tr("First frame"));
    m_last->setAccessibleName(tr("Last frame"));
    //: from one frame to another
    m_to->setText(tr("to"));
    m_shown->setText(tr("As in the list"));
    m_shown->setToolTip(
        tr("From the first frame that the list shows to the last: the display filter chooses them"));
    m_close->setToolTip(tr("Close the row (Esc)"));
    m_close->setAccessibleName(m_close->toolTip());
    if (!isHidden())
        check(); // says again what is wrong
}

} // namespace mqttscope::ui

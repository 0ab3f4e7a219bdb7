// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/broker_access.h"

#include "broker/core/acl_file.h"
#include "broker/words/broker_problem.h"
#include "ui/lab/broker_settings.h"
#include "ui/lab/broker_user_dialog.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>

namespace mqttscope::ui {
namespace {

/// Characters of access rules that are read while they are typed.
constexpr int kMaxRules = 100'000;
/// Wrong lines that are explained; all of them are marked.
constexpr std::size_t kExplained = 3;
const QString kOpen = QStringLiteral("lab/open/access");

} // namespace

BrokerAccess::BrokerAccess(Workspace& workspace, BrokerSettings& settings, QWidget* parent)
    : QWidget(parent), m_workspace(&workspace), m_settings(&settings), m_fold(new QToolButton),
      m_body(new QWidget)
{
    m_fold->setObjectName(QStringLiteral("foldHead"));
    m_fold->setProperty("alone", true);
    m_fold->setCheckable(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setFocusPolicy(Qt::StrongFocus);
    m_fold->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_fold);
    column->addWidget(m_body);
    makeBody();
    m_body->hide();
    connect(m_fold, &QToolButton::toggled, this, [this](bool open) {
        m_body->setVisible(open);
        m_workspace->settings().setValue(kOpen, open);
        refreshTheme();
    });
    connect(&settings, &BrokerSettings::changed, this, &BrokerAccess::showState);
    connect(&workspace.theme(), &Theme::changed, this, &BrokerAccess::refreshTheme);
    m_fold->setChecked(workspace.settings().value(kOpen, false).toBool());
    retranslate();
}

void BrokerAccess::makeBody()
{
    m_usersTitle = new QLabel;
    m_users = new QListWidget;
    m_users->setObjectName(QStringLiteral("framedList"));
    m_add = new QPushButton;
    m_add->setObjectName(QStringLiteral("accessAdd"));
    m_remove = new QPushButton;
    m_rulesTitle = new QLabel;
    m_rules = new QPlainTextEdit;
    m_rules->setObjectName(QStringLiteral("framedList"));
    m_rules->setTabChangesFocus(true);
    m_rules->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_problem = new QLabel;
    m_problem->setWordWrap(true);
    m_problem->setProperty("tone", QStringLiteral("error"));
    m_apply = new QPushButton;
    m_apply->setObjectName(QStringLiteral("accessApply"));
    for (QPushButton* button : {m_add, m_remove, m_apply})
        button->setProperty("compact", true);
    auto* grid = new QGridLayout(m_body);
    grid->addWidget(m_usersTitle, 0, 0, 1, 2);
    grid->addWidget(m_users, 1, 0, 1, 2);
    grid->addWidget(m_add, 3, 0);
    grid->addWidget(m_remove, 3, 1);
    grid->addWidget(m_rulesTitle, 0, 2);
    grid->addWidget(m_rules, 1, 2);
    grid->addWidget(m_problem, 2, 2);
    grid->addWidget(m_apply, 3, 2, Qt::AlignRight);
    grid->setColumnStretch(2, 1);
    connect(m_add, &QPushButton::clicked, this, &BrokerAccess::addUser);
    connect(m_remove, &QPushButton::clicked, this, &BrokerAccess::removeUser);
    connect(m_users, &QListWidget::currentRowChanged, this,
            [this](int row) { m_remove->setEnabled(row >= 0); });
    connect(m_rules, &QPlainTextEdit::textChanged, this, &BrokerAccess::checkRules);
    connect(m_apply, &QPushButton::clicked, this, &BrokerAccess::applyRules);
}

void BrokerAccess::addUser()
{
    auto* dialog = new BrokerUserDialog(m_workspace->theme(), m_settings->options().users, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        auto users = m_settings->options().users;
        users.push_back(dialog->user());
        (void)m_settings->setAccess(users, m_settings->options().allowAnonymous); // the dialog has checked it
    });
    dialog->open();
}

void BrokerAccess::removeUser()
{
    auto users = m_settings->options().users;
    const int row = m_users->currentRow();
    if (row < 0 || static_cast<std::size_t>(row) >= users.size())
        return;
    users.erase(users.begin() + row);
    (void)m_settings->setAccess(users,
                                m_settings->options().allowAnonymous); // see showState(): never the last
}

// The wrong lines are marked in the text; the first of them are explained below.
void BrokerAccess::checkRules()
{
    const std::string rules = m_rules->toPlainText().left(kMaxRules).toStdString();
    const broker::AclFile file(rules);
    const Theme& theme = m_workspace->theme();
    QList<QTextEdit::ExtraSelection> marks;
    QStringList sentences;
    for (const broker::AclError& error : file.errors()) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(m_rules->document()->findBlockByNumber(static_cast<int>(error.line) - 1));
        mark.cursor.select(QTextCursor::LineUnderCursor);
        mark.format.setBackground(theme.color(Ink::ErrorTint));
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(theme.color(Ink::Error));
        marks += mark;
        if (static_cast<std::size_t>(sentences.size()) < kExplained)
            sentences +=
                text(broker::sentenceOf(tr("Access rules").toStdString(), error, m_workspace->vocabulary()));
    }
    if (m_rules->toPlainText().size() > kMaxRules)
        sentences += tr("There are too many rules for this field.");
    m_rules->setExtraSelections(marks);
    m_problem->setText(sentences.join(QLatin1Char('\n')));
    m_problem->setVisible(!sentences.isEmpty());
    m_valid = sentences.isEmpty();
    m_apply->setEnabled(m_valid && m_rules->toPlainText().toStdString() != m_settings->options().acl);
}

void BrokerAccess::applyRules()
{
    m_acl = m_rules->toPlainText().toStdString();
    (void)m_settings->setAcl(m_acl); // checked while it was typed
    checkRules();
}

void BrokerAccess::showState()
{
    const auto& options = m_settings->options();
    if (m_acl != options.acl) { // set elsewhere: a lab was opened
        m_acl = options.acl;
        m_rules->setPlainText(text(m_acl));
    }
    const int row = m_users->currentRow();
    m_users->clear();
    for (const auto& user : options.users)
        m_users->addItem(wireText(user.name, 200));
    m_users->setCurrentRow(std::min(row, m_users->count() - 1));
    const bool needed = options.reach == broker::lab::Reach::Classroom && options.users.size() == 1;
    m_remove->setEnabled(m_users->currentRow() >= 0 && !needed);
    m_remove->setToolTip(needed ? tr("A classroom needs a user.") : QString());
    m_fold->setText(QLatin1Char(' ') + tr("Users and access rules") + QStringLiteral("  ") +
                    QLocale().toString(m_users->count()));
    m_apply->setEnabled(m_valid && m_rules->toPlainText().toStdString() != options.acl);
}

void BrokerAccess::retranslate()
{
    m_usersTitle->setText(tr("Users"));
    m_users->setAccessibleName(m_usersTitle->text());
    m_add->setText(tr("Add…"));
    m_add->setAccessibleName(tr("Add a user"));
    m_remove->setText(tr("Remove"));
    m_remove->setAccessibleName(tr("Remove the user"));
    m_rulesTitle->setText(tr("Access rules, as for mosquitto"));
    m_rules->setAccessibleName(m_rulesTitle->text());
    m_rules->setPlaceholderText(QStringLiteral("user capteur\ntopic write pompe/#\npattern read %c/#"));
    m_apply->setText(tr("Apply"));
    checkRules();
    refreshTheme();
}

void BrokerAccess::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_fold->setFont(theme.font());
    m_fold->setIcon(theme.icon(m_fold->isChecked() ? QStringLiteral("ui-chevron-down")
                                                   : QStringLiteral("ui-chevron-right"),
                               Ink::TextSecondary));
    m_fold->setIconSize({theme.px(12), theme.px(12)});
    m_fold->setFixedHeight(std::max(theme.px(27), QFontMetrics(m_fold->font()).height() + theme.px(8)));
    m_rules->setFont(theme.fixedFont(0.96));
    for (QLabel* label : {m_usersTitle, m_rulesTitle, m_problem})
        label->setFont(theme.font(TextUse::Small));
    m_users->setFixedSize(theme.px(170), theme.px(96));
    m_rules->setFixedHeight(theme.px(96));
    m_body->layout()->setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(10));
    m_body->layout()->setSpacing(theme.px(6));
    showState();
}

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/rule_card.h"

#include "dissector/field/issue_table.h"
#include "teach/vocabulary.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/glossary_text.h"
#include "ui/workspace.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace mqttscope::ui {
namespace {

struct SeverityLook {
    const char* icon;
    Ink ink;
    const char* word;
};

SeverityLook lookOf(field::Severity severity)
{
    switch (severity) {
    case field::Severity::Note:
        return {"ui-info", Ink::TextSecondary, "note"};
    case field::Severity::Warning:
        return {"ui-warning", Ink::Warning, "warning"};
    case field::Severity::ProtocolError:
    case field::Severity::Malformed:
    case field::Severity::Unreadable:
        return {"ui-error", Ink::Error, "error"};
    }
    return {"ui-info", Ink::TextSecondary, "note"};
}

QLabel* label(const QString& text, const QFont& font, QWidget* parent)
{
    auto* made = new QLabel(text, parent);
    made->setTextFormat(Qt::PlainText);
    made->setWordWrap(true);
    made->setFont(font);
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return made;
}

/// Likewise, with the terms of the glossary marked.
GlossaryText* sentence(const QString& text, const QFont& font, Workspace& workspace, QWidget* parent)
{
    auto* made = new GlossaryText(workspace, parent);
    made->setFont(font);
    made->setLineHeight(100);
    made->setText(text);
    return made;
}

void colour(QWidget* label, const QColor& color)
{
    // A palette would lose against the style sheet of the window.
    label->setStyleSheet(QStringLiteral("color: %1").arg(color.name()));
}

} // namespace

RuleCard::RuleCard(const field::Issue& issue, mqtt::Version version, Workspace& workspace, QWidget* parent)
    : QFrame(parent)
{
    const teach::Vocabulary& words = workspace.vocabulary();
    const Theme& theme = workspace.theme();
    const SeverityLook look = lookOf(issue.severity);
    setObjectName(QStringLiteral("ruleCard"));
    setProperty("severity", QLatin1String(look.word));
    const std::string_view id = field::ruleId(issue.code, issue.field, static_cast<std::uint8_t>(version));
    const QFont normal = theme.font();
    const QFont strong = theme.font(TextUse::Strong);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(8));
    column->setSpacing(theme.px(4));
    auto* head = new QHBoxLayout;
    head->setSpacing(theme.px(8));
    auto* icon = new QLabel(this);
    icon->setPixmap(theme.pixmap(QLatin1String(look.icon), look.ink, theme.px(16), devicePixelRatioF()));
    head->addWidget(icon);
    const QString name = id.empty() ? text(field::issueInfo(issue.code).name) : text(id);
    auto* title = label(name, strong, this);
    title->setWordWrap(false);
    colour(title, theme.color(look.ink));
    head->addWidget(title, 1);
    column->addLayout(head);

    QStringList said{name};
    if (!id.empty()) {
        const QString rule = text(words.rule(id, version));
        column->addWidget(sentence(rule, strong, workspace, this));
        said += rule;
    }
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(theme.px(12));
    grid->setVerticalSpacing(theme.px(3));
    grid->setColumnStretch(1, 1);
    const auto row = [&](const QString& key, const QString& value, bool inked) {
        if (value.isEmpty())
            return;
        const int line = grid->rowCount();
        auto* keyLabel = label(key, normal, this);
        keyLabel->setWordWrap(false);
        keyLabel->setProperty("secondary", true);
        auto* valueLabel = sentence(value, inked ? strong : normal, workspace, this);
        if (inked)
            colour(valueLabel, theme.color(look.ink));
        grid->addWidget(keyLabel, line, 0, Qt::AlignTop);
        grid->addWidget(valueLabel, line, 1);
        said += key + QStringLiteral(" ") + value;
    };
    row(tr("expected"), text(words.issueNumber(issue, "expected")), false);
    row(tr("found"), text(words.issueSentence(issue)), true);
    if (!id.empty())
        row(tr("consequence"), text(words.consequence(id, version)), false);
    column->addLayout(grid);
    setAccessibleName(said.join(QStringLiteral(". ")));
}

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_command.h"

#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/lines_of_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace mqttscope::ui {
namespace {

using broker::lab::MosquittoGap;

QString gapText(MosquittoGap gap)
{
    switch (gap) {
    case MosquittoGap::KeepAlive:
        return ClientCommand::tr("a Keep Alive below 5\u202fs");
    case MosquittoGap::WillPayload:
        return ClientCommand::tr("the bytes of the Will’s payload");
    case MosquittoGap::Correlation:
        return ClientCommand::tr("the bytes of Correlation Data");
    case MosquittoGap::Authentication:
        return ClientCommand::tr("the bytes of Authentication Data");
    case MosquittoGap::Name:
        return ClientCommand::tr("control characters in a text");
    case MosquittoGap::PayloadTooLong:
        return ClientCommand::tr("so long a payload");
    case MosquittoGap::NoLocal:
        return QStringLiteral("No Local");
    case MosquittoGap::RetainHandling:
        return QStringLiteral("Retain Handling");
    case MosquittoGap::AliasAlone:
        return ClientCommand::tr("a Topic Alias without its topic");
    }
    return {};
}

} // namespace

ClientCommand::ClientCommand(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_title(new QLabel), m_copy(new QToolButton), m_text(new LinesOfText)
{
    m_title->setProperty("secondary", true);
    m_title->setWordWrap(true);
    m_copy->setProperty("bare", true);
    m_copy->setFocusPolicy(Qt::StrongFocus);
    m_text->setObjectName(QStringLiteral("clientCommand"));
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_copy);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_text);
    connect(m_copy, &QToolButton::clicked, this, [this] { Q_EMIT copyRequested(m_command); });
    connect(m_theme, &Theme::changed, this, &ClientCommand::refreshTheme);
    refreshTheme();
    retranslate();
}

void ClientCommand::setLine(const broker::lab::MosquittoLine& line)
{
    const QString command = ui::text(line.text);
    if (command == m_command && line.gaps == m_gaps)
        return;
    m_command = command;
    m_gaps = line.gaps;
    m_text->setPlainText(command.size() > kMaxShown ? command.left(kMaxShown - 1) + QChar(0x2026) : command);
    m_text->updateGeometry();
    retranslate();
}

QString ClientCommand::title() const
{
    if (m_gaps.empty())
        return tr("equivalent:");
    QStringList gaps;
    for (const MosquittoGap gap : m_gaps)
        gaps += gapText(gap);
    //: %1 a list of things, separated by commas
    return tr("nearly equivalent; mosquitto’s clients cannot say: %1").arg(gaps.join(QStringLiteral(", ")));
}

void ClientCommand::retranslate()
{
    m_title->setText(title());
    m_text->setAccessibleName(tr("Equivalent command"));
    m_copy->setToolTip(tr("Copy the command"));
    //: %1: what is copied
    m_copy->setAccessibleName(tr("Copy: %1").arg(m_command.left(kMaxShown)));
}

void ClientCommand::refreshTheme()
{
    m_title->setFont(m_theme->font(TextUse::Small));
    m_text->setFont(m_theme->fixedFont(0.9));
    m_text->updateGeometry();
    m_copy->setIcon(m_theme->icon(QStringLiteral("ui-copy")));
    m_copy->setIconSize({m_theme->px(14), m_theme->px(14)});
    m_copy->setFixedSize(m_theme->px(24), m_theme->px(24));
}

} // namespace mqttscope::ui

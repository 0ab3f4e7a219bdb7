// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/computed_panel.h"

#include "ui/models/document_session.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace mqttscope::ui {

ComputedPanel::ComputedPanel(Workspace& workspace, QWidget* parent)
    : Panel(workspace, parent), m_watcher(workspace.session()), m_stack(new QStackedWidget(this)),
      m_notice(new QLabel(m_stack))
{
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    m_notice->setWordWrap(true);
    m_notice->setAlignment(Qt::AlignCenter);
    m_notice->setProperty("secondary", true);
    m_stack->addWidget(m_notice);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    connect(&m_watcher, &CaptureWatcher::due, this, [this] {
        compute();
        showState();
    });
    connect(&m_watcher, &CaptureWatcher::cleared, this, [this] {
        m_looked = false;
        clear();
        showState();
    });
    connect(&workspace.theme(), &Theme::changed, this, [this] {
        const int margin = this->workspace().theme().px(24);
        m_notice->setContentsMargins(margin, margin, margin, margin);
        refreshTheme();
    });
}

void ComputedPanel::setContent(QWidget* content)
{
    m_stack->addWidget(content);
    showState();
}

ComputedPanel::Capture ComputedPanel::capture() const
{
    return {workspace().session().document(), workspace().session().snapshot()};
}

void ComputedPanel::answered()
{
    m_looked = true;
    showState();
    m_watcher.answered();
}

void ComputedPanel::computeAgain()
{
    if (workspace().session().snapshot() == nullptr || !m_watcher.isActive())
        return;
    compute();
    showState();
}

void ComputedPanel::showState()
{
    if (hasContent()) {
        m_stack->setCurrentIndex(1);
        return;
    }
    if (workspace().session().document() == nullptr)
        m_notice->setText(tr("Open a capture: what it holds is summed up here."));
    else if (!m_looked)
        m_notice->setText(tr("Reading the packets…"));
    else
        m_notice->setText(emptySentence());
    m_stack->setCurrentIndex(0);
}

QString ComputedPanel::notice() const
{
    return m_stack->currentIndex() == 0 ? m_notice->text() : QString();
}

bool ComputedPanel::isSettled() const
{
    return !m_watcher.isWaiting();
}

void ComputedPanel::retranslate()
{
    showState();
}

void ComputedPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    m_watcher.setActive(true);
}

void ComputedPanel::hideEvent(QHideEvent* event)
{
    Panel::hideEvent(event);
    m_watcher.setActive(false);
}

} // namespace mqttscope::ui

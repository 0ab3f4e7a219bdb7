// SPDX-License-Identifier: GPL-3.0-or-later
// What the lower panes offer beyond showing: copies in many forms, the strip of layers, the path.
#include "ui/main_actions.h"
#include "ui/main_window.h"
#include "ui/perspective_page.h"
#include "ui/views/bytes_pane.h"
#include "ui/views/hex_view.h"
#include "ui/views/layer_strip.h"

#include <QMenu>

namespace mqttscope::ui {

// The forms of the field stand in the menu itself, those of the message and the frame one step further.
void MainWindow::buildCopyMenu()
{
    m_copyMenu = m_editMenu->addMenu(QString());
    for (const CopyScope scope : kCopyScopes) {
        QMenu* menu = m_copyMenu;
        if (scope != CopyScope::Field) {
            menu = m_copyMenu->addMenu(QString());
            m_copyScopes[static_cast<std::size_t>(scope)] = menu;
        }
        for (const CopyFormat format : kCopyFormats) {
            const bool ofFieldOnly = format == CopyFormat::Value || format == CopyFormat::Name;
            if (ofFieldOnly && scope != CopyScope::Field)
                continue;
            QAction* action = menu->addAction(QString());
            connect(action, &QAction::triggered, this,
                    [this, scope, format] { copy(copyOf(scope, format)); });
            m_copyActions.push_back({action, scope, format});
        }
        if (scope == CopyScope::Field)
            m_copyMenu->addSeparator();
    }
    connect(m_copyMenu, &QMenu::aboutToShow, this, &MainWindow::updateCopyMenu);
}

QString MainWindow::copyOf(CopyScope scope, CopyFormat format) const
{
    return copyText(
        {m_fields, m_selection.selection(), m_session.document().get(), m_session.snapshot().get()}, scope,
        format);
}

// What there is nothing of cannot be copied.
void MainWindow::updateCopyMenu()
{
    const auto& dissection = m_selection.dissection();
    const bool frame = dissection != nullptr;
    const bool message = frame && !dissection->messages.empty();
    for (const CopyAction& each : m_copyActions) {
        switch (each.scope) {
        case CopyScope::Field:
            each.action->setEnabled(!copyOf(each.scope, each.format).isEmpty());
            break;
        case CopyScope::Message:
            each.action->setEnabled(message);
            break;
        case CopyScope::Frame:
            each.action->setEnabled(frame);
            break;
        }
    }
}

void MainWindow::retranslateCopyMenu()
{
    m_copyMenu->setTitle(tr("Copy &as"));
    m_copyScopes[static_cast<std::size_t>(CopyScope::Message)]->setTitle(tr("The &message"));
    m_copyScopes[static_cast<std::size_t>(CopyScope::Frame)]->setTitle(tr("The f&rame"));
    for (const CopyAction& each : m_copyActions) {
        switch (each.format) {
        case CopyFormat::Text:
            each.action->setText(tr("&Text"));
            break;
        case CopyFormat::Hex:
            each.action->setText(tr("&Hexadecimal"));
            break;
        case CopyFormat::CArray:
            each.action->setText(tr("Array in &C"));
            break;
        case CopyFormat::Python:
            each.action->setText(tr("Bytes in &Python"));
            break;
        case CopyFormat::Filter:
            each.action->setText(tr("&Filter"));
            break;
        case CopyFormat::Json:
            each.action->setText(tr("&JSON"));
            break;
        case CopyFormat::Value:
            each.action->setText(tr("&Value"));
            break;
        case CopyFormat::Name:
            each.action->setText(tr("Field &name"));
            break;
        }
    }
}

// The first step is the frame, the others are the lines of the tree down to the selected one.
void MainWindow::goToPathStep(qsizetype step)
{
    if (page() != nullptr) {
        page()->goToPathStep(step);
        return;
    }
    std::vector<std::uint32_t> lines;
    const auto& dissection = m_selection.dissection();
    if (!dissection)
        return;
    for (std::uint32_t node = m_selection.selection().node; node < dissection->tree.size();
         node = dissection->tree.node(node).parent)
        lines.insert(lines.begin(), node);
    if (step == 0)
        m_selection.selectNode(0);
    else if (step <= static_cast<qsizetype>(lines.size()))
        m_selection.selectNode(lines[static_cast<std::size_t>(step - 1)]);
}

void MainWindow::showLayerStrip(bool visible)
{
    m_actions->showLayers->setChecked(visible);
    m_bytes->layers()->setVisible(visible);
}

void MainWindow::separateLayers(bool separate)
{
    m_actions->separateLayers->setChecked(separate);
    m_bytes->layers()->setConvention(separate ? OsiConvention::Separate : OsiConvention::Application);
}

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Going to a frame, a byte, a field.
#include "dissector/field/field_table.h"
#include "ui/main_actions.h"
#include "ui/main_window.h"
#include "ui/views/frame_list_view.h"

#include <QInputDialog>
#include <QLocale>

#include <algorithm>

namespace mqttscope::ui {

void MainWindow::connectGo()
{
    MainActions& a = *m_actions;
    connect(a.back, &QAction::triggered, &m_selection, &SelectionModel::back);
    connect(a.forward, &QAction::triggered, &m_selection, &SelectionModel::forward);
    connect(a.first, &QAction::triggered, this, [this] { goToRow(0); });
    connect(a.last, &QAction::triggered, this, [this] { goToRow(m_frames.rowCount() - 1); });
    connect(a.previous, &QAction::triggered, this, [this] { goToRow(rowBefore()); });
    connect(a.next, &QAction::triggered, this, [this] { goToRow(rowAfter()); });
    connect(a.previousMqtt, &QAction::triggered, this, [this] { goToMqtt(-1); });
    connect(a.nextMqtt, &QAction::triggered, this, [this] { goToMqtt(1); });
    connect(a.goToFrame, &QAction::triggered, this, &MainWindow::askForFrame);
}

void MainWindow::goTo(std::uint32_t frame)
{
    if (frame == 0 || frame > m_frames.frameCount())
        return;
    m_selection.selectFrame(frame);
    if (m_frames.rowOfFrame(frame) >= 0)
        return;
    if (m_frames.isFiltered())
        reportHidden(frame);
    else
        setShowAll(true);
}

void MainWindow::goToByte(std::uint32_t message, std::uint32_t offset)
{
    const auto& snapshot = m_session.snapshot();
    if (!snapshot || message >= snapshot->messages.size())
        return;
    goTo(snapshot->messages[message].frame);
    m_selection.selectMessageByte(message, offset);
}

bool MainWindow::selectField(const QString& filterName)
{
    const auto& dissection = m_selection.dissection();
    if (!dissection)
        return false;
    const std::string name = filterName.toStdString();
    const auto nodes = dissection->tree.nodes();
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        if (field::fieldInfo(nodes[i].id).name == name) {
            m_selection.selectNode(i);
            return true;
        }
    }
    return false;
}

void MainWindow::goToRow(int row)
{
    if (row >= 0 && row < m_frames.rowCount())
        m_selection.selectFrame(m_frames.frameOfRow(row));
}

void MainWindow::askForFrame()
{
    const int last = static_cast<int>(m_frames.frameCount());
    bool accepted = false;
    const int frame = QInputDialog::getInt(
        this, tr("Go to frame"), tr("Number of the frame, 1 to %1:").arg(QLocale().toString(last)),
        std::max(1, static_cast<int>(m_selection.selection().frame)), 1, last, 1, &accepted);
    if (accepted)
        goTo(static_cast<std::uint32_t>(frame));
}

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/topic_tree_model.h"
#include "ui/panels/computed_panel.h"

class QLabel;
class QLineEdit;
class QTreeView;

namespace mqttscope::ui {

class CellDelegate;

/// The tree of topics with counts, last values, who publishes and who subscribes.
class TopicsPanel : public ComputedPanel {
    Q_OBJECT
public:
    /// Topics up to this number are unfolded by themselves.
    static constexpr std::uint32_t kUnfoldUpTo = 200;

    explicit TopicsPanel(Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("topics"); }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString icon() const override { return QStringLiteral("ui-sensor"); }
    void retranslate() override;

    // For tests.
    [[nodiscard]] TopicTreeModel& model() { return m_model; }
    [[nodiscard]] QTreeView* tree() const { return m_tree; }
    [[nodiscard]] QLineEdit* filterBox() const { return m_filter; }
    [[nodiscard]] QString counts() const;

protected:
    void compute() override;
    void clear() override;
    void refreshTheme() override;
    [[nodiscard]] QString emptySentence() const override;
    [[nodiscard]] bool hasContent() const override { return m_model.topicCount() > 0; }
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void unfold();
    void useFilter(bool subtree, bool prepare);
    void showMenu(const QPoint& place);
    void goToLast();
    void showLadder(bool subtree);
    void showCounts();

    TopicTreeModel m_model;
    QWidget* m_content = nullptr;
    QWidget* m_bar = nullptr;
    QLineEdit* m_filter = nullptr;
    QAction* m_filterIcon = nullptr;
    QLabel* m_counts = nullptr;
    QTreeView* m_tree = nullptr;
    CellDelegate* m_cells = nullptr;
};

} // namespace mqttscope::ui

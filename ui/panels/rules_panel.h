// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rule_list_model.h"
#include "ui/panels/computed_panel.h"

#include <array>

class QHBoxLayout;
class QLabel;
class QListView;
class QPushButton;
class QToolButton;

namespace mqttscope::ui {

class RuleDelegate;

/// Dissects the frame of a finding and looks at what followed. Any thread.
[[nodiscard]] FindingDetail findingDetail(const analysis::Document& document, const index::Snapshot& snapshot,
                                          const analysis::Finding& finding);

/// The rules of the standard: which are broken, where, what follows and what the other side did; and how many
/// were checked.
class RulesPanel : public ComputedPanel {
    Q_OBJECT
public:
    explicit RulesPanel(Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("rules"); }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString icon() const override { return QStringLiteral("ui-shield"); }
    void retranslate() override;
    [[nodiscard]] QSize sizeHint() const override;

    /// All findings that are listed, each with its details. Takes as long as dissecting their frames.
    void exportTo(const QString& path);

    // For tests.
    [[nodiscard]] RuleListModel& model() { return m_model; }
    [[nodiscard]] QListView* view() const { return m_view; }
    [[nodiscard]] QToolButton* chip(analysis::FindingLevel level) const
    {
        return m_chips[static_cast<std::size_t>(level)];
    }
    [[nodiscard]] QToolButton* byFrame() const { return m_byFrame; }
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QRect whereRect(int row) const;

Q_SIGNALS:
    /// A file was written, or could not be.
    void exported(const QString& path, bool written);

protected:
    void compute() override;
    void clear() override;
    void refreshTheme() override;
    [[nodiscard]] QString emptySentence() const override;
    [[nodiscard]] bool hasContent() const override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Question { Detail = 1, Export };
    void buildBar();
    void buildList();
    void buildFooter();
    void showCounts();
    void fitChips();
    void showFrame();
    void currentChanged();
    void askForDetail();
    void goThere();
    void fold(bool unfolded);
    void chooseFile();
    void write(const QString& path, const std::vector<FindingDetail>& details);
    [[nodiscard]] QString detailText(const FindingCard& card) const;

    RuleListModel m_model;
    std::array<QToolButton*, analysis::kFindingLevels> m_chips{};
    QToolButton* m_byRule = nullptr;
    QToolButton* m_byFrame = nullptr;
    QListView* m_view = nullptr;
    RuleDelegate* m_delegate = nullptr;
    QWidget* m_bar = nullptr;
    QHBoxLayout* m_chipRow = nullptr;
    QWidget* m_footer = nullptr;
    QLabel* m_footerIcon = nullptr;
    QLabel* m_footerText = nullptr;
    QLabel* m_kept = nullptr; ///< the sentence of a capture without fault
    QPushButton* m_export = nullptr;
    std::shared_ptr<const FindingDetail> m_detail; ///< of the current finding
    bool m_following = false;                      ///< the list shows what was selected elsewhere
    bool m_goWhenKnown = false;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/capture_choice.h"

#include <QDialog>
#include <QPointer>

class QDialogButtonBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace mqttscope::ui {

class CaptureEndSection;
class CaptureFilterEdit;
class CaptureFrameSection;
class CaptureRingSection;
class CaptureTarget;
class InterfaceList;
class InterfaceModel;
class Theme;

/// Everything that can be said of a live capture before it begins: interfaces, filter, what of each frame is
/// kept, where it goes, when it ends by itself, and in how many files.
class CaptureOptionsDialog : public QDialog {
    Q_OBJECT
public:
    /// All must outlive the dialog.
    CaptureOptionsDialog(const Theme& theme, InterfaceModel& interfaces, const CaptureChoice& choice,
                         QWidget* parent = nullptr);
    ~CaptureOptionsDialog() override;

    /// What is chosen; complete and valid once the dialog was accepted.
    [[nodiscard]] CaptureChoice choice() const;
    /// Why that cannot be captured, in a sentence; empty if it can.
    [[nodiscard]] QString problem() const;
    /// Begins as soon as the filter is known to be right; not while something speaks against it.
    void accept() override;

    // For tests.
    [[nodiscard]] InterfaceList* list() const { return m_list; }
    [[nodiscard]] CaptureFilterEdit* filter() const { return m_filter; }
    [[nodiscard]] CaptureTarget* target() const { return m_target; }
    [[nodiscard]] CaptureFrameSection* frameSection() const { return m_frame; }
    [[nodiscard]] CaptureEndSection* endSection() const { return m_end; }
    [[nodiscard]] CaptureRingSection* ringSection() const { return m_ring; }
    [[nodiscard]] QPushButton* startButton() const { return m_start; }
    [[nodiscard]] QPushButton* resetButton() const { return m_reset; }
    [[nodiscard]] QPushButton* rightsButton() const { return m_whatToType; }
    [[nodiscard]] QToolButton* vantageButton() const { return m_vantage; }
    [[nodiscard]] QLabel* message() const { return m_message; }

Q_SIGNALS:
    void rightsRequested();
    void vantageRequested();

private:
    void buildWhat(QVBoxLayout& column);
    void buildFoot(QVBoxLayout& column);
    void connectParts();
    void connectSections();
    void use(const CaptureChoice& choice);
    void reset();
    void check();
    [[nodiscard]] QString remark() const;
    void refreshTheme();
    void fitHeight();
    QLabel* makeTitle(const QString& text);

    const Theme* m_theme;
    QPointer<InterfaceModel> m_interfaces; ///< null once it ends before
    QStringList m_recentFilters;
    std::vector<QLabel*> m_titles;
    QScrollArea* m_area;
    InterfaceList* m_list;
    CaptureFilterEdit* m_filter;
    CaptureTarget* m_target;
    CaptureFrameSection* m_frame;
    CaptureEndSection* m_end;
    CaptureRingSection* m_ring;
    QToolButton* m_vantage;
    QLabel* m_sign;
    QLabel* m_message;
    QPushButton* m_whatToType;
    QPushButton* m_start = nullptr;
    QPushButton* m_reset = nullptr;
};

} // namespace mqttscope::ui

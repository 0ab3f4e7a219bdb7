// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/capture_choice.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QPushButton;
class QSettings;
class QToolButton;

namespace mqttscope::ui {

class CaptureFilterEdit;
class CardHead;
class InterfaceList;
class InterfaceModel;
class OtherComputerRow;
class Theme;

/// The part of the first page that captures: interfaces with what passes there, a capture filter, a button to
/// begin, and who may.
class CaptureCard : public QFrame {
    Q_OBJECT
public:
    /// All must outlive the card. What is chosen is read from and kept in the settings.
    CaptureCard(const Theme& theme, InterfaceModel& interfaces, QSettings& settings,
                QWidget* parent = nullptr);
    ~CaptureCard() override;

    void retranslate();
    /// Another place has changed what is remembered.
    void reload();
    /// Why it cannot begin now, in a sentence; empty if it can.
    [[nodiscard]] QString obstacle() const;

    // For tests.
    [[nodiscard]] InterfaceList* list() const { return m_list; }
    [[nodiscard]] CaptureFilterEdit* filter() const { return m_filter; }
    [[nodiscard]] QPushButton* startButton() const { return m_start; }
    [[nodiscard]] QPushButton* rightsButton() const { return m_whatToType; }
    [[nodiscard]] QToolButton* vantageButton() const { return m_vantage; }
    [[nodiscard]] QToolButton* optionsButton() const { return m_options; }
    [[nodiscard]] OtherComputerRow* otherComputer() const { return m_other; }
    [[nodiscard]] QLabel* rightsLine() const { return m_rights; }

Q_SIGNALS:
    /// The choice has no file and no end: those are the dialog's. What is remembered keeps them.
    void startRequested(const mqttscope::ui::CaptureChoice& choice);
    void optionsRequested();
    void rightsRequested();
    /// "What can I see from here?"
    void vantageRequested();
    /// The card "from another computer" of that page.
    void otherComputerRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void connectParts();
    void refreshTheme();
    void showRights();
    void showStart();
    void chooseFirst();
    void keep();
    void start();
    void watch(bool watching);

    const Theme* m_theme;
    QPointer<InterfaceModel> m_interfaces; ///< null once it ends before
    QSettings* m_settings;
    CardHead* m_head;
    InterfaceList* m_list;
    OtherComputerRow* m_other;
    CaptureFilterEdit* m_filter;
    QPushButton* m_start;
    QFrame* m_rightsFrame; ///< with a ground of its own while nobody may capture
    QLabel* m_rightsSign;
    QLabel* m_rights;
    QPushButton* m_whatToType;
    QToolButton* m_vantage;
    QToolButton* m_options;
    CaptureChoice m_kept; ///< as it was read or written last
    bool m_watching = false;
};

} // namespace mqttscope::ui

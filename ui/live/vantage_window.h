// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/vantage.h"

#include <QDialog>

#include <optional>

class QListWidget;

namespace mqttscope::ui {

class InterfaceModel;
class Theme;
class VantagePage;

/// "What can I see from here?": each place in a network from which one may listen, what is seen there and
/// what is not, a drawing of it, what to do; and which of them fit the network of this computer.
class VantageWindow : public QDialog {
    Q_OBJECT
public:
    /// All must outlive the window.
    VantageWindow(const Theme& theme, const teach::Vocabulary& vocabulary, InterfaceModel& interfaces,
                  QWidget* parent = nullptr);
    ~VantageWindow() override;

    /// Shows a place by its id (`other-computer`); empty: the one that fits best.
    void showPlace(const QString& id);
    void retranslate();

    /// Whether somebody has looked at the network yet.
    [[nodiscard]] bool isKnown() const;

    [[nodiscard]] QListWidget* list() const { return m_list; }
    [[nodiscard]] VantagePage* page() const { return m_page; }

Q_SIGNALS:
    void copyRequested(const QString& text);
    /// It is known, or known anew, which places fit.
    void judged();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refreshTheme();
    /// The list is as wide as its texts, but leaves most of a narrow window to the page.
    void fitList();
    void judge();
    void select(teach::Vantage place);
    void showCurrent();
    void watch(bool wanted);
    [[nodiscard]] analysis::CaptureOutlook outlook() const;
    [[nodiscard]] std::optional<teach::VantageFit> fitOfCurrent() const;

    const Theme* m_theme;
    const teach::Vocabulary* m_vocabulary;
    InterfaceModel* m_interfaces;
    QListWidget* m_list;
    VantagePage* m_page;
    bool m_watching = false;
    bool m_best = false; ///< the best place is wanted as soon as it is known
};

} // namespace mqttscope::ui

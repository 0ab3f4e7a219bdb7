// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QScrollArea;
class QVBoxLayout;

namespace mqttscope::ui {

class InterfaceModel;
class Theme;

/// Who may capture on this computer, what to type so that one may, and the ways that need no right. It looks
/// again by itself, and says so as soon as it works.
class RightsDialog : public QDialog {
    Q_OBJECT
public:
    /// Both must outlive the dialog.
    RightsDialog(const Theme& theme, InterfaceModel& interfaces, QWidget* parent = nullptr);
    ~RightsDialog() override;

    /// What it says of the rights, in one or two sentences.
    [[nodiscard]] QString verdict() const;
    /// What is to be typed; empty if nothing is.
    [[nodiscard]] QStringList commands() const;

Q_SIGNALS:
    void copyRequested(const QString& text);
    /// A place of the vantage window, by its id; empty: the one that fits best.
    void vantageRequested(const QString& place = {});

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void look();
    void rebuild();
    void addVerdict(QVBoxLayout& column);
    void addCommands(QVBoxLayout& column);
    void addReasons(QVBoxLayout& column);
    void addOtherWays(QVBoxLayout& column);
    void addHeading(QVBoxLayout& column, const QString& text);
    void addText(QVBoxLayout& column, const QString& text, bool secondary = false);
    void watch(bool wanted);
    [[nodiscard]] QString shownState() const;

    const Theme* m_theme;
    InterfaceModel* m_interfaces;
    QScrollArea* m_scroll;
    QString m_shown; ///< what the page was made for
    bool m_watching = false;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>
#include <QStringList>

namespace mqttscope::ui {

class InterfaceModel;
class Theme;

/// Where people choose from which interfaces to capture: one by a click, several with Ctrl, Shift or the
/// space bar. What is chosen stays so while interfaces come and go.
class InterfaceList : public QListView {
    Q_OBJECT
public:
    /// Both must outlive the list.
    InterfaceList(const Theme& theme, InterfaceModel& interfaces, QWidget* parent = nullptr);

    /// Names; those that are not there, or are switched off, are chosen as soon as they can be.
    void setChosen(const QStringList& names);
    /// Those that can be captured from now, in the order of the rows.
    [[nodiscard]] QStringList chosen() const;
    /// All that was chosen, also those that are gone.
    [[nodiscard]] const QStringList& remembered() const { return m_names; }
    /// Never higher than its rows.
    void setFitting(bool fitting);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// What can be captured from is another choice than before.
    void chosenChanged();
    /// Two clicks, or Enter.
    void startWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void select();
    void tell();
    void fit();

    const Theme* m_theme;
    InterfaceModel* m_interfaces;
    QStringList m_names;
    QStringList m_said;     ///< what chosenChanged was emitted for
    bool m_fitting = false; ///< see setFitting
    bool m_own = false;     ///< it is not the user who selects
};

} // namespace mqttscope::ui

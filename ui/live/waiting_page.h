// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include <cstdint>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace mqttscope::ui {

class Theme;

/// What stands in the place of the frame list while a live capture has nothing to show: what it waits for,
/// what could be the matter, what can be done.
class WaitingPage : public QScrollArea {
    Q_OBJECT
public:
    /// What there is to say.
    struct Case {
        QString source;           ///< "lo, eth0"
        QString filter;           ///< capture filter; empty = everything
        bool stream = false;      ///< no interface: a stream or a FIFO
        bool broker = false;      ///< neither: the built-in broker
        bool running = false;     ///< more may come
        std::uint64_t frames = 0; ///< that came; none of them is shown
    };

    explicit WaitingPage(const Theme& theme, QWidget* parent = nullptr);

    void say(const Case& now);
    void retranslate();

    // For tests.
    [[nodiscard]] QString heading() const;
    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton* optionsButton() const { return m_options; }
    [[nodiscard]] QPushButton* vantageButton() const { return m_vantage; }
    [[nodiscard]] QPushButton* showAllButton() const { return m_showAll; }

Q_SIGNALS:
    void optionsRequested();
    void vantageRequested();
    void showAllRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QStringList hints() const;
    void refreshTheme();
    void placeColumn();

    const Theme* m_theme;
    Case m_case;
    QVBoxLayout* m_column;
    QLabel* m_icon;
    QLabel* m_heading;
    QLabel* m_text;
    QLabel* m_hints;
    QPushButton* m_showAll;
    QPushButton* m_options;
    QPushButton* m_vantage;
};

} // namespace mqttscope::ui

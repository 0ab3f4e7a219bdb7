// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <vector>

class QAction;
class QHBoxLayout;
class QLabel;
class QSlider;

namespace mqttscope::ui {

class KeyButton;
class StepActions;
class StepPlayer;
class Theme;

/// The buttons of the walk and the speed at which it plays. In the projector: which keys there are.
class StepBar : public QFrame {
    Q_OBJECT
public:
    /// What the bar works on; all must outlive it.
    struct Parts {
        StepActions& actions;
        QAction& nextPacket;
        QAction& projector;
        StepPlayer& player;
        const Theme& theme;
    };

    explicit StepBar(const Parts& parts, QWidget* parent = nullptr);

    void retranslate();
    /// The next byte is the next thing to do; at the end of a packet the next packet is.
    void setAtEnd(bool atEnd);

    /// Of the buttons without their words.
    [[nodiscard]] QSize minimumSizeHint() const override;

    // For tests.
    [[nodiscard]] QSlider* speed() const { return m_speed; }
    [[nodiscard]] QLabel* speedLabel() const { return m_pause; }
    [[nodiscard]] KeyButton* nextButton() const { return m_next; }
    [[nodiscard]] KeyButton* packetButton() const { return m_packet; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] KeyButton* add(QAction& action, const char* glyph, bool trailing = false);
    void refreshTheme();
    void showPlayer();
    void arrange();
    void arrangeHints();
    void arrangeButtons();

    Parts m_parts;
    QHBoxLayout* m_row;
    std::vector<KeyButton*> m_buttons; ///< in the order of the bar
    KeyButton* m_begin;
    KeyButton* m_previous;
    KeyButton* m_play;
    KeyButton* m_next;
    KeyButton* m_field;
    KeyButton* m_packet;
    KeyButton* m_end;
    KeyButton* m_leave; ///< the projector
    QLabel* m_speedWord;
    QSlider* m_speed;
    QLabel* m_pause;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

class QAction;

namespace mqttscope::ui {

class Theme;

/// A button for an action that shows its key as the cap of a key. It takes the state of the action.
class KeyButton : public QAbstractButton {
    Q_OBJECT
public:
    enum class Form : std::uint8_t {
        Full,  ///< icon, text and key
        NoKey, ///< icon and text
        Icon,  ///< the icon alone
        Hint,  ///< the key and a word: what can be done where there are no buttons
    };

    /// Action and theme must outlive the button. `trailing`: the icon stands behind the text.
    KeyButton(QAction& action, const Theme& theme, bool trailing, QWidget* parent = nullptr);

    /// A word shorter than that of the menu.
    void setWord(const QString& word);
    void setForm(Form form);
    [[nodiscard]] Form form() const { return m_form; }
    /// The one button to press next.
    void setPrimary(bool primary);
    [[nodiscard]] bool isPrimary() const { return m_primary; }
    void setGlyph(const QString& icon);
    /// The width that a form needs, in pixels.
    [[nodiscard]] int widthOf(Form form) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void showAction();
    [[nodiscard]] QString keyText() const;
    [[nodiscard]] int capWidth() const;
    void paintCap(QPainter& painter, const QRect& rect, const QColor& ink) const;

    QAction* m_action;
    const Theme* m_theme;
    QString m_glyph;
    Form m_form = Form::Full;
    bool m_trailing;
    bool m_primary = false;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>
#include <QTimer>

class QLabel;
class QToolButton;

namespace mqttscope::ui {

class Workspace;

/// A font that leaves 0x3C as it is: Inter makes a multiplication sign of the x.
[[nodiscard]] QFont withoutLigatures(QFont font);

/// What the glossary says of a term, beside the term: its word, the word of the other language, one or two
/// sentences, where a standard says it, and the way to the glossary. One in each top-level window; a mouse
/// may go onto it. Esc closes it, and so does a click elsewhere.
class GlossaryCard : public QFrame {
    Q_OBJECT
public:
    /// The card of the window that a widget is in; made when it is first asked for.
    [[nodiscard]] static GlossaryCard& of(const QWidget& widget, Workspace& workspace);

    /// Shows a term of the glossary beside `place` (of `owner`, in its own coordinates). Closes when the
    /// owner goes, and when the mouse leaves it unless it `stays`.
    void showTerm(const QString& id, QWidget& owner, const QRect& place, bool stays);
    /// Closes if it was shown for this owner.
    void closeFor(const QWidget& owner);
    /// Likewise, unless the mouse comes onto the card within a moment.
    void closeSoonFor(const QWidget& owner);
    [[nodiscard]] bool isShownFor(const QWidget& owner) const { return isVisible() && m_owner == &owner; }
    [[nodiscard]] const QString& term() const { return m_id; }
    /// Everything that it says.
    [[nodiscard]] QString spoken() const { return accessibleName(); }
    [[nodiscard]] QToolButton* more() const { return m_more; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    GlossaryCard(Workspace& workspace, QWidget* window);
    void fill();
    void place(QWidget& owner, const QRect& place);

    Workspace* m_workspace;
    QString m_id;
    QPointer<QWidget> m_owner;
    QTimer m_leaving;
    bool m_stays = false; ///< until it is closed, wherever the mouse is
    QLabel* m_term;
    QLabel* m_other;
    QLabel* m_text;
    QLabel* m_clause;
    QToolButton* m_more;
};

} // namespace mqttscope::ui

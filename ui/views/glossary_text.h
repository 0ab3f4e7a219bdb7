// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextEdit>
#include <QTimer>

#include <array>
#include <utility>
#include <vector>

namespace mqttscope::ui {

class Workspace;

/// A text in which the terms of the glossary are marked by dots below them, each where it stands first.
/// Resting with the mouse on a term, clicking on it, or going to it with Tab and pressing Enter shows its
/// card; Enter once more opens the glossary, Esc closes the card. It is as high as its text at the width that
/// it is given, in any font, and never scrolls. Screen readers hear the text, and what a term means as soon
/// as it has the focus.
class GlossaryText : public QTextEdit {
    Q_OBJECT
public:
    /// A term of the text.
    struct Term {
        int begin = 0; ///< in characters
        int length = 0;
        QString id; ///< of the glossary
    };

    /// The workspace must outlive the widget.
    explicit GlossaryText(Workspace& workspace, QWidget* parent = nullptr);
    ~GlossaryText() override;

    /// Plain text, in the language of the workspace. The card closes; where the language or the glossary
    /// changes, set it again.
    void setText(const QString& text);
    /// Likewise, led by a sentence in strong letters; the text follows it in another paragraph and in the
    /// second ink.
    void setText(const QString& lead, const QString& text);
    [[nodiscard]] QString text() const { return toPlainText(); }
    /// Height of the lines in percent of that of the font; 130 at first.
    void setLineHeight(int percent);

    [[nodiscard]] const std::vector<Term>& terms() const { return m_terms; }
    /// Where a term stands in the widget; if it is broken, its first line.
    [[nodiscard]] QRect rectOf(const Term& term) const;
    /// The term that has the focus; null if none.
    [[nodiscard]] const Term* current() const;

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool focusNextPrevChild(bool next) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] const Term* termAt(QPoint point) const;
    void fill(const QString& text, int lead);
    void markTerms();
    void goTo(int stop);
    void hover(const Term* term);
    void showCard(const Term& term, bool stays);
    void closeCard();

    Workspace* m_workspace;
    std::vector<Term> m_terms;
    std::vector<std::size_t> m_stops; ///< the first place of each term
    int m_stop = -1;                  ///< which of them has the focus
    const Term* m_hovered = nullptr;
    QTimer m_resting;
    int m_lineHeight = 130;
    int m_lead = 0; ///< characters of the sentence that leads
    /// The latest heights, by width: a layout asks for the same ones again and again.
    mutable std::array<std::pair<int, int>, 2> m_heights{};
};

} // namespace mqttscope::ui

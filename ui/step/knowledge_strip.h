// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <cstdint>
#include <optional>
#include <vector>

namespace mqttscope::ui {

class Theme;

/// One thing that the reader of a packet knows.
struct KnownFact {
    QString label;          ///< "type"
    QString value;          ///< "CONNECT"
    bool isNewest = false;  ///< the byte just read said it
    bool isPartial = false; ///< bytes are to come that complete it

    friend bool operator==(const KnownFact&, const KnownFact&) = default;
};

/// What the reader of a packet knows so far.
struct Knowledge {
    std::vector<KnownFact> facts;       ///< in the order in which they were read
    std::uint32_t read = 0;             ///< bytes read of those in `total`
    std::optional<std::uint32_t> total; ///< Remaining Length, none before it is read; of a layer its header

    friend bool operator==(const Knowledge&, const Knowledge&) = default;
};

/// What the reader knows so far as chips, the newest framed; at the right how many bytes are left. Older
/// chips for which there is no room are counted in one; its tool tip says them.
class KnowledgeStrip : public QWidget {
    Q_OBJECT
public:
    /// At most so many squares, one for each byte; more bytes are a bar.
    static constexpr std::uint32_t kMostSquares = 24;

    /// The theme must outlive the strip.
    explicit KnowledgeStrip(const Theme& theme, QWidget* parent = nullptr);

    void setKnowledge(Knowledge knowledge);
    [[nodiscard]] const Knowledge& knowledge() const { return m_knowledge; }
    void retranslate();

    /// How many facts, the oldest, have no chip of their own.
    [[nodiscard]] std::size_t hiddenFacts() const { return m_places.hidden; }
    /// Where the chip of a fact stands; empty if it has none. That of the hidden ones: `rectOfMore`.
    [[nodiscard]] QRect rectOfFact(std::size_t fact) const;
    [[nodiscard]] QRect rectOfMore() const { return m_places.more; }
    /// What the tool tip at a point says; empty if there is none.
    [[nodiscard]] QString toolTipAt(QPoint point) const;
    /// "11 bytes of 19 left".
    [[nodiscard]] QString leftText() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// The chip of a fact.
    struct Chip {
        std::size_t fact = 0;
        QRect rect;
    };
    /// Everything in its place, from the width.
    struct Places {
        QRect title; ///< empty if there is no room
        std::vector<Chip> chips;
        QRect more; ///< chip of the hidden facts
        std::size_t hidden = 0;
        QRect squares; ///< empty if there is no room
        QRect left;    ///< the text about the bytes left
    };

    [[nodiscard]] Places place() const;
    [[nodiscard]] QRect squaresRect(int right) const;
    [[nodiscard]] int labelWidth(const KnownFact& fact) const;
    [[nodiscard]] int valueWidth(const KnownFact& fact) const;
    [[nodiscard]] int widthOf(const KnownFact& fact) const;
    [[nodiscard]] int moreWidth() const;
    [[nodiscard]] QString titleText() const;
    [[nodiscard]] static QString textOf(const KnownFact& fact);
    void paintFrame(QPainter& painter, const QRect& rect, bool newest) const;
    void paintChip(QPainter& painter, const Chip& chip) const;
    void paintSquares(QPainter& painter) const;
    void say();

    const Theme* m_theme;
    Knowledge m_knowledge;
    Places m_places;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/step/ribbon_content.h"
#include "ui/step/ribbon_layout.h"

#include <QAbstractScrollArea>

#include <optional>

class QVariantAnimation;

namespace mqttscope::ui {

class Theme;

/// A message, or the header of a layer, byte by byte: which layer it is, its parts, fields, bytes, characters
/// and bits, one above the other. What has been read is in colour, the current byte framed, what comes is
/// grey and has no names yet. Only what can be seen is laid out and painted. It has no position of its own:
/// it asks for one by signals and shows the one it is given.
class ByteRibbon : public QAbstractScrollArea {
    Q_OBJECT
public:
    /// The theme must outlive the ribbon.
    explicit ByteRibbon(const Theme& theme, QWidget* parent = nullptr);
    ~ByteRibbon() override;
    ByteRibbon(const ByteRibbon&) = delete;
    ByteRibbon& operator=(const ByteRibbon&) = delete;
    ByteRibbon(ByteRibbon&&) = delete;
    ByteRibbon& operator=(ByteRibbon&&) = delete;

    /// Another stretch, or the same in another language; no byte of it is current or read.
    void setContent(RibbonContent content);
    [[nodiscard]] const RibbonContent& content() const { return m_content; }
    /// `bit`: 7 to 0 while a byte is walked bit by bit. `readUpTo`: as many bytes from the first have been
    /// read; the current one always counts as read. Scrolls to the byte.
    void setPosition(std::size_t byteInStretch, std::optional<int> bit, std::size_t readUpTo);
    /// No byte is current, all are unread.
    void clearPosition();
    [[nodiscard]] std::optional<std::uint32_t> current() const { return m_position.current; }
    [[nodiscard]] const RibbonPosition& position() const { return m_position; }

    /// Eight bytes in a row, larger, with the names below: to be read from the back of a class room.
    void setWrapped(bool wrapped);
    [[nodiscard]] bool wrapped() const { return m_wrapped; }
    /// Whether it glides to the current byte. By default as the style says
    /// (QStyle::SH_Widget_Animation_Duration); false: it jumps.
    void setAnimated(bool animated);

    /// Words of its own are to be made anew.
    void retranslate();

    /// Where a byte's cell stands in the viewport, seen or not.
    [[nodiscard]] QRect rectOf(std::uint32_t byte) const;
    [[nodiscard]] std::optional<std::uint32_t> byteAt(QPoint point) const;
    /// Where a layer stands in the viewport; empty in the wrapped form.
    [[nodiscard]] QRect rectOfLayer(std::size_t layer) const;
    [[nodiscard]] RibbonLayout layoutNow() const;
    /// A byte for people who do not see it: "byte 10, 0x02, Connect Flags, current".
    [[nodiscard]] QString describe(std::uint32_t byte) const;
    /// A layer likewise: "IPv4, 20 bytes".
    [[nodiscard]] QString describeLayer(std::size_t layer) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

public Q_SLOTS:
    /// Asks for another position or layer, as a click would.
    void chooseByte(std::uint32_t byte);
    void chooseLayer(std::size_t layer);

Q_SIGNALS:
    /// A byte was clicked or walked to by a key.
    void byteChosen(quint32 byteInStretch);
    /// To the next field (1) or the previous one (-1).
    void fieldStepped(int direction);
    /// Another layer was clicked or walked to by a key: place in RibbonContent::layers.
    void layerChosen(int layer);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void reveal(std::uint32_t byte);
    void scrollTo(qint64 pixels);
    [[nodiscard]] bool glides() const;
    void placeBars();
    [[nodiscard]] QString readingText(std::uint32_t byte) const;
    void stepLayer(int direction);
    void moveTo(std::int64_t byte);
    void announce();
    void setHover(const RibbonHover& hover);
    [[nodiscard]] RibbonHover hoverAt(QPoint point) const;
    [[nodiscard]] qint64 unit() const;
    [[nodiscard]] QScrollBar* bar() const;

    const Theme* m_theme;
    RibbonContent m_content;
    RibbonPosition m_position;
    RibbonHover m_hover;
    bool m_wrapped = false;
    std::optional<bool> m_animated; ///< none: as the style says
    QVariantAnimation* m_glide;
};

} // namespace mqttscope::ui

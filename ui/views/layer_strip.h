// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/layer_list.h"
#include "ui/models/selection_model.h"

#include <QWidget>

namespace mqttscope::ui {

class FieldTreeModel;
class Theme;

/// The layers of the selected frame, to scale, with their sizes and their numbers in OSI: how much of a frame
/// is MQTT. A view of the one selection.
class LayerStrip : public QWidget {
    Q_OBJECT
public:
    /// Model, selection and theme must outlive the strip.
    LayerStrip(const FieldTreeModel& fields, SelectionModel& selection, const Theme& theme,
               QWidget* parent = nullptr);

    void setConvention(OsiConvention convention);
    [[nodiscard]] OsiConvention convention() const { return m_convention; }
    [[nodiscard]] const std::vector<LayerSpan>& spans() const { return m_spans; }
    /// Where a layer stands.
    [[nodiscard]] QRect rectOf(std::size_t span) const;
    /// A layer in words: "IPv4, 20 bytes of 86, OSI layer 3, network".
    [[nodiscard]] QString describe(std::size_t span) const;
    void retranslate();
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void showDissection();
    void showSelection();
    void layOut();
    void choose(std::size_t span);
    [[nodiscard]] std::size_t spanAt(QPoint point) const;
    [[nodiscard]] std::size_t spanOfNode(std::uint32_t node) const;
    [[nodiscard]] QString labelOf(std::size_t span, int room) const;

    static constexpr std::size_t kNone = SIZE_MAX;

    const FieldTreeModel* m_fields;
    SelectionModel* m_selection;
    const Theme* m_theme;
    OsiConvention m_convention = OsiConvention::Application;
    std::vector<LayerSpan> m_spans;
    std::vector<int> m_edges; ///< left edge of each span, and the right edge of the last
    std::size_t m_selected = kNone;
};

} // namespace mqttscope::ui

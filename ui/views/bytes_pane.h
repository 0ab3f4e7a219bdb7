// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/selection_model.h"

#include <QWidget>

#include <vector>

class QLabel;
class QScrollArea;
class QTabBar;

namespace mqttscope::ui {

class ByteLegend;
class ByteValues;
class FieldTreeModel;
class HexView;
class LayerStrip;
class Pane;
class Theme;

/// The bytes of the selected frame, one tab for each source: the frame as captured, a datagram put together
/// from fragments, the MQTT messages put together from segments. A view of the one selection.
class BytesPane : public QWidget {
    Q_OBJECT
public:
    /// Model, selection and theme must outlive the pane. The model says what fields are called.
    BytesPane(const FieldTreeModel& fields, SelectionModel& selection, const Theme& theme,
              QWidget* parent = nullptr);

    [[nodiscard]] HexView* hexView() const { return m_hex; }
    [[nodiscard]] QTabBar* tabs() const { return m_tabs; }
    [[nodiscard]] LayerStrip* layers() const { return m_layers; }
    [[nodiscard]] ByteValues* values() const { return m_values; }
    /// Which bytes break a rule, in words; empty if none does.
    [[nodiscard]] QString faultText() const;
    /// The source that is shown.
    [[nodiscard]] std::uint8_t source() const { return m_source; }
    void retranslate();
    /// The selected bytes (those of the field, or all that are shown) as hexadecimal text.
    [[nodiscard]] QString selectedHex() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showDissection();
    void showSource(std::uint8_t source);
    void showSelection();
    void revealMessage();
    void showHover();
    void showFaults();
    void arrange();
    void choose(std::uint32_t offset, bool again);
    void stepField(int direction);
    [[nodiscard]] bool isFreeRange(const Selection& selection) const;
    [[nodiscard]] QString tabTitle(std::uint8_t source) const;
    [[nodiscard]] QString describe(std::uint32_t offset) const;
    /// Ranges of the shown source that a range of some source stands for.
    [[nodiscard]] std::vector<field::ByteRange> shownRanges(std::uint8_t source,
                                                            field::ByteRange range) const;
    /// The byte of the shown source as its field counts it.
    [[nodiscard]] analysis::BytePlace placeOf(std::uint32_t offset) const;

    const FieldTreeModel* m_fields;
    SelectionModel* m_selection;
    const Theme* m_theme;
    Pane* m_pane = nullptr;
    QTabBar* m_tabs;
    ByteLegend* m_legend;
    HexView* m_hex;
    ByteValues* m_values;
    QScrollArea* m_valueScroll;
    LayerStrip* m_layers;
    QLabel* m_faultIcon;
    QLabel* m_fault;
    std::uint8_t m_source = 0;
    bool m_wantsMessage = false; ///< people chose the tab of the messages last
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/byte_map.h"
#include "dissector/field/field_id.h"
#include "dissector/index/dissection.h"
#include "dissector/index/records.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace mqttscope::ui {

/// What is selected. Every pane shows it; none has a selection of its own.
struct Selection {
    std::uint32_t frame = 0;              ///< from 1; 0 = nothing
    std::uint32_t message = index::kNone; ///< record of the message that the field belongs to, or kNone
    std::uint8_t source = 0;              ///< 0 = frame, 1..n = the channel stack
    field::ByteRange range;               ///< in the source
    std::uint64_t bitMask = 0;            ///< bits of the range that count; 0 = whole bytes
    field::FieldId field = field::FieldId::None; ///< None: the frame as a whole
    std::uint32_t node = analysis::kNoNode;      ///< the field's node in the tree of this frame
    std::uint32_t byte = 0;                      ///< the byte of the source where the keyboard stands

    friend bool operator==(const Selection&, const Selection&) = default;
};

/// What the mouse points at. Never moves anything.
struct Hover {
    std::uint32_t frame = 0;                ///< from 1; 0 = nothing
    std::uint32_t message = index::kNone;   ///< record of the message that it belongs to, or kNone
    std::uint32_t node = analysis::kNoNode; ///< a field, if it is in the selected frame
    std::uint8_t source = 0;
    field::ByteRange range;

    friend bool operator==(const Hover&, const Hover&) = default;
};

/// The one selection behind all panes, with its history, and the dissection of the selected frame. The GUI
/// thread only.
class SelectionModel : public QObject {
    Q_OBJECT
public:
    using Dissector = std::function<std::shared_ptr<const index::Dissection>(std::uint32_t frame)>;
    /// Steps that `back` can go.
    static constexpr std::size_t kMaxHistory = 200;

    explicit SelectionModel(QObject* parent = nullptr);

    /// How frames are dissected; forgets selection and history. None: there is no capture.
    void setDissector(Dissector dissector);

    [[nodiscard]] const Selection& selection() const { return m_now; }
    [[nodiscard]] const Hover& hover() const { return m_hover; }
    /// Of the selected frame; null if none is selected.
    [[nodiscard]] const std::shared_ptr<const index::Dissection>& dissection() const { return m_dissection; }
    /// Of the same frame; null if none is selected.
    [[nodiscard]] const std::shared_ptr<const analysis::ByteMap>& byteMap() const { return m_map; }

    /// Selects a frame and in it the field that was selected before, if it has it. False if there is no such
    /// frame.
    bool selectFrame(std::uint32_t frame);
    /// Selects a line of the tree.
    void selectNode(std::uint32_t node);
    /// Selects the field that a byte belongs to. `wholeField` false: the one byte of it.
    void selectByte(analysis::BytePlace place, bool wholeField = true);
    /// Selects the bytes between two of the same source, both included, whatever fields they belong to.
    /// `to` becomes the current byte. The field is that of them all if it is one.
    void selectBytes(analysis::BytePlace from, analysis::BytePlace to);
    /// Selects the field at a byte of a message that is anchored at the selected frame.
    void selectMessageByte(std::uint32_t message, std::uint32_t offset);
    /// Selects bytes of a source, of one field or of several.
    void selectRange(std::uint8_t source, field::ByteRange range);
    /// Reads the selected frame again, when it is known better than before.
    void refresh();

    void setHoverNode(std::uint32_t node);
    void setHoverByte(analysis::BytePlace place);
    /// A packet in a view of many frames; `message` may be kNone. Of the selected frame: its field too.
    void setHoverMessage(std::uint32_t frame, std::uint32_t message);
    void clearHover();

    [[nodiscard]] bool canGoBack() const { return m_place > 0; }
    [[nodiscard]] bool canGoForward() const { return m_place + 1 < m_history.size(); }
    void back();
    void forward();

Q_SIGNALS:
    /// Another frame is selected, or none: its dissection is at hand. `selectionChanged` follows.
    void dissectionChanged();
    void selectionChanged();
    void hoverChanged();
    void historyChanged();

private:
    bool load(std::uint32_t frame);
    [[nodiscard]] Selection selectionOf(std::uint32_t index) const;
    [[nodiscard]] std::uint32_t nodeLike(const Selection& other) const;
    [[nodiscard]] std::uint32_t messageOf(std::uint8_t source, std::uint32_t offset) const;
    void become(const Selection& selection);
    void remember();
    void travel(std::size_t place);
    void setHover(const Hover& hover);

    Dissector m_dissector;
    std::shared_ptr<const index::Dissection> m_dissection;
    std::shared_ptr<const analysis::ByteMap> m_map;
    Selection m_now;
    Hover m_hover;
    std::vector<Selection> m_history;
    std::size_t m_place = 0; ///< of the present selection in the history
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "dissector/index/snapshot.h"
#include "ui/models/selection_model.h"

#include <QString>

#include <array>
#include <cstdint>

namespace mqttscope::ui {

class FieldTreeModel;

/// In what form something is copied.
enum class CopyFormat : std::uint8_t {
    Text,   ///< the lines of the tree, as the window says them
    Hex,    ///< "34 12 00"
    CArray, ///< a definition in C
    Python, ///< a bytes object of Python
    Filter, ///< a display filter that finds it again
    Json,   ///< as `mqttscope-cli -T json`
    Value,  ///< the value of the field
    Name,   ///< the filter name of the field
};
inline constexpr std::array kCopyFormats = {CopyFormat::Text,   CopyFormat::Hex,    CopyFormat::CArray,
                                            CopyFormat::Python, CopyFormat::Filter, CopyFormat::Json,
                                            CopyFormat::Value,  CopyFormat::Name};

/// How much is copied.
enum class CopyScope : std::uint8_t {
    Field,   ///< what is selected
    Message, ///< the MQTT packet that it belongs to, or the first of the frame
    Frame,   ///< the frame as captured
};
inline constexpr std::array kCopyScopes = {CopyScope::Field, CopyScope::Message, CopyScope::Frame};

/// Where copies come from. All must outlive it.
struct CopySource {
    const FieldTreeModel& fields;
    const Selection& selection;
    const analysis::Document* document = nullptr; ///< for Json of messages and frames
    const index::Snapshot* snapshot = nullptr;    ///< likewise
};

/// The text for the clipboard; empty if there is nothing of that kind (a field without value, no message).
[[nodiscard]] QString copyText(const CopySource& source, CopyScope scope, CopyFormat format);

} // namespace mqttscope::ui

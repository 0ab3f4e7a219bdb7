// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/field/field_tree.h"
#include "dissector/field/select_sink.h"

#include <string>
#include <vector>

namespace mqttscope::test {

/// Holds a field tree against the rules of every tree; returns what is wrong in words, empty if nothing is.
/// - Each byte of each source lies in exactly one leaf, and no node reaches out of its source.
/// - Children lie inside their parents; parent, depth and next agree.
/// - A leaf's value is the bytes it stands for (a number: read from either end).
/// - Bit lines have their leaf's range, masks that are disjoint and together cover it, and the bits as value.
/// - No node is a mere alias or an overlapping mask.
/// `sources[n]` are the bytes that nodes of source n count in.
[[nodiscard]] std::string violation(const field::FieldTree& tree,
                                    const std::vector<field::ByteView>& sources);

/// A selection that wants every field of the table.
[[nodiscard]] field::FieldSelection everyField();

/// Holds what a SelectSink with `everyField()` heard against the tree of the same bytes: the same fields,
/// ranges and values in the same order. Returns the first difference in words, empty if there is none.
[[nodiscard]] std::string disagreement(const field::FieldTree& tree, const field::SelectSink& selected);

/// The tree as text, one line per node: for failure messages and golden dumps.
[[nodiscard]] std::string dump(const field::FieldTree& tree);

} // namespace mqttscope::test

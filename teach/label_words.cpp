// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/label_words.h"

#include "dissector/field/field_table.h"

#include <algorithm>

namespace mqttscope::teach {
namespace {

std::string_view wordOf(const Content& content, std::string_view kind, std::string_view english)
{
    const std::string_view own = content.text(ContentFile::Labels, textPath(kind, english));
    return own.empty() ? english : own;
}

} // namespace

void LabelWords::find() const
{
    for (const field::FieldInfo& info : field::fieldTable()) {
        m_labels.push_back(wordOf(*m_content, "labels", info.label));
        std::vector<std::string_view>& names = m_names.emplace_back();
        for (const field::ValueName& value : info.names)
            names.push_back(wordOf(*m_content, "values", value.name));
    }
}

std::string_view LabelWords::label(field::FieldId id) const
{
    std::call_once(m_once, [this] { find(); });
    return m_labels[static_cast<std::size_t>(id)];
}

std::string_view LabelWords::valueName(field::FieldId id, std::uint64_t value) const
{
    std::call_once(m_once, [this] { find(); });
    const auto names = field::fieldInfo(id).names;
    const auto found = std::lower_bound(
        names.begin(), names.end(), value,
        [](const field::ValueName& name, std::uint64_t wanted) { return name.value < wanted; });
    if (found == names.end() || found->value != value)
        return {};
    return m_names[static_cast<std::size_t>(id)][static_cast<std::size_t>(found - names.begin())];
}

} // namespace mqttscope::teach

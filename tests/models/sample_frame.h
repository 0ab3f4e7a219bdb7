// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/copy_text.h"
#include "ui/models/document_session.h"
#include "ui/models/field_tree_model.h"
#include "ui/models/selection_model.h"

#include <QTest>

namespace mqttscope::test {

/// One frame of a sample, selected, as the window has it.
struct SampleFrame {
    ui::DocumentSession session;
    analysis::Vocabulary words;
    ui::FieldTreeModel fields{words};
    ui::SelectionModel selection;

    SampleFrame(const char* sample, std::uint32_t frame)
    {
        session.open(QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/") + QLatin1String(sample));
        if (!QTest::qWaitFor([&] { return session.state() == ui::DocumentSession::State::Ready; }, 30'000))
            qFatal("the sample cannot be read");
        selection.setDissector([this](std::uint32_t number) -> std::shared_ptr<const index::Dissection> {
            return session.document()->dissect(*session.snapshot(), number);
        });
        if (!selection.selectFrame(frame))
            qFatal("no such frame");
        fields.setDissection(selection.dissection(), mqtt::Version::V311);
    }
    std::uint32_t node(field::FieldId id) const
    {
        const auto nodes = selection.dissection()->tree.nodes();
        for (std::uint32_t i = 0; i < nodes.size(); ++i) {
            if (nodes[i].id == id)
                return i;
        }
        return analysis::kNoNode;
    }
    QString copy(ui::CopyScope scope, ui::CopyFormat format)
    {
        return ui::copyText(
            {fields, selection.selection(), session.document().get(), session.snapshot().get()}, scope,
            format);
    }
};

} // namespace mqttscope::test

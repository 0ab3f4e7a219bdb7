// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/vocabulary.h"
#include "tests/models/capture_maker.h"
#include "ui/language.h"
#include "ui/models/bit_layout.h"
#include "ui/models/document_session.h"
#include "ui/models/field_tree_model.h"
#include "ui/models/selection_model.h"
#include "ui/step/ribbon_content.h"
#include "ui/theme/theme.h"

#include <QTemporaryDir>
#include <QTest>

namespace mqttscope::test {

/// One frame of a file and a message in it, in the words of a language.
struct StepFrame {
    ui::DocumentSession session;
    teach::Vocabulary words;
    ui::FieldTreeModel fields{words};
    ui::SelectionModel selection;

    StepFrame(const QString& path, std::uint32_t frame, teach::Language language = teach::Language::English)
        : words(language)
    {
        session.open(path);
        if (!QTest::qWaitFor([&] { return session.state() == ui::DocumentSession::State::Ready; }, 30'000))
            qFatal("the file cannot be read");
        selection.setDissector([this](std::uint32_t number) -> std::shared_ptr<const index::Dissection> {
            return session.document()->dissect(*session.snapshot(), number);
        });
        if (!selection.selectFrame(frame))
            qFatal("no such frame");
        fields.setDissection(selection.dissection());
    }
    static QString sample(const char* name)
    {
        return QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/") + QLatin1String(name);
    }
    static QString capture(const char* name)
    {
        return QStringLiteral(MQTTSCOPE_SOURCE_DIR "/tests/data/captures/own/") + QLatin1String(name);
    }
    [[nodiscard]] std::uint32_t node(field::FieldId id) const
    {
        const auto nodes = selection.dissection()->tree.nodes();
        for (std::uint32_t i = 0; i < nodes.size(); ++i) {
            if (nodes[i].id == id)
                return i;
        }
        return analysis::kNoNode;
    }
    [[nodiscard]] ui::RibbonStretch stretch(field::FieldId id = field::FieldId::Mqtt) const
    {
        return ui::ribbonStretch(fields, *selection.byteMap(), node(id));
    }
    [[nodiscard]] ui::RibbonContent content(field::FieldId id = field::FieldId::Mqtt) const
    {
        return ui::ribbonContent(fields, *selection.byteMap(), stretch(id));
    }
    /// The byte of a message as bits.
    ui::BitLayout bits(std::uint32_t byte)
    {
        const ui::RibbonStretch at = stretch();
        selection.selectByte({at.source, at.range.offset + byte}, false);
        return ui::bitLayout(fields, selection.selection());
    }
};

/// A capture with one PUBLISH of a payload, and the number of the frame that holds it.
struct PublishFile {
    QTemporaryDir directory;
    QString path = directory.filePath(QStringLiteral("publish.pcap"));
    std::uint32_t frame = 0;

    PublishFile(const std::string& topic, const std::string& payload)
    {
        CaptureMaker maker(path.toStdString());
        maker.open();
        maker.fromClient(connectPython1());
        maker.fromServer(connackAccepted());
        maker.fromClient(publish(topic, payload));
        frame = maker.frames();
        maker.close();
    }
};

/// JSON of at least so many bytes.
inline std::string longJson(std::size_t least)
{
    std::string json = "{\"salle\":\"B204\",\"mesures\":[";
    for (int i = 0; json.size() < least; ++i)
        json += "{\"t\":2" + std::to_string(i % 10) + ".5,\"u\":\"°C\"},";
    json.back() = ']';
    return json + "}";
}

} // namespace mqttscope::test

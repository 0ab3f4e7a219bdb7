// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <cstdint>

class QSettings;

namespace mqttscope::teach {
class Glossary;
class Vocabulary;
} // namespace mqttscope::teach

namespace mqttscope::ui {

class DocumentSession;
class FieldTreeModel;
class FrameListModel;
class Language;
struct LadderScope;
class MainActions;
class QueryThread;
class SelectionModel;
class Theme;

/// What happens to the display filter in use when a pane asks for another.
enum class FilterUse : std::uint8_t {
    Apply,   ///< it takes the place of the one in use
    Prepare, ///< it is written into the filter bar, for the user to go on with
    And,     ///< both must hold
    Or,      ///< one of them must hold
    AndNot,  ///< the one in use must hold and the other must not
    OrNot,   ///< the one in use must hold or the other must not
};

/// What all panes and panels of the window share, and how they ask the window for something. The window owns
/// it and everything it refers to; panes end before it.
class Workspace : public QObject {
    Q_OBJECT
public:
    /// All must outlive the workspace.
    struct Parts {
        QSettings& settings;
        Theme& theme;
        Language& language;
        const teach::Vocabulary& vocabulary;
        const teach::Glossary& glossary;
        DocumentSession& session;
        FrameListModel& frames;
        FieldTreeModel& fields;
        SelectionModel& selection;
        QueryThread& queries;
        MainActions& actions;
    };

    explicit Workspace(const Parts& parts, QObject* parent = nullptr);

    [[nodiscard]] QSettings& settings() const { return m_parts.settings; }
    [[nodiscard]] Theme& theme() const { return m_parts.theme; }
    [[nodiscard]] Language& language() const { return m_parts.language; }
    /// Words in the language of the window.
    [[nodiscard]] const teach::Vocabulary& vocabulary() const { return m_parts.vocabulary; }
    /// The terms in the texts of the window, in its language.
    [[nodiscard]] const teach::Glossary& glossary() const { return m_parts.glossary; }
    [[nodiscard]] DocumentSession& session() const { return m_parts.session; }
    [[nodiscard]] FrameListModel& frames() const { return m_parts.frames; }
    [[nodiscard]] FieldTreeModel& fields() const { return m_parts.fields; }
    [[nodiscard]] SelectionModel& selection() const { return m_parts.selection; }
    /// Where work runs that takes longer than a moment.
    [[nodiscard]] QueryThread& queries() const { return m_parts.queries; }
    [[nodiscard]] MainActions& actions() const { return m_parts.actions; }

    /// Selects a frame (from 1). The list shows it even if it did not so far; if the display filter hides it,
    /// the window says so.
    void goToFrame(std::uint32_t frame) { Q_EMIT frameRequested(frame); }
    /// Selects the field at a byte of a message (record index, offset from its first byte).
    void goToByte(std::uint32_t message, std::uint32_t offset) { Q_EMIT byteRequested(message, offset); }
    /// Whether somebody takes filters: where nobody does, nothing offers them.
    [[nodiscard]] bool canFilter() const;
    /// Uses a display filter, which must be valid.
    void useFilter(const QString& filter, FilterUse use) { Q_EMIT filterRequested(filter, use); }
    /// Puts a text on the clipboard.
    void copy(const QString& text) { Q_EMIT copyRequested(text); }
    /// Shows the values of a topic over time, of a field of its JSON messages if one is named.
    void showValues(const QString& topic, const QString& path = {}) { Q_EMIT valuesRequested(topic, path); }
    /// Walks through the selected packet byte by byte, from the selected byte on.
    void stepFromHere() { Q_EMIT stepRequested(); }
    /// Shows the frame list and the panes around it.
    void showList() { Q_EMIT listRequested(); }
    /// Shows the ladder of a scope and stands at a message of it, record index; index::kNone: at its
    /// beginning.
    void showLadder(const LadderScope& scope, std::uint32_t message)
    {
        Q_EMIT ladderRequested(scope, message);
    }
    /// Shows a panel by its id.
    void showPanel(const QString& id) { Q_EMIT panelRequested(id); }
    /// Shows the glossary at a term, by its id.
    void showGlossary(const QString& term) { Q_EMIT glossaryRequested(term); }

Q_SIGNALS:
    void frameRequested(std::uint32_t frame);
    void byteRequested(std::uint32_t message, std::uint32_t offset);
    void filterRequested(const QString& filter, mqttscope::ui::FilterUse use);
    void copyRequested(const QString& text);
    void valuesRequested(const QString& topic, const QString& path);
    void panelRequested(const QString& id);
    void glossaryRequested(const QString& term);
    void stepRequested();
    void listRequested();
    void ladderRequested(const mqttscope::ui::LadderScope& scope, std::uint32_t message);

private:
    Parts m_parts;
};

} // namespace mqttscope::ui

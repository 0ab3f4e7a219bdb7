// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/perspective.h"

#include <QAction>
#include <QActionGroup>
#include <QObject>

namespace mqttscope::ui {

class Theme;

/// Everything that can be done in the window, once: menus, toolbar and keys share these. The window connects
/// them.
class MainActions : public QObject {
    Q_OBJECT
public:
    explicit MainActions(QObject* parent);

    /// Texts in the present language.
    void retranslate() const;
    /// Texts of the actions that mean something else in each perspective.
    void nameFor(Perspective perspective) const;
    /// What `captureToggle`, `brokerToggle` and `save` do now.
    void nameToggle(bool running) const;
    void nameBroker(bool running) const;
    void nameSave(bool capture) const;
    /// What `mark` and `reference` would do to the selected frame.
    [[nodiscard]] static QString markText(bool marked);
    [[nodiscard]] static QString referenceText(bool isReference);
    /// Icons in the present colours.
    void refreshIcons(const Theme& theme);

    QAction* open;
    QAction* clearRecent;
    QAction* save;
    QAction* reload;
    QAction* saveAs;
    QAction* exportFrames;
    QAction* exportDissections;
    QAction* print;
    QAction* exportPdf;
    QAction* illustrate;
    QAction* close;
    QAction* quit;

    QAction* copyValue;
    QAction* copyBytes;
    QAction* copyName;
    QAction* copySummary;

    QAction* undo;
    QAction* redo;
    QAction* find;
    QAction* findNext;
    QAction* findPrevious;
    QAction* mark;
    QAction* nextMark;
    QAction* previousMark;
    QAction* unmarkAll;
    QAction* comment;
    QAction* focusFilter;
    QAction* fieldAsFilter;
    QAction* clearFilter;

    QAction* showAll;
    QActionGroup* timeFormats; ///< in the order of kTimeFormats
    QAction* reference;
    QAction* showLayers;
    QAction* separateLayers;
    QAction* expandAll;
    QAction* collapseAll;
    QAction* zoomIn;
    QAction* zoomOut;
    QAction* zoomReset;
    QActionGroup* themes;
    QAction* themeSystem;
    QAction* themeLight;
    QAction* themeDark;
    QAction* themeContrast;
    QActionGroup* languages;
    QAction* french;
    QAction* english;
    QAction* otherLanguage;

    QAction* back;
    QAction* forward;
    QAction* first;
    QAction* previous;
    QAction* next;
    QAction* last;
    QAction* previousMqtt;
    QAction* nextMqtt;
    QAction* nextInExchange;
    QAction* previousInExchange;
    QAction* nextInSession;
    QAction* previousInSession;
    QAction* nextOfTopic;
    QAction* previousOfTopic;
    QAction* otherHop;
    QAction* showLadder;
    QAction* goToFrame;
    QAction* play; ///< checked while it plays; the page that is active takes it

    QAction* captureToggle; ///< starts or stops, as `nameToggle` says
    QAction* captureRestart;
    QAction* captureOptions;
    QAction* captureSave;
    QAction* captureDiscard;
    QAction* captureRecover;
    QAction* captureRights;
    QAction* vantage;

    QAction* brokerToggle; ///< starts or stops, as `nameBroker` says
    QAction* newClient;
    QAction* openLab;
    QAction* saveLab;

    QActionGroup* perspectives; ///< in the order of kPerspectives
    QAction* projector;
    QAction* resetLayout;

    QAction* help;
    QAction* glossary;
    QAction* shortcuts;
    QAction* about;
    QAction* aboutQt;

private:
    QAction* make(const QList<QKeySequence>& keys = {}, const char* icon = nullptr);
    QAction* choice(QActionGroup* group);

    QHash<QAction*, QString> m_icons;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/ladder_scope.h"

#include <QAction>
#include <QActionGroup>
#include <QHash>
#include <QList>
#include <QObject>

class QMenu;

namespace mqttscope::ui {

class Theme;

/// What can be done with the ladders, once: menu, bar and keys share these. The next and the previous packet,
/// to play, to find, to fold and to unfold are MainActions, which other pages have too.
class LadderActions : public QObject {
    Q_OBJECT
public:
    explicit LadderActions(QObject* parent);

    /// Texts in the present language.
    void retranslate() const;
    /// Icons in the present colours.
    void refreshIcons(const Theme& theme);
    /// Puts all of them into a menu.
    void fill(QMenu& menu) const;
    [[nodiscard]] QList<QAction*> all() const;
    /// The choice of a scope.
    [[nodiscard]] QAction* scopeAction(analysis::ladder::Scope::Kind kind) const;

    QAction* nextBand;
    QAction* previousBand;
    QAction* nextRemarkable;
    QAction* previousRemarkable;
    QActionGroup* scopes; ///< in the order of kLadderScopes; its menu
    QActionGroup* scales;
    QAction* onePerRow;
    QAction* toScale;
    QAction* segments; ///< checked: TCP is shown
    QAction* aside;    ///< checked: story and legend are shown
    // Enabled by LadderExport:
    QAction* exportAs;
    QAction* print;

private:
    QAction* make(const QKeySequence& key = {}, const char* icon = nullptr);
    QAction* choice(QActionGroup* group, const QKeySequence& key = {});

    QHash<QAction*, QString> m_icons;
};

} // namespace mqttscope::ui

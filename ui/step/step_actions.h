// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QList>
#include <QObject>

namespace mqttscope::ui {

class Theme;

/// What can be done in the step by step walk, once: menu, bar and keys share these. The next and the previous
/// packet, and to play, are MainActions, which other pages have too.
class StepActions : public QObject {
    Q_OBJECT
public:
    StepActions(QAction& play, QObject* parent);

    /// Texts in the present language.
    void retranslate() const;
    /// Icons in the present colours.
    void refreshIcons(const Theme& theme);
    /// All of them in the order of the menu.
    [[nodiscard]] QList<QAction*> all() const;

    QAction* nextByte;
    QAction* previousByte;
    QAction* nextField;
    QAction* previousField;
    QAction* nextPart;
    QAction* previousPart;
    QAction* nextBit;
    QAction* previousBit;
    QAction* toBegin;
    QAction* toEnd;
    QAction* play; ///< of the window

private:
    QAction* make(const QKeySequence& key, const char* icon = nullptr);

    QHash<QAction*, QString> m_icons;
};

} // namespace mqttscope::ui

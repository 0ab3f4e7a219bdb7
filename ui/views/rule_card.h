// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/issue.h"
#include "dissector/mqtt/types.h"

#include <QFrame>

namespace mqttscope::ui {

class Workspace;

/// One thing that is wrong: the statement that it breaks, what it demands, what was expected and found, what
/// follows. Its texts stay as they are made.
class RuleCard : public QFrame {
    Q_OBJECT
public:
    /// The workspace must outlive the card; nothing else is kept of the arguments.
    RuleCard(const field::Issue& issue, mqtt::Version version, Workspace& workspace,
             QWidget* parent = nullptr);

    /// Everything that the card says, for screen readers and tests.
    [[nodiscard]] QString spoken() const { return accessibleName(); }
};

} // namespace mqttscope::ui

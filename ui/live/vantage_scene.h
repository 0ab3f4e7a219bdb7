// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/vantage.h"

#include <QRectF>
#include <QString>

#include <vector>

namespace mqttscope::ui {

/// Something in a drawing of a network.
struct SceneNode {
    QPointF centre;
    QString icon;
    QString label;      ///< translated
    bool looks = false; ///< mqttscope is there
};

/// A computer with something in it.
struct SceneBox {
    QRectF rect;
    QString label; ///< translated
    bool looks = false;
};

/// Frames between two nodes.
struct SceneLink {
    std::size_t from = 0; ///< index of a node
    std::size_t to = 0;
    bool seen = true;
    QString label; ///< translated; may be empty
};

/// A drawing without its looks, in units of a sheet of kWidth x kHeight.
struct VantageScene {
    static constexpr double kWidth = 560;
    static constexpr double kHeight = 232;
    static constexpr double kLegendTop = 206; ///< what the signs mean stands below this
    static constexpr double kNodeWidth = 98;
    static constexpr double kNodeHeight = 58;

    std::vector<SceneBox> boxes;
    std::vector<SceneNode> nodes;
    std::vector<SceneLink> links;
};

/// Who sends to whom at a place, and which of it is seen, in the language of the window.
[[nodiscard]] VantageScene sceneOf(teach::Vantage place);

} // namespace mqttscope::ui

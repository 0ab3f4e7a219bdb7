// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>

namespace mqttscope::ui {

class Theme;

/// A page of the guide: Markdown, set with room between its paragraphs, its pictures no wider than the page.
class GuidePage : public QTextBrowser {
    Q_OBJECT
public:
    explicit GuidePage(QWidget* parent = nullptr);

    /// Distances and colours of the page that is shown.
    void setLook(const Theme& theme);
    [[nodiscard]] QVariant loadResource(int type, const QUrl& name) override;

private:
    int m_margin = 0;
};

} // namespace mqttscope::ui

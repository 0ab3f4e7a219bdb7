// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSyntaxHighlighter>

namespace mqttscope::ui {

class Theme;

/// Colours JSON: names, texts, numbers, words. Names are bold too, so that colour is not the only sign.
class JsonHighlighter : public QSyntaxHighlighter {
    Q_OBJECT
public:
    /// The theme must outlive it.
    JsonHighlighter(QTextDocument* document, const Theme& theme);

    void setActive(bool active);
    [[nodiscard]] bool isActive() const { return m_active; }

protected:
    void highlightBlock(const QString& line) override;

private:
    const Theme* m_theme;
    bool m_active = false;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/panel.h"

class QTextBrowser;

namespace mqttscope::ui {

/// What is known of the capture itself: the story of a sample, the file, when it was taken, on which
/// interfaces and by what, comments.
class CapturePanel : public Panel {
    Q_OBJECT
public:
    /// Comments of frames listed; more are counted.
    static constexpr std::size_t kMaxComments = 200;

    explicit CapturePanel(Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("capture"); }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString icon() const override { return QStringLiteral("ui-book"); }
    void retranslate() override;

    /// What it says, without its looks.
    [[nodiscard]] QString plainText() const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void refresh();
    void show(const QString& html);
    [[nodiscard]] QString storyPart() const;
    [[nodiscard]] QString filePart() const;
    [[nodiscard]] QString timePart() const;
    [[nodiscard]] QString interfacePart() const;
    [[nodiscard]] QString commentPart() const;
    [[nodiscard]] QString moreText(std::size_t count) const;

    QTextBrowser* m_text;
};

} // namespace mqttscope::ui

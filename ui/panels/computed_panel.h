// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/capture_watcher.h"
#include "ui/panels/panel.h"

#include <memory>

class QLabel;
class QStackedWidget;

namespace mqttscope::analysis {
class Document;
}
namespace mqttscope::index {
struct Snapshot;
}

namespace mqttscope::ui {

/// A panel that is computed from the capture: it asks when it is in sight and something is new, and says in a
/// sentence why it is empty when it is.
class ComputedPanel : public Panel {
    Q_OBJECT
public:
    explicit ComputedPanel(Workspace& workspace, QWidget* parent = nullptr);

    void retranslate() override;
    /// Whether nothing is being computed and everything known is shown.
    [[nodiscard]] bool isSettled() const;
    /// The sentence shown instead of the content; empty if the content is shown.
    [[nodiscard]] QString notice() const;

protected:
    /// What a job needs: both stay alive with it.
    struct Capture {
        std::shared_ptr<const analysis::Document> document;
        std::shared_ptr<const index::Snapshot> snapshot;
    };
    /// The number of the question that `compute` asks; others may ask more.
    static constexpr int kMainQuestion = 0;

    /// To be called once, by the constructor of the heir.
    void setContent(QWidget* content);
    [[nodiscard]] Capture capture() const;
    /// Asks the query thread; the answer calls `answered`.
    virtual void compute() = 0;
    /// Another capture, or none: forgets what is shown.
    virtual void clear() = 0;
    /// Colours, fonts and sizes are others.
    virtual void refreshTheme() = 0;
    /// The sentence of a panel that found nothing.
    [[nodiscard]] virtual QString emptySentence() const = 0;
    /// Whether there is something to show.
    [[nodiscard]] virtual bool hasContent() const = 0;

    /// The answer has come.
    void answered();
    /// Something other than the capture makes a new look necessary.
    void computeAgain();
    /// The content or the sentence, by what there is.
    void showState();

    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    CaptureWatcher m_watcher;
    QStackedWidget* m_stack;
    QLabel* m_notice;
    bool m_looked = false; ///< an answer about this capture has come
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/payload_text.h"
#include "ui/panels/panel.h"
#include "ui/panels/payload_image.h"

#include <array>
#include <memory>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace mqttscope::ui {

class JsonHighlighter;

/// The application message of the selected PUBLISH, in the way that its content suggests, or in another.
class PayloadPanel : public Panel {
    Q_OBJECT
public:
    enum class Mode : std::uint8_t { Automatic, Text, Json, Hex, Base64, Image };
    static constexpr std::size_t kModes = 6;

    explicit PayloadPanel(Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("payload"); }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString icon() const override { return QStringLiteral("packet-publish"); }
    void retranslate() override;

    /// Writes all bytes of the message, on another thread.
    void saveTo(const QString& path);

    // For tests.
    [[nodiscard]] QToolButton* button(Mode mode) const { return m_buttons[static_cast<std::size_t>(mode)]; }
    [[nodiscard]] Mode shownMode() const { return m_shown; }
    [[nodiscard]] QString shownText() const;
    [[nodiscard]] QString facts() const;
    [[nodiscard]] QString notice() const;
    [[nodiscard]] QImage shownImage() const { return m_image.image; }
    [[nodiscard]] bool isSettled() const;

Q_SIGNALS:
    /// A file was written, or could not be.
    void saved(const QString& path, bool written);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Question { Read, Decode, Save };
    void build();
    void look();
    void take(PayloadTexts texts);
    void showContent();
    void showImage();
    void showNotice(const QString& sentence);
    void showFacts();
    void decode();
    void chooseFile();
    void refreshTheme();
    void scalePicture();
    [[nodiscard]] std::uint32_t wantedMessage() const;
    [[nodiscard]] Mode bestMode() const;
    [[nodiscard]] bool isPossible(Mode mode) const;

    QStackedWidget* m_stack = nullptr;
    QLabel* m_notice = nullptr;
    QWidget* m_bar = nullptr;
    QWidget* m_footer = nullptr;
    QHBoxLayout* m_modes = nullptr;
    std::array<QToolButton*, kModes> m_buttons{};
    QStackedWidget* m_views = nullptr;
    QPlainTextEdit* m_text = nullptr;
    JsonHighlighter* m_highlighter = nullptr;
    QScrollArea* m_pictureArea = nullptr;
    QLabel* m_picture = nullptr;
    QLabel* m_facts = nullptr;
    QPushButton* m_values = nullptr;
    QPushButton* m_save = nullptr;
    std::uint32_t m_message = index::kNone; ///< shown, or asked for
    bool m_stale = false;                   ///< changed while nobody looked
    PayloadTexts m_texts;
    PayloadImage m_image;
    bool m_known = false; ///< m_texts is of m_message
    Mode m_mode = Mode::Automatic;
    Mode m_shown = Mode::Text;
};

} // namespace mqttscope::ui

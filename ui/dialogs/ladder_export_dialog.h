// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_paper.h"

#include <QDialog>

#include <array>
#include <cstddef>

class QComboBox;
class QCheckBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSettings;

namespace mqttscope::ui {

class Theme;

/// How much of a ladder leaves the window.
enum class LadderExtent : std::uint8_t {
    Story, ///< the band where its reader stands
    Shown, ///< all bands, folded and unfolded as they are
    Whole, ///< all bands, unfolded
};
inline constexpr std::size_t kLadderExtents = 3;

/// What the dialog asks for.
struct LadderExportChoice {
    LadderExtent extent = LadderExtent::Shown;
    LadderFormat format = LadderFormat::Pdf;
    LadderPaperStyle style;
};

/// Asks what of a ladder leaves the window, how it looks, and into which file. Remembers all but the file.
class LadderExportDialog : public QDialog {
    Q_OBJECT
public:
    /// What there is to choose from.
    struct Offer {
        QString story;         ///< title of the current band; empty: there is none
        std::size_t bands = 0; ///< of the ladder
        QString capture;       ///< path of the open capture, which is not to be written over
    };
    /// What `exec` returns if it is to be printed and not saved.
    static constexpr int kPrint = QDialog::Accepted + 1;

    /// All must outlive the dialog.
    LadderExportDialog(Offer offer, QSettings& settings, const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] LadderExportChoice choice() const;
    [[nodiscard]] QString path() const;
    /// What was chosen last, for those who do not ask.
    [[nodiscard]] static LadderExportChoice remembered(const QSettings& settings);

    // For tests.
    [[nodiscard]] QRadioButton* extentButton(LadderExtent extent) const
    {
        return m_extents[static_cast<std::size_t>(extent)];
    }
    [[nodiscard]] QComboBox* formatBox() const { return m_format; }
    [[nodiscard]] QRadioButton* blackButton() const { return m_black; }
    [[nodiscard]] QCheckBox* storyBox() const { return m_story; }
    [[nodiscard]] QLineEdit* pathEdit() const { return m_path; }
    [[nodiscard]] QLabel* remark() const { return m_remark; }
    [[nodiscard]] QPushButton* acceptButton() const;
    [[nodiscard]] QPushButton* printButton() const { return m_print; }

private:
    void buildExtents();
    void buildLook();
    void buildTarget();
    void buildButtons();
    void choose(const LadderExportChoice& choice);
    void proposePath();
    void browse();
    void check();
    void remember() const;
    [[nodiscard]] QString problem() const;
    [[nodiscard]] LadderFormat format() const;

    Offer m_offer;
    QSettings* m_settings;
    const Theme* m_theme;
    std::array<QRadioButton*, kLadderExtents> m_extents{}; ///< by LadderExtent
    QRadioButton* m_color = nullptr;
    QRadioButton* m_black = nullptr;
    QCheckBox* m_story = nullptr;
    QComboBox* m_format = nullptr;
    QLineEdit* m_path = nullptr;
    QLabel* m_remark = nullptr;
    QDialogButtonBox* m_buttons = nullptr;
    QPushButton* m_print = nullptr;
};

} // namespace mqttscope::ui

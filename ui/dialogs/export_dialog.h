// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/csv_text.h"
#include "ui/models/export_job.h"
#include "ui/models/frame_choice.h"

#include <QDialog>

#include <array>
#include <optional>
#include <vector>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QRadioButton;

namespace mqttscope::ui {

class Theme;

/// Asks which frames leave the program, as what, and into which file.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    enum class Purpose : std::uint8_t {
        SaveAs,      ///< the whole capture
        Frames,      ///< some frames as a capture
        Dissections, ///< what was understood of frames
        Illustrated, ///< every byte of the selected frame explained, on a page
    };
    /// The frames to choose from.
    struct Offer {
        std::uint32_t all = 0;
        std::uint32_t shown = 0;
        std::uint32_t selected = 0; ///< number of the frame; 0 = none
        std::vector<std::uint32_t> marked;
        bool mqtt = false;  ///< a message ends in the selected frame
        QString capture;    ///< path of the open capture, which is not to be written over
        bool comma = false; ///< the decimal sign of the language
    };

    /// What `exec` returns if the page is to be printed and not saved.
    static constexpr int kPrint = QDialog::Accepted + 1;

    /// The theme must outlive the dialog.
    ExportDialog(Purpose purpose, Offer offer, const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] FrameChoice choice() const;
    /// The frames of FrameChoice::Range.
    [[nodiscard]] std::vector<std::uint32_t> rangeFrames() const;
    [[nodiscard]] ExportFormat format() const;
    [[nodiscard]] CsvStyle csvStyle() const;
    [[nodiscard]] QString path() const;
    /// Illustrated: the bytes of all layers, not only those of MQTT.
    [[nodiscard]] bool wholeFrame() const;

    // For tests.
    [[nodiscard]] QRadioButton* choiceButton(FrameChoice choice) const
    {
        return m_choices[static_cast<std::size_t>(choice)];
    }
    [[nodiscard]] QLineEdit* rangeEdit() const { return m_range; }
    [[nodiscard]] QComboBox* formatBox() const { return m_format; }
    [[nodiscard]] QLineEdit* pathEdit() const { return m_path; }
    [[nodiscard]] QLabel* remark() const { return m_remark; }
    [[nodiscard]] QPushButton* acceptButton() const;
    [[nodiscard]] QPushButton* printButton() const { return m_print; }
    [[nodiscard]] QRadioButton* wholeFrameButton() const { return m_wholeFrame; }

private:
    void buildChoices();
    void buildLayers();
    void buildFormats();
    void buildTarget();
    void proposePath();
    void browse();
    void check();
    [[nodiscard]] QString problem() const;

    Purpose m_purpose;
    Offer m_offer;
    const Theme* m_theme;
    std::array<QRadioButton*, 5> m_choices{}; ///< by FrameChoice
    QRadioButton* m_wholeFrame = nullptr;
    QPushButton* m_print = nullptr;
    QLineEdit* m_range = nullptr;
    QComboBox* m_format = nullptr;
    QComboBox* m_csv = nullptr;
    QLabel* m_csvName = nullptr;
    QLineEdit* m_path = nullptr;
    QLabel* m_remark = nullptr;
    QDialogButtonBox* m_buttons = nullptr;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "dissector/field/byte_view.h"

#include <QStatusBar>

#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace mqttscope::ui {

class Breadcrumb;
class Theme;

/// The status bar: where the selection stands, in words; what the file is; how far loading has come.
class StatusStrip : public QStatusBar {
    Q_OBJECT
public:
    /// The selected field, in words.
    struct Place {
        QStringList path;                      ///< from the frame to the field
        QString filterName;                    ///< "mqtt.kalive"
        std::optional<field::ByteRange> bytes; ///< in the source; none: the field stands for no bytes
        std::uint32_t sourceLength = 0;
        std::uint64_t bitMask = 0; ///< 0 = whole bytes
        QString remark;            ///< in the place of the bytes
    };

    /// Below this width, in units of the design, less of the file's name is shown.
    static constexpr int kNarrow = 760;

    explicit StatusStrip(const Theme& theme, QWidget* parent = nullptr);

    void setPlace(const Place& place);
    /// Bytes of the frame that no field explains; none: no frame is selected.
    void setUndecoded(std::optional<std::uint64_t> bytes);
    /// "MQTT 3.1.1"; empty shows nothing.
    void setVersion(const QString& version, bool guessed);
    /// Its name, cut where there is no room for it, and what is said after it.
    void setFile(const QString& name, const QString& remark = {});
    /// None: nothing is being loaded.
    void setProgress(const std::optional<analysis::Progress>& progress);
    /// The file grows and has so many frames so far. In the place of the progress.
    void setFollowing(std::uint32_t frames);
    [[nodiscard]] QString loadingText() const;
    [[nodiscard]] QPushButton* cancelButton() const { return m_cancel; }
    [[nodiscard]] QString placeText() const;
    [[nodiscard]] Breadcrumb* path() const { return m_path; }
    void retranslate();

Q_SIGNALS:
    void cancelRequested();
    /// A step of the path was clicked, counted from 0.
    void pathStepClicked(qsizetype step);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refreshTheme();
    void fitFile();
    [[nodiscard]] QString bytesText(const Place& place) const;
    QLabel* label();
    QWidget* separator();

    const Theme* m_theme;
    Breadcrumb* m_path;
    QWidget* m_nameLine;
    QLabel* m_name;
    QWidget* m_bytesLine;
    QLabel* m_bytes;
    QLabel* m_undecodedIcon;
    QLabel* m_undecoded;
    QWidget* m_versionLine;
    QLabel* m_version;
    QWidget* m_fileLine;
    QLabel* m_file;
    QString m_fileName;
    QString m_fileRemark;
    QLabel* m_loading;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    std::uint64_t m_undecodedCount = 0;
};

} // namespace mqttscope::ui

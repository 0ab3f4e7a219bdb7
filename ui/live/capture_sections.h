// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/live/fold_section.h"
#include "ui/models/capture_choice.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace mqttscope::ui {

class LimitRow;

/// The parts of the dialog of capture options, each of which knows some of LiveOptions.

/// What of each frame is kept.
class CaptureFrameSection : public FoldSection {
    Q_OBJECT
public:
    explicit CaptureFrameSection(const Theme& theme, QWidget* parent = nullptr);
    void setOptions(const analysis::LiveOptions& options);
    void fill(analysis::LiveOptions& options) const;

    [[nodiscard]] QCheckBox* promiscuous() const { return m_promiscuous; }
    [[nodiscard]] QSpinBox* snapLength() const { return m_snapLength; }
    [[nodiscard]] QSpinBox* buffer() const { return m_buffer; }

Q_SIGNALS:
    void changed();

private:
    void summarize();

    QCheckBox* m_promiscuous;
    QSpinBox* m_snapLength;
    QSpinBox* m_buffer;
};

/// When the capture ends by itself.
class CaptureEndSection : public FoldSection {
    Q_OBJECT
public:
    explicit CaptureEndSection(const Theme& theme, QWidget* parent = nullptr);
    void setOptions(const analysis::LiveOptions& options);
    void fill(analysis::LiveOptions& options) const;

    [[nodiscard]] LimitRow* duration() const { return m_duration; }
    [[nodiscard]] LimitRow* bytes() const { return m_bytes; }
    [[nodiscard]] LimitRow* frames() const { return m_frames; }

Q_SIGNALS:
    void changed();

private:
    void summarize();

    LimitRow* m_duration;
    LimitRow* m_bytes;
    LimitRow* m_frames;
};

/// When the next file begins, and how many there are.
class CaptureRingSection : public FoldSection {
    Q_OBJECT
public:
    explicit CaptureRingSection(const Theme& theme, QWidget* parent = nullptr);
    void setOptions(const analysis::LiveOptions& options);
    /// Nothing is put there while the box is not ticked.
    void fill(analysis::LiveOptions& options) const;

    [[nodiscard]] bool isSeveral() const;
    [[nodiscard]] QCheckBox* several() const { return m_several; }
    [[nodiscard]] LimitRow* duration() const { return m_duration; }
    [[nodiscard]] LimitRow* interval() const { return m_interval; }
    [[nodiscard]] LimitRow* bytes() const { return m_bytes; }
    [[nodiscard]] LimitRow* frames() const { return m_frames; }
    [[nodiscard]] LimitRow* keep() const { return m_keep; }
    [[nodiscard]] LimitRow* end() const { return m_end; }

Q_SIGNALS:
    void changed();

private:
    void summarize();

    QCheckBox* m_several;
    QWidget* m_rules; ///< of use with several files only
    LimitRow* m_duration;
    LimitRow* m_interval;
    LimitRow* m_bytes;
    LimitRow* m_frames;
    LimitRow* m_keep;
    LimitRow* m_end;
    bool m_timeBeforeNumber = false; ///< as it came; only the command line says otherwise
};

/// Where the frames go.
class CaptureTarget : public QWidget {
    Q_OBJECT
public:
    explicit CaptureTarget(const Theme& theme, QWidget* parent = nullptr);
    void setOptions(const analysis::LiveOptions& options);
    void fill(analysis::LiveOptions& options) const;
    /// Why it is no place to write to; empty if nothing speaks against it. `ring`: it is the beginning of the
    /// names of several files.
    [[nodiscard]] QString problem(bool ring) const;
    /// What has to be known, but stands in nobody's way; may be empty.
    [[nodiscard]] QString remark(bool ring) const;

    [[nodiscard]] QRadioButton* temporary() const { return m_temporary; }
    [[nodiscard]] QRadioButton* named() const { return m_named; }
    [[nodiscard]] QLineEdit* path() const { return m_path; }
    [[nodiscard]] QComboBox* format() const { return m_format; }

Q_SIGNALS:
    void changed();

private:
    void browse();
    void useFormat();
    void enable();
    void refreshTheme();
    [[nodiscard]] QString file() const;

    const Theme* m_theme;
    QRadioButton* m_temporary;
    QRadioButton* m_named;
    QLineEdit* m_path;
    QPushButton* m_browse;
    QComboBox* m_format;
};

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/live/capture_filter.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace mqttscope::ui {

/// What is to be said of a capture filter.
struct CaptureFilterVerdict {
    enum class State : std::uint8_t {
        Asking, ///< nothing is known of it yet
        Empty,  ///< no filter: everything passes
        Valid,
        Wrong,
    };
    State state = State::Empty;
    QString sentence;        ///< what passes, or what is wrong; may be empty
    QString detail;          ///< Wrong: what libpcap says, in English
    qsizetype position = -1; ///< in the text, of what is wrong; -1: the whole
    qsizetype length = 0;    ///< likewise; 0 at the end of the text

    [[nodiscard]] bool isUsable() const { return state == State::Valid || state == State::Empty; }
};

/// Looks at capture filters on another thread, because names of hosts may be looked up; one at a time, and
/// of those that wait only the newest. The GUI thread only.
class CaptureFilterCheck : public QObject {
    Q_OBJECT
public:
    using Check = std::function<std::optional<capture::FilterFault>(const std::string&)>;
    /// `check` runs on another thread, perhaps longer than this object lives.
    explicit CaptureFilterCheck(Check check, QObject* parent = nullptr);
    explicit CaptureFilterCheck(QObject* parent = nullptr);
    ~CaptureFilterCheck() override;

    /// `answered` comes, for an empty filter at once.
    void ask(const QString& text);
    /// Of what was asked last.
    [[nodiscard]] const CaptureFilterVerdict& verdict() const { return m_verdict; }
    [[nodiscard]] const QString& text() const { return m_text; }
    /// The sentence in another language.
    void retranslate();

Q_SIGNALS:
    void answered();

private:
    struct Door;
    void begin();
    void take(const QString& text, const std::optional<capture::FilterFault>& fault);
    void judge();

    Check m_check;
    std::shared_ptr<Door> m_door; ///< between the threads
    QString m_text;
    std::optional<capture::FilterFault> m_fault;
    CaptureFilterVerdict m_verdict;
    bool m_busy = false;  ///< a check is on the way
    bool m_known = false; ///< m_fault is of m_text
};

} // namespace mqttscope::ui

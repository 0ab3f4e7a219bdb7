// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/capture_filter_check.h"

#include "ui/models/capture_filters.h"

#include <QRegularExpression>

#include <mutex>
#include <thread>
#include <utility>

namespace mqttscope::ui {
namespace {

using State = CaptureFilterVerdict::State;

/// Of a word at fault that a sentence names.
constexpr qsizetype kMaxWord = 24;

/// The word that begins at a place, or the one character that is no word.
qsizetype wordLength(const QString& text, qsizetype position)
{
    static const QRegularExpression kWord(QStringLiteral(R"([\w.:/\\-]+)"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    const auto match = kWord.match(text, position, QRegularExpression::NormalMatch,
                                   QRegularExpression::AnchorAtOffsetMatchOption);
    return match.hasMatch() ? match.capturedLength() : 1;
}

} // namespace

/// Closed when the checker ends: an answer that comes later is dropped.
struct CaptureFilterCheck::Door {
    std::mutex mutex;
    CaptureFilterCheck* checker = nullptr;
};

CaptureFilterCheck::CaptureFilterCheck(Check check, QObject* parent)
    : QObject(parent), m_check(std::move(check)), m_door(std::make_shared<Door>())
{
    m_door->checker = this;
    judge();
}

CaptureFilterCheck::CaptureFilterCheck(QObject* parent)
    : CaptureFilterCheck([](const std::string& filter) { return capture::checkCaptureFilter(filter); },
                         parent)
{
}

CaptureFilterCheck::~CaptureFilterCheck()
{
    const std::lock_guard lock(m_door->mutex);
    m_door->checker = nullptr;
}

void CaptureFilterCheck::ask(const QString& text)
{
    if (text == m_text && m_known)
        return;
    m_text = text;
    m_fault.reset();
    m_known = text.trimmed().isEmpty();
    judge();
    if (!m_known)
        begin();
    Q_EMIT answered();
}

// A thread of its own, which nobody waits for: looking up a host without a network can take half a minute,
// and neither the end of the program nor the threads of others may hang on that.
void CaptureFilterCheck::begin()
{
    if (std::exchange(m_busy, true))
        return;
    std::thread([door = m_door, check = m_check, text = m_text] {
        const std::optional<capture::FilterFault> fault = check(text.toStdString());
        const std::lock_guard lock(door->mutex);
        if (door->checker == nullptr)
            return;
        QMetaObject::invokeMethod(
            door->checker, [checker = door->checker, text, fault] { checker->take(text, fault); },
            Qt::QueuedConnection);
    }).detach();
}

void CaptureFilterCheck::take(const QString& text, const std::optional<capture::FilterFault>& fault)
{
    m_busy = false;
    if (m_known)
        return;
    if (text != m_text) {
        begin();
        return;
    }
    m_fault = fault;
    m_known = true;
    judge();
    Q_EMIT answered();
}

void CaptureFilterCheck::retranslate()
{
    judge();
    Q_EMIT answered();
}

void CaptureFilterCheck::judge()
{
    m_verdict = {};
    if (m_text.trimmed().isEmpty()) {
        m_verdict.sentence = tr("No filter: everything is captured.");
        return;
    }
    if (!m_known) {
        m_verdict.state = State::Asking;
        return;
    }
    if (!m_fault) {
        m_verdict.state = State::Valid;
        const QString reading = captureFilterReading(m_text);
        //: %1: what a capture filter lets through: "MQTT"
        m_verdict.sentence = reading.isEmpty() ? QString() : tr("Captured: %1.").arg(reading);
        return;
    }
    m_verdict.state = State::Wrong;
    m_verdict.detail = QString::fromStdString(m_fault->text);
    if (!m_fault->position) {
        m_verdict.sentence = tr("No frame can pass this filter.");
        return;
    }
    const std::string utf8 = m_text.toStdString();
    m_verdict.position = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(*m_fault->position)).size();
    if (m_verdict.position >= m_text.size()) {
        m_verdict.position = m_text.size();
        m_verdict.sentence = utf8.size() > capture::kMaxFilterBytes ? tr("This filter is too long.")
                                                                    : tr("Something is missing at the end.");
        return;
    }
    m_verdict.length = wordLength(m_text, m_verdict.position);
    QString word = m_text.mid(m_verdict.position, m_verdict.length);
    if (word.size() > kMaxWord)
        word = word.left(kMaxWord - 1) + QStringLiteral("…");
    const bool unknown = m_verdict.detail.contains(QLatin1String("unknown host")) ||
                         m_verdict.detail.contains(QLatin1String("unknown port"));
    //: %1: a word of a capture filter: the name of a host or of a port
    m_verdict.sentence = unknown ? tr("“%1” is a name that nobody here knows.").arg(word)
                                 //: %1: a word of a capture filter
                                 : tr("“%1” is not understood here.").arg(word);
}

} // namespace mqttscope::ui

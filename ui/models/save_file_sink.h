// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/export/text_output.h"
#include "capture/file/byte_sink.h"

#include <QSaveFile>

namespace mqttscope::ui {

/// Puts the records of a capture writer into a QSaveFile, which must outlive it and is committed by its
/// owner.
class SaveFileSink final : public capture::ByteSink {
public:
    /// `failed` is set once the file takes no more; it must outlive the sink.
    SaveFileSink(QSaveFile& file, bool& failed) : m_file(&file), m_failed(&failed) {}

    [[nodiscard]] tl::expected<void, capture::FileError> write(std::span<const std::uint8_t> record) override;
    [[nodiscard]] tl::expected<void, capture::FileError> flush() override;
    [[nodiscard]] tl::expected<void, capture::FileError> close() override { return flush(); }

private:
    static constexpr qsizetype kBlock = qsizetype{256} << 10;
    [[nodiscard]] bool deliver();

    QSaveFile* m_file;
    QByteArray m_gathered;
    bool* m_failed;
};

/// Puts text into a QSaveFile, which must outlive it.
class SaveFileOutput final : public analysis::TextOutput {
public:
    explicit SaveFileOutput(QSaveFile& file) : m_file(&file) {}

protected:
    bool write(const std::string& block) override;

private:
    QSaveFile* m_file;
};

} // namespace mqttscope::ui

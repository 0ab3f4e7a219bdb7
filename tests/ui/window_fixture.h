// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/models/capture_maker.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace mqttscope::test {

/// A window with settings of its own, in English, of the size of a class room's screen.
struct Window {
    QTemporaryDir directory;
    QSettings settings{directory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    ui::Theme theme{ui::Theme::FontSource::Inter};
    ui::Language language;
    std::unique_ptr<ui::MainWindow> window;

    Window()
    {
        language.use(QStringLiteral("en"));
        theme.apply();
        reopen();
    }
    /// As if the program were started again.
    void reopen()
    {
        window.reset();
        window = std::make_unique<ui::MainWindow>(settings, theme, language);
        window->show();
    }
    ui::MainWindow* operator->() const { return window.get(); }

    /// Opens a file and waits until everything is there. False if that takes too long.
    bool open(const QString& path, std::uint32_t frame = 0) const
    {
        window->openFile(path, frame);
        return QTest::qWaitFor([this] { return window->isSettled(); }, 30'000);
    }
    QString path(const char* name) const { return directory.filePath(QLatin1String(name)); }
};

/// The first node of a field in the selected frame.
inline std::uint32_t nodeOf(const ui::MainWindow& window, field::FieldId id)
{
    const auto& dissection = const_cast<ui::MainWindow&>(window).selection().dissection();
    if (!dissection)
        return analysis::kNoNode;
    const auto nodes = dissection->tree.nodes();
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].id == id)
            return i;
    }
    return analysis::kNoNode;
}

} // namespace mqttscope::test

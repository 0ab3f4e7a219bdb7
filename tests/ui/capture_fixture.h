// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/models/outlook_maker.h"
#include "ui/language.h"
#include "ui/live/interface_list.h"
#include "ui/models/interface_model.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <mutex>

namespace mqttscope::test {

/// What a widget that captures needs: a computer whose interfaces and rights the test makes up.
struct CaptureDesk {
    QTemporaryDir directory;
    QSettings settings{directory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    ui::Theme theme{ui::Theme::FontSource::Inter};
    ui::Language language;
    std::mutex mutex; ///< a look is another thread's
    analysis::CaptureOutlook outlook = classRoomLaptop();
    ui::InterfaceModel model{[this] {
        const std::lock_guard lock(mutex);
        return outlook;
    }};

    CaptureDesk()
    {
        language.use(QStringLiteral("en"));
        theme.apply();
    }
    ~CaptureDesk() { QThreadPool::globalInstance()->waitForDone(); }
    CaptureDesk(const CaptureDesk&) = delete;
    CaptureDesk& operator=(const CaptureDesk&) = delete;
    CaptureDesk(CaptureDesk&&) = delete;
    CaptureDesk& operator=(CaptureDesk&&) = delete;

    /// From now on the computer looks like this, and the model knows it.
    void change(const analysis::CaptureOutlook& now)
    {
        {
            const std::lock_guard lock(mutex);
            outlook = now;
        }
        QThreadPool::globalInstance()->waitForDone(); // a look of before must not come after
        QCoreApplication::processEvents();
        model.take(now, ui::InterfaceModel::Clock::now());
    }
    void know() { change(outlook); }
};

/// Clicks the row of an interface.
inline void clickInterface(ui::InterfaceList& list, const char* name, Qt::KeyboardModifiers keys = {})
{
    const auto* model = qobject_cast<const ui::InterfaceModel*>(list.model());
    const QModelIndex index = model->index(model->rowOf(QLatin1String(name)));
    QVERIFY2(index.isValid(), name);
    list.scrollTo(index);
    QTest::mouseClick(list.viewport(), Qt::LeftButton, keys, list.visualRect(index).center());
}

} // namespace mqttscope::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/language.h"
#include "ui/models/interface_model.h"
#include "ui/theme/theme.h"

#include "teach/vocabulary.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

#include <memory>
#include <mutex>

namespace mqttscope::test {

/// What a made-up computer sees of itself; may change while somebody watches.
class MadeUpComputer {
public:
    MadeUpComputer() : m_state(std::make_shared<State>())
    {
        set([](analysis::CaptureOutlook& outlook) {
            outlook.rights.program = analysis::CaptureRights::Program::Own;
            outlook.rights.path = "/usr/lib/mqttscope/mqttscope-capture";
        });
        add("lo", capture::InterfaceKind::Loopback, {"127.0.0.1", "::1"});
    }

    void add(const char* name, capture::InterfaceKind kind, std::vector<std::string> addresses)
    {
        set([&](analysis::CaptureOutlook& outlook) {
            outlook.interfaces.push_back({{name, kind, true, true, std::move(addresses), {}}, 0});
        });
    }
    template <class Change> void set(Change change)
    {
        const std::lock_guard lock(m_state->mutex);
        change(m_state->outlook);
    }
    /// For an InterfaceModel, which looks on another thread.
    [[nodiscard]] ui::InterfaceModel::Look look() const
    {
        return [state = m_state] {
            const std::lock_guard lock(state->mutex);
            return state->outlook;
        };
    }

private:
    struct State {
        std::mutex mutex;
        analysis::CaptureOutlook outlook;
    };
    std::shared_ptr<State> m_state;
};

/// What the windows about live captures need, in English.
struct LiveDesk {
    ui::Theme theme{ui::Theme::FontSource::Inter};
    ui::Language language;
    teach::Vocabulary words{teach::Language::English};
    MadeUpComputer computer;
    ui::InterfaceModel interfaces{computer.look()};

    LiveDesk()
    {
        language.use(QStringLiteral("en"));
        theme.apply();
    }
    void useFrench()
    {
        language.use(QStringLiteral("fr"));
        words.use(teach::Language::French);
    }
    /// Whether somebody has the interfaces looked at again and again.
    [[nodiscard]] bool isWatched()
    {
        look(); // none is on its way any more
        QSignalSpy looked(&interfaces, &ui::InterfaceModel::looked);
        return looked.wait(2 * ui::InterfaceModel::kLookEveryMs);
    }
    /// Looks, and waits until that is back.
    void look()
    {
        QSignalSpy looked(&interfaces, &ui::InterfaceModel::looked);
        interfaces.look();
        QVERIFY(looked.wait());
    }
};

/// What takes the focus and has nothing to say to a screen reader.
inline QStringList silentWidgets(const QWidget& window)
{
    QStringList silent;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        const bool reached =
            (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isVisible() && widget->isEnabled();
        const QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
        if (reached && (interface == nullptr || interface->text(QAccessible::Name).isEmpty()))
            silent +=
                QLatin1String(widget->metaObject()->className()) + QLatin1Char('#') + widget->objectName();
    }
    return silent;
}

} // namespace mqttscope::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/filter_store.h"

#include <QSettings>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr auto kRecent = "filters/recent";
constexpr auto kSaved = "filters/saved";

auto placeOf(std::vector<SavedFilter>& saved, const QString& name)
{
    return std::find_if(saved.begin(), saved.end(),
                        [&](const SavedFilter& filter) { return filter.name == name; });
}

} // namespace

FilterStore::FilterStore(QSettings& settings, QObject* parent) : QObject(parent), m_settings(&settings)
{
    m_recent = settings.value(QLatin1String(kRecent)).toStringList().mid(0, kMaxRecent);
    const int count = std::min(settings.beginReadArray(QLatin1String(kSaved)), kMaxSaved);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        const SavedFilter filter{settings.value(QStringLiteral("name")).toString().left(kMaxNameLength),
                                 settings.value(QStringLiteral("text")).toString()};
        if (!filter.name.isEmpty() && !filter.text.isEmpty())
            m_saved.push_back(filter);
    }
    settings.endArray();
}

void FilterStore::write()
{
    std::sort(m_saved.begin(), m_saved.end(), [](const SavedFilter& a, const SavedFilter& b) {
        return a.name.localeAwareCompare(b.name) < 0;
    });
    m_settings->setValue(QLatin1String(kRecent), m_recent);
    m_settings->remove(QLatin1String(kSaved));
    m_settings->beginWriteArray(QLatin1String(kSaved), static_cast<int>(m_saved.size()));
    for (int i = 0; i < static_cast<int>(m_saved.size()); ++i) {
        m_settings->setArrayIndex(i);
        m_settings->setValue(QStringLiteral("name"), m_saved[static_cast<std::size_t>(i)].name);
        m_settings->setValue(QStringLiteral("text"), m_saved[static_cast<std::size_t>(i)].text);
    }
    m_settings->endArray();
    Q_EMIT changed();
}

void FilterStore::remember(const QString& text)
{
    if (text.isEmpty() || (!m_recent.isEmpty() && m_recent.front() == text))
        return;
    m_recent.removeAll(text);
    m_recent.prepend(text);
    m_recent = m_recent.mid(0, kMaxRecent);
    write();
}

void FilterStore::forgetRecent()
{
    m_recent.clear();
    write();
}

QString FilterStore::nameOf(const QString& text) const
{
    const auto found = std::find_if(m_saved.begin(), m_saved.end(),
                                    [&](const SavedFilter& filter) { return filter.text == text; });
    return found == m_saved.end() ? QString() : found->name;
}

bool FilterStore::save(const QString& name, const QString& text)
{
    const QString own = name.simplified().left(kMaxNameLength);
    if (own.isEmpty() || text.isEmpty())
        return false;
    if (const auto known = placeOf(m_saved, own); known != m_saved.end())
        known->text = text;
    else if (m_saved.size() >= static_cast<std::size_t>(kMaxSaved))
        return false;
    else
        m_saved.push_back({own, text});
    write();
    return true;
}

bool FilterStore::rename(const QString& name, const QString& newName)
{
    const QString own = newName.simplified().left(kMaxNameLength);
    const auto known = placeOf(m_saved, name);
    if (own.isEmpty() || known == m_saved.end() || placeOf(m_saved, own) != m_saved.end())
        return false;
    known->name = own;
    write();
    return true;
}

void FilterStore::remove(const QString& name)
{
    const auto known = placeOf(m_saved, name);
    if (known == m_saved.end())
        return;
    m_saved.erase(known);
    write();
}

} // namespace mqttscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include <vector>

class QSettings;

namespace mqttscope::ui {

/// A display filter under a name.
struct SavedFilter {
    QString name;
    QString text;
};

/// The display filters that were used lately, and those that people gave a name; both are remembered.
class FilterStore : public QObject {
    Q_OBJECT
public:
    static constexpr int kMaxRecent = 20;
    static constexpr int kMaxSaved = 100;
    static constexpr qsizetype kMaxNameLength = 80;

    /// The settings must outlive it.
    explicit FilterStore(QSettings& settings, QObject* parent = nullptr);

    /// The latest first.
    [[nodiscard]] const QStringList& recent() const { return m_recent; }
    void remember(const QString& text);
    void forgetRecent();

    /// By name.
    [[nodiscard]] const std::vector<SavedFilter>& saved() const { return m_saved; }
    /// The name of a filter; empty if it has none.
    [[nodiscard]] QString nameOf(const QString& text) const;
    /// Gives a filter a name, in place of the filter that has it. False if there are too many, or no name.
    bool save(const QString& name, const QString& text);
    bool rename(const QString& name, const QString& newName);
    void remove(const QString& name);

Q_SIGNALS:
    void changed();

private:
    void write();

    QSettings* m_settings;
    QStringList m_recent;
    std::vector<SavedFilter> m_saved;
};

} // namespace mqttscope::ui

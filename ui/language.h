// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <QTranslator>

namespace mqttscope::ui {

/// The language of the window: French or English, switched while it runs. One per application.
class Language : public QObject {
    Q_OBJECT
public:
    explicit Language(QObject* parent = nullptr);
    ~Language() override;

    /// "fr" or "en".
    [[nodiscard]] static QStringList available();
    /// The first language of the user's desktop that is available, else English.
    [[nodiscard]] static QString ofSystem();

    /// Translates everything; widgets hear QEvent::LanguageChange. Unknown codes mean English.
    void use(const QString& code);
    [[nodiscard]] const QString& current() const { return m_current; }

Q_SIGNALS:
    void changed();

private:
    QString m_current;
    QTranslator m_own; ///< of the window
    QTranslator m_qt;  ///< of Qt's own dialogs
};

} // namespace mqttscope::ui

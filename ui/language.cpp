// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

// Resources of a static library are linked in by naming them, outside any namespace.
static void loadTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace mqttscope::ui {

Language::Language(QObject* parent) : QObject(parent)
{
    loadTranslations();
}

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
}

QStringList Language::available()
{
    return {QStringLiteral("fr"), QStringLiteral("en")};
}

// The language of the desktop, not its number format: that is often another one.
QString Language::ofSystem()
{
    for (const QString& wanted : QLocale::system().uiLanguages()) {
        QString code = wanted.left(2).toLower();
        if (available().contains(code))
            return code;
    }
    return QStringLiteral("en");
}

void Language::use(const QString& code)
{
    const QString known = available().contains(code) ? code : QStringLiteral("en");
    if (known == m_current)
        return;
    m_current = known;
    const bool french = known == QStringLiteral("fr");
    QLocale::setDefault(french ? QLocale(QLocale::French, QLocale::France)
                               : QLocale(QLocale::English, QLocale::UnitedKingdom));
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
    if (m_qt.load(QStringLiteral("qtbase_") + known, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    // English too has a file: its plurals.
    if (m_own.load(QStringLiteral(":/mqttscope/i18n/mqttscope_%1.qm").arg(known)))
        QCoreApplication::installTranslator(&m_own);
    Q_EMIT changed();
}

} // namespace mqttscope::ui

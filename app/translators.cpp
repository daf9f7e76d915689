#include "translators.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace plausch::app {
namespace {

bool isGerman(chat::Language language)
{
    if (language != chat::Language::System)
        return language == chat::Language::German;
    const QStringList wanted = QLocale::system().uiLanguages();
    return !wanted.isEmpty() && QLocale(wanted.constFirst()).language() == QLocale::German;
}

/// Dates and numbers follow the system as long as it speaks the language of the window.
QLocale localeFor(QLocale::Language language)
{
    const QLocale system = QLocale::system();
    return system.language() == language ? system : QLocale(language);
}

} // namespace

void Translators::use(chat::Language language)
{
    const bool german = isGerman(language);
    QLocale::setDefault(localeFor(german ? QLocale::German : QLocale::English));
    install(m_qt, german ? QStringLiteral("qtbase_de") : QString(), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(m_own, german ? QStringLiteral("plausch_de") : QStringLiteral("plausch_en"), QStringLiteral(":/i18n"));
}

void Translators::install(QTranslator &translator, const QString &file, const QString &folder)
{
    QCoreApplication::removeTranslator(&translator);
    if (!file.isEmpty() && translator.load(file, folder))
        QCoreApplication::installTranslator(&translator);
}

} // namespace plausch::app

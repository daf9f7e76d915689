// Layer: app. Thread: main. Owner: Application.
#pragma once

#include "chat/settings.h"

#include <QTranslator>

namespace plausch::app {

/// Our own texts and those of Qt's dialogs in the language of the settings. Windows hear of a change by
/// QEvent::LanguageChange.
class Translators
{
public:
    void use(chat::Language language);

private:
    void install(QTranslator &translator, const QString &file, const QString &folder);

    QTranslator m_own;
    QTranslator m_qt;
};

} // namespace plausch::app

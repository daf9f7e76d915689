#include "application.h"

#include "chat/keyringsecrets.h"
#include "instance.h"
#include "ui/attention.h"
#include "ui/mainwindow.h"
#include "ui/models/irclink.h"
#include "ui/theme.h"
#include "ui/view/accessibility.h"

#include <QApplication>
#include <QDir>
#include <QMessageBox>
#include <QTimer>
#include <QUrl>

#include <cstdio>

namespace plausch::app {

Application::Application(QApplication &application, const Options &options)
    : m_application(application), m_options(options), m_systemPalette(QApplication::palette())
{
}

Application::~Application() = default;

int Application::run()
{
    m_translators.use(chat::Language::System);
    if (!QDir().mkpath(m_options.profileDir))
        return complain(tr("The folder %1 cannot be made.").arg(m_options.profileDir));
    m_instance = std::make_unique<Instance>(m_options.profileDir);
    QString why;
    switch (m_instance->claim(&why)) {
    case Instance::Role::Refused:
        return complain(why);
    case Instance::Role::Second:
        return handOver();
    case Instance::Role::First:
        break;
    }
    if (!openProfile(&why))
        return complain(why);
    const int status = QApplication::exec();
    takeDown();
    return status;
}

bool Application::openProfile(QString *why)
{
    QStringList complaints;
    chat::Settings settings = chat::loadSettings(m_options.profileDir, &complaints);
    const chat::Settings before = settings;
    settings.name = m_options.name.value_or(settings.name);
    settings.port = m_options.port.value_or(settings.port);
    if (settings != before) {
        *why = chat::saveSettings(m_options.profileDir, settings);
        if (!why->isEmpty())
            return false;
    }
    const chat::IdentityResult identity = chat::loadOrCreateIdentity(m_options.profileDir);
    *why = identity.error;
    if (!why->isEmpty())
        return false;
    build(settings, identity.identity);
    for (const QString &complaint : std::as_const(complaints))
        std::fprintf(stderr, "plausch: %s\n", qPrintable(complaint));
    if (!complaints.isEmpty())
        m_window->warn(complaints.join(QLatin1Char('\n')));
    return true;
}

void Application::build(const chat::Settings &settings, const chat::Identity &identity)
{
    ui::installAccessibility();
    m_archive = std::make_unique<chat::Archive>(QDir(m_options.profileDir).filePath(QStringLiteral("history.sqlite")));
    chat::Switchboard::Options options;
    options.profileDir = m_options.profileDir;
    options.thisMachineOnly = m_options.thisMachineOnly;
    options.secrets = std::make_shared<chat::KeyringSecrets>();
    m_switchboard = std::make_unique<chat::Switchboard>(options, identity, settings, *m_archive);
    applySettings();
    m_window = std::make_unique<ui::MainWindow>(*m_switchboard, m_options.profileDir);
    connect(m_switchboard.get(), &chat::Switchboard::settingsChanged, this, &Application::applySettings);
    connect(m_window.get(), &ui::MainWindow::quitWanted, this, &Application::quit);
    connect(m_instance.get(), &Instance::called, this, [this](const QString &connectTo) {
        m_window->bringUp();
        goTo(connectTo);
    });
    if (!m_options.minimized || settings.name.isEmpty())
        m_window->show();
    QTimer::singleShot(0, this, &Application::afterFirstShow); // the window first, everything else later
}

void Application::afterFirstShow()
{
    if (m_quitting)
        return;
    m_switchboard->start();
    m_attention = std::make_unique<ui::Attention>(*m_switchboard, *m_window);
    connect(m_attention.get(), &ui::Attention::quitWanted, this, &Application::quit);
    goTo(m_options.connectTo);
    goTo(m_options.link);
    const bool outOfReach = !m_window->isVisible() && !m_attention->hasTray();
    if (outOfReach)
        m_window->showMinimized();
}

void Application::goTo(const QString &place)
{
    const QUrl url(place);
    if (ui::ircLink(url))
        m_window->followLink(url);
    else if (!place.isEmpty())
        m_window->addByAddress(place);
}

void Application::applySettings()
{
    const chat::Settings &settings = m_switchboard->settings();
    if (m_language != settings.language) {
        m_language = settings.language;
        m_translators.use(settings.language);
    }
    if (m_theme == settings.theme)
        return;
    m_theme = settings.theme;
    switch (settings.theme) {
    case chat::Theme::Light:
        return QApplication::setPalette(ui::lightPalette());
    case chat::Theme::Dark:
        return QApplication::setPalette(ui::darkPalette());
    case chat::Theme::System:
        return QApplication::setPalette(m_systemPalette);
    }
}

int Application::complain(const QString &why)
{
    std::fprintf(stderr, "plausch: %s\n", qPrintable(why));
    QMessageBox box(QMessageBox::Critical, tr("Plausch cannot start"), why);
    connect(&box, &QDialog::finished, &m_application, [] { QApplication::exit(1); });
    box.open();
    return QApplication::exec();
}

int Application::handOver()
{
    connect(m_instance.get(), &Instance::handedOver, this, [this](bool understood) {
        if (!understood)
            std::fprintf(stderr, "%s\n",
                         qPrintable(tr("plausch: this profile is in use by a program that does not answer: %1")
                                        .arg(m_options.profileDir)));
        QApplication::exit(understood ? 0 : 1);
    });
    m_instance->handOver(m_options.link.isEmpty() ? m_options.connectTo : m_options.link);
    return QApplication::exec();
}

/// The lines end first, with the window gone from the screen already; then the event loop does.
void Application::quit()
{
    if (std::exchange(m_quitting, true))
        return;
    if (!m_window) {
        QApplication::quit();
        return;
    }
    m_window->keepState();
    m_attention.reset();
    m_window->hide();
    connect(m_switchboard.get(), &chat::Switchboard::stopped, &m_application, &QApplication::quit);
    m_switchboard->stop();
}

/// The reverse of run(), openProfile() and build().
void Application::takeDown()
{
    m_attention.reset();
    m_window.reset();
    m_switchboard.reset();
    m_archive.reset(); // the last commit
    m_instance.reset(); // now another one may start
}

} // namespace plausch::app

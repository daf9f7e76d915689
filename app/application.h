// Layer: app. Thread: main. Owner: main().
#pragma once

#include "chat/archive.h"
#include "chat/identity.h"
#include "chat/switchboard.h"
#include "options.h"
#include "translators.h"

#include <QObject>
#include <QPalette>

#include <memory>

class QApplication;

namespace plausch::ui {
class Attention;
class MainWindow;
} // namespace plausch::ui

namespace plausch::app {

class Instance;

/// Builds the program from the bottom to the top and takes it down in reverse.
class Application : public QObject
{
    Q_OBJECT
public:
    Application(QApplication &application, const Options &options);
    ~Application() override;

    /// The exit status.
    int run();
    void quit();

private:
    bool openProfile(QString *why);
    void build(const chat::Settings &settings, const chat::Identity &identity);
    void afterFirstShow();
    void goTo(const QString &place); // an address or a link; empty: nowhere
    void applySettings();
    int complain(const QString &why);
    int handOver();
    void takeDown();

    QApplication &m_application;
    Options m_options;
    Translators m_translators;
    QPalette m_systemPalette;
    std::optional<chat::Theme> m_theme;
    std::optional<chat::Language> m_language;
    std::unique_ptr<Instance> m_instance;
    std::unique_ptr<chat::Archive> m_archive;
    std::unique_ptr<chat::Switchboard> m_switchboard;
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<ui::Attention> m_attention;
    bool m_quitting = false;
};

} // namespace plausch::app

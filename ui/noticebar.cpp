#include "noticebar.h"

#include <QCoreApplication>

namespace plausch::ui {

using Notice = chat::Switchboard::Notice;
using Tone = BarContent::Tone;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(NoticeBar)
};

} // namespace

std::optional<BarContent> noticeContent(Notice notice, const QString &detail, quint16 listenPort)
{
    switch (notice) {
    case Notice::PortTaken:
        return BarContent{Tone::Info,
                          Words::tr("Port %1 is in use by another program. Plausch now listens on %2; buddies find it "
                                    "by themselves.")
                              .arg(detail)
                              .arg(listenPort),
                          {},
                          {},
                          true};
    case Notice::NotListening:
        return BarContent{Tone::Warning,
                          Words::tr("Others cannot call you: no port could be opened. You can still call them."),
                          detail,
                          {},
                          true};
    case Notice::DiscoveryDeaf:
        return BarContent{Tone::Warning,
                          Words::tr("We hear nobody on this network. Add people by address instead."),
                          detail,
                          {{int(NoticeChoice::AddByAddress), Words::tr("Add by address")}},
                          true};
    case Notice::SharingLoops:
        return BarContent{
            Tone::Info,
            Words::tr("More than %1 buddies are connected: from now on several share one thread.").arg(detail),
            {},
            {},
            true};
    case Notice::NotSaved:
        return BarContent{
            Tone::Danger,
            Words::tr("New messages are shown but not saved: the disk refuses. They are gone when Plausch "
                      "ends."),
            detail,
            {{int(NoticeChoice::OpenFolder), Words::tr("Open folder")}},
            false};
    case Notice::HistoryPutAside:
        return BarContent{Tone::Warning,
                          Words::tr("The history file was damaged. It was put aside, and a new one was begun."),
                          detail,
                          {{int(NoticeChoice::OpenFolder), Words::tr("Open folder")}},
                          true};
    case Notice::SettingsNotSaved:
        return BarContent{Tone::Warning,
                          Words::tr("The settings apply, but could not be saved for the next start."),
                          detail,
                          {{int(NoticeChoice::OpenFolder), Words::tr("Open folder")}},
                          true};
    case Notice::SavedAgain:
        break;
    }
    return std::nullopt;
}

NoticeBar::NoticeBar(QWidget *parent) : InfoBar(parent)
{
    connect(this, &InfoBar::closed, this, [this] {
        if (!m_open.isEmpty())
            drop(m_open.lastKey());
    });
}

void NoticeBar::notice(Notice notice, const QString &detail, quint16 listenPort)
{
    if (notice == Notice::SavedAgain)
        drop(int(Notice::NotSaved));
    else if (const auto content = noticeContent(notice, detail, listenPort))
        put(int(notice), *content);
}

void NoticeBar::say(const QString &text)
{
    put(Said, {Tone::Warning, text, {}, {}, true});
}

void NoticeBar::invite(const QString &text)
{
    put(Invitation, {Tone::Info, text, {}, {{int(NoticeChoice::JoinRoom), Words::tr("Join", "a room")}}, true});
}

void NoticeBar::endInvitation()
{
    drop(Invitation);
}

void NoticeBar::put(int place, const BarContent &content)
{
    m_open.insert(place, content);
    showTop();
}

void NoticeBar::drop(int place)
{
    m_open.remove(place);
    showTop();
}

void NoticeBar::showTop()
{
    if (m_open.isEmpty())
        clear();
    else
        show(m_open.last());
}

} // namespace plausch::ui

#include "support/person.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

namespace plausch::test {

using chat::Presence;
using chat::Switchboard;

namespace {

QString folderTemplate(const QString &place)
{
    return (place.isEmpty() ? QDir::tempPath() : place) + QStringLiteral("/person-XXXXXX");
}

} // namespace

Person::Person(const QString &name, quint16 discoveryPort, const QString &place)
    : m_dir(folderTemplate(place)), m_discoveryPort(discoveryPort)
{
    m_settings.name = name;
    m_settings.port = 0;
}

Person::~Person()
{
    vanish();
}

bool Person::start()
{
    const auto identity = chat::loadOrCreateIdentity(m_dir.path());
    if (!identity.error.isEmpty())
        return false;
    m_identity = identity.identity;
    m_archive = std::make_unique<chat::Archive>(m_dir.filePath(QStringLiteral("history.sqlite")));
    Switchboard::Options options;
    options.profileDir = m_dir.path();
    options.discoveryPort = m_discoveryPort;
    options.thisMachineOnly = true;
    options.maxOwnLoops = maxOwnLoops;
    options.limits = limits;
    options.openMsecs = openMsecs;
    options.announcedPort = announcedPort;
    if (m_port != 0)
        m_settings.port = m_port;
    m_board = std::make_unique<Switchboard>(options, m_identity, m_settings, *m_archive);
    connect(m_board.get(), &Switchboard::messagesAdded, this, [this](const auto &chat, const auto &rows) {
        for (const store::MessageRow &row : rows)
            shown.append({chat, row});
    });
    connect(m_board.get(), &Switchboard::addressAnswered, this,
            [this](const QString &address, const auto &, const QString &error) {
                answers.append({address, error});
            });
    connect(m_board.get(), &Switchboard::noticed, this, [this](Switchboard::Notice notice, const QString &detail) {
        notices.append({notice, detail});
    });
    connect(m_board.get(), &Switchboard::messageStateChanged, this,
            [this](const auto &, const QByteArray &id, store::MessageState state) { states.insert(id, state); });
    QSignalSpy loaded(m_board.get(), &Switchboard::loaded);
    m_board->start();
    if (!addFirst.isEmpty())
        m_board->addByAddress(addFirst);
    const bool ok = loaded.wait(10'000);
    m_port = m_board->listenPort();
    return ok && m_port != 0;
}

bool Person::stop()
{
    QSignalSpy stopped(m_board.get(), &Switchboard::stopped);
    m_board->stop();
    const bool ok = stopped.wait(10'000);
    vanish();
    return ok;
}

void Person::vanish()
{
    m_board.reset();
    m_archive.reset();
}

void Person::renewKey()
{
    QFile::remove(m_dir.filePath(QStringLiteral("identity.pem")));
}

chat::ChatId Person::chatWith(const Person &other) const
{
    for (const chat::ChatInfo &info : m_board->chats()) {
        if (info.fingerprint == other.fingerprint())
            return info.id;
    }
    return {};
}

QList<chat::ChatInfo> Person::people() const
{
    QList<chat::ChatInfo> people;
    for (const chat::ChatInfo &info : m_board->chats()) {
        if (info.kind != chat::ChatKind::Converter)
            people.append(info);
    }
    return people;
}

Presence Person::presence(const Person &other) const
{
    const chat::ChatInfo *found = info(other);
    return found ? found->presence : Presence::Offline;
}

QStringList Person::textsFrom(const chat::ChatId &chat) const
{
    QStringList texts;
    for (const Received &received : shown) {
        if (received.chat == chat && !received.row.mine)
            texts.append(received.row.text);
    }
    return texts;
}

int Person::stateCount(store::MessageState state) const
{
    return int(std::count(states.cbegin(), states.cend(), state));
}

bool befriend(Person &a, Person &b)
{
    if (!a.board().addByAddress(b.address()).isEmpty())
        return false;
    if (!QTest::qWaitFor([&] { return b.info(a) && b.info(a)->kind == chat::ChatKind::Request; }, 10'000))
        return false;
    b.board().accept(b.chatWith(a));
    return QTest::qWaitFor(
        [&] {
            return a.presence(b) == Presence::Online && b.presence(a) == Presence::Online
                && b.info(a)->kind == chat::ChatKind::Buddy;
        },
        10'000);
}

} // namespace plausch::test

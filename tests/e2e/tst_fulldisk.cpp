// The disk under the profile is full: the chat goes on, says so, and saves again when there is room.
#include "support/person.h"
#include "support/testmain.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <sys/mount.h>
#include <unistd.h>

using namespace plausch;
using chat::Presence;
using chat::Switchboard;
using test::Person;

namespace {

constexpr int Patience = 60'000;

/// A file system of a few mebibytes, made here and gone afterwards.
class SmallDisk
{
public:
    SmallDisk()
    {
        const QByteArray path = m_dir.path().toLocal8Bit();
        if (mount("none", path.constData(), "tmpfs", 0, "size=4m") != 0)
            error = QString::fromLocal8Bit(std::strerror(errno));
    }
    ~SmallDisk()
    {
        if (error.isEmpty())
            umount2(m_dir.path().toLocal8Bit().constData(), MNT_DETACH);
    }

    QString path() const { return m_dir.path(); }
    void fill()
    {
        QFile filler(m_dir.filePath(QStringLiteral("filler")));
        if (!filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            return;
        for (qsizetype size = 64 * 1024; size > 0; size /= 2) {
            const QByteArray piece(size, 'x');
            while (filler.write(piece) == piece.size()) { }
        }
    }
    bool free() { return QFile::remove(m_dir.filePath(QStringLiteral("filler"))); }

    QString error;

private:
    QTemporaryDir m_dir;
};

/// What the window's bar says at the moment.
bool isSaving(const Person &person)
{
    bool saving = true;
    for (const auto &[kind, detail] : person.notices) {
        if (kind == Switchboard::Notice::NotSaved || kind == Switchboard::Notice::SavedAgain)
            saving = kind == Switchboard::Notice::SavedAgain;
    }
    return saving;
}

} // namespace

class TestFullDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theChatGoesOn();
};

void TestFullDisk::theChatGoesOn()
{
    if (geteuid() != 0)
        QSKIP("a small disk can be mounted by root only");
    SmallDisk disk;
    if (!disk.error.isEmpty())
        QSKIP(qPrintable(QStringLiteral("no small disk can be mounted here: ") + disk.error));
    Person anna(QStringLiteral("Anna"), 0, disk.path()), ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    const chat::ChatId bensChat = anna.chatWith(ben);
    const chat::ChatId annasChat = ben.chatWith(anna);
    ben.board().say(annasChat, QStringLiteral("vorher"));
    QTRY_COMPARE_WITH_TIMEOUT(anna.textsFrom(bensChat).size(), 1, Patience);

    QStringList said{QStringLiteral("vorher")};
    // What is left of the last pages may still take a small write.
    while (isSaving(anna) && said.size() < 200) {
        disk.fill();
        said.append(QStringLiteral("%1 ").arg(said.size()) + QString(2'000, u'x'));
        ben.board().say(annasChat, said.constLast());
        QTRY_COMPARE_WITH_TIMEOUT(anna.textsFrom(bensChat).size(), said.size(), Patience);
    }
    QVERIFY(!isSaving(anna));
    QVERIFY(!anna.notices.constLast().second.isEmpty());
    anna.board().say(bensChat, QStringLiteral("geht es noch?"));
    QTRY_COMPARE_WITH_TIMEOUT(ben.textsFrom(annasChat), QStringList{QStringLiteral("geht es noch?")}, Patience);
    said.append(QStringLiteral("es geht noch"));
    ben.board().say(annasChat, said.constLast());
    QTRY_COMPARE_WITH_TIMEOUT(anna.textsFrom(bensChat), said, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(ben.info(anna)->queued, 0, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(anna.info(ben)->queued, 0, Patience);

    QVERIFY(disk.free());
    said.append(QStringLiteral("wieder Platz"));
    ben.board().say(annasChat, said.constLast());
    QTRY_VERIFY_WITH_TIMEOUT(isSaving(anna), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(anna.textsFrom(bensChat), said, Patience);

    // A new link sends what is unconfirmed again: nothing is.
    QVERIFY(ben.stop() && ben.start());
    QTRY_COMPARE_WITH_TIMEOUT(anna.presence(ben), Presence::Online, Patience);
    said.append(QStringLiteral("zurück"));
    ben.board().say(annasChat, said.constLast());
    QTRY_COMPARE_WITH_TIMEOUT(anna.textsFrom(bensChat), said, Patience);
    QCOMPARE(ben.textsFrom(annasChat), QStringList{QStringLiteral("geht es noch?")});
    QVERIFY(isSaving(anna));
}

PLAUSCH_TEST_MAIN(TestFullDisk)
#include "tst_fulldisk.moc"

// Two on a chat server tell each other who they are: whole, signed, for this meeting only - or not believed.
#include "chat/identity.h"
#include "chat/introduction.h"
#include "io/selfsigned.h"
#include "io/tls.h"
#include "session/vocabulary.h"
#include "support/certificates.h"
#include "support/testmain.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace plausch;
using namespace plausch::chat;
using Fault = IntroductionFault;

namespace {

constexpr qint64 Now = 1'790'000'000'123;

const Identity &anna()
{
    static const Identity identity = [] {
        const QTemporaryDir dir;
        return loadOrCreateIdentity(dir.path()).identity;
    }();
    return identity;
}

Introduction sample()
{
    Introduction of;
    of.key = anna().certificate.publicKey().toDer();
    of.name = QStringLiteral("Anna Müller; \\ 🙂");
    of.addresses = {{QStringLiteral("10.0.0.7"), 50001}, {QStringLiteral("fe80::1"), 50002}};
    of.network = QStringLiteral("Test Net");
    of.from = "Anna";
    of.to = "Ben[x]";
    of.meant = QByteArray(32, '\x7f');
    of.token = "abc-123";
    of.answers = "def-456";
    of.time = Now;
    of.asks = true;
    return of;
}

Meeting meeting()
{
    return {QStringLiteral("Test Net"), "anna", "ben[X]", wire::CaseMapping::Ascii, Now + 1'000};
}

QList<wire::Tag> tagsOf(const Introduction &of)
{
    return introductionTags(of, anna().key);
}

void set(QList<wire::Tag> &tags, QByteArrayView key, const QByteArray &value)
{
    for (wire::Tag &tag : tags) {
        if (tag.key == key)
            tag.value = value;
    }
}

} // namespace

class TestIntroduction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesAsItWasMade();
    void fitsALineWhateverIsInIt();
    void isForThisMeetingOnly_data();
    void isForThisMeetingOnly();
    void anAnswerNeedsNoClock();
    void everyPartIsSigned_data();
    void everyPartIsSigned();
    void anotherKeySignsNothing();
    void keysThatAreNotOfThisKind();
    void garbageIsNone_data();
    void garbageIsNone();
    void anyChangedByteIsNotBelieved();
};

void TestIntroduction::comesAsItWasMade()
{
    const QList<wire::Tag> tags = tagsOf(sample());
    // Through a line and back, as a server passes it on.
    const QByteArray line = wire::encode({tags, {}, "TAGMSG", {"Ben[x]"}});
    QVERIFY(!line.isEmpty());
    const auto message = wire::Message::fromLine(line.chopped(2));
    QVERIFY(message);
    for (const wire::Tag &tag : message->tags)
        QVERIFY2(tag.key.startsWith("+plausch.chat/"), tag.key.constData());
    const ReadIntroduction read = readIntroduction(message->tags, meeting());
    QCOMPARE(read.fault, Fault::None);
    QCOMPARE(read.introduction, sample());
    QCOMPARE(read.introduction.fingerprint(), anna().fingerprint);

    Introduction bare = sample();
    bare.addresses.clear();
    bare.name.clear();
    bare.meant.clear();
    bare.answers.clear();
    bare.asks = false;
    const ReadIntroduction again = readIntroduction(tagsOf(bare), meeting());
    QCOMPARE(again.fault, Fault::None);
    QCOMPARE(again.introduction, bare);
}

void TestIntroduction::fitsALineWhateverIsInIt()
{
    Introduction of = sample();
    of.name = QString(500, u';');
    of.network = QString(500, u' ');
    of.from = QByteArray(64, ';');
    of.to = QByteArray(64, ';');
    of.token = QByteArray(64, ';');
    of.answers = QByteArray(64, ';');
    of.addresses.clear();
    for (int i = 0; i < 20; ++i) {
        const QString label(63, QLatin1Char(char('a' + i)));
        of.addresses.append({label + u'.' + label + u'.' + label + u'.' + label.first(61), 65'535});
    }
    const QList<wire::Tag> tags = tagsOf(of);
    qsizetype bytes = 0;
    for (const wire::Tag &tag : tags)
        bytes += tag.key.size() + wire::escapeTagValue(tag.value).size() + 2;
    QVERIFY2(bytes <= wire::MaxClientTagBytes - 64, qPrintable(QString::number(bytes)));
    const ReadIntroduction read = readIntroduction(tags, {of.network, of.from, of.to, wire::CaseMapping::Ascii, Now});
    QCOMPARE(read.fault, Fault::None);
    QVERIFY(!read.introduction.addresses.isEmpty());
    QVERIFY(read.introduction.addresses.size() <= MaxIntroductionAddresses);
    QCOMPARE(read.introduction.addresses, of.addresses.first(read.introduction.addresses.size()));
}

void TestIntroduction::isForThisMeetingOnly_data()
{
    QTest::addColumn<QString>("network");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<wire::CaseMapping>("mapping");
    QTest::addColumn<qint64>("late");
    QTest::addColumn<IntroductionFault>("fault");
    const QString net = QStringLiteral("Test Net");
    const auto ascii = wire::CaseMapping::Ascii;
    const auto rfc = wire::CaseMapping::Rfc1459;
    QTest::newRow("as made") << net << QByteArray("Anna") << QByteArray("Ben[x]") << ascii << qint64(0) << Fault::None;
    QTest::newRow("other case") << net << QByteArray("ANNA") << QByteArray("BEN[X]") << ascii << qint64(0)
                                << Fault::None;
    QTest::newRow("the same to an old server")
        << net << QByteArray("Anna") << QByteArray("Ben{x}") << rfc << qint64(0) << Fault::None;
    QTest::newRow("two people here") << net << QByteArray("Anna") << QByteArray("Ben{x}") << ascii << qint64(0)
                                     << Fault::Elsewhere;
    QTest::newRow("another network") << QStringLiteral("Other Net") << QByteArray("Anna") << QByteArray("Ben[x]")
                                     << ascii << qint64(0) << Fault::Elsewhere;
    QTest::newRow("said again by another nick")
        << net << QByteArray("Mallory") << QByteArray("Ben[x]") << ascii << qint64(0) << Fault::Elsewhere;
    QTest::newRow("said again to another nick")
        << net << QByteArray("Anna") << QByteArray("Carla") << ascii << qint64(0) << Fault::Elsewhere;
    QTest::newRow("just young enough") << net << QByteArray("Anna") << QByteArray("Ben[x]") << ascii
                                       << MaxIntroductionAgeMsecs << Fault::None;
    QTest::newRow("too old") << net << QByteArray("Anna") << QByteArray("Ben[x]") << ascii
                             << MaxIntroductionAgeMsecs + 1 << Fault::Outdated;
    QTest::newRow("of the future") << net << QByteArray("Anna") << QByteArray("Ben[x]") << ascii
                                   << -MaxIntroductionAgeMsecs - 1 << Fault::Outdated;
}

void TestIntroduction::isForThisMeetingOnly()
{
    QFETCH(const QString, network);
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const wire::CaseMapping, mapping);
    QFETCH(const qint64, late);
    QFETCH(const IntroductionFault, fault);
    const ReadIntroduction read = readIntroduction(tagsOf(sample()), {network, from, to, mapping, Now + late});
    QCOMPARE(read.fault, fault);
}

void TestIntroduction::anAnswerNeedsNoClock()
{
    Meeting late = meeting();
    late.now += 10 * MaxIntroductionAgeMsecs;
    late.tokens = {"xyz", "def-456"};
    QCOMPARE(readIntroduction(tagsOf(sample()), late).fault, Fault::None);
    late.tokens = {"another"};
    QCOMPARE(readIntroduction(tagsOf(sample()), late).fault, Fault::Outdated);
    Introduction claim = sample();
    claim.answers.clear();
    late.tokens = {QByteArray()}; // nothing was asked, so nothing is answered
    QCOMPARE(readIntroduction(tagsOf(claim), late).fault, Fault::Outdated);
}

void TestIntroduction::everyPartIsSigned_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *key, const QByteArray &value) {
        QTest::newRow(key) << QByteArray("+plausch.chat/") + key << value;
    };
    row("introduction", "answer");
    row("name", "Mallory");
    row("addresses", "6.6.6.6:50001");
    row("network", "Other Net");
    row("from", "Mallory");
    row("to", "Carla");
    row("meant", "");
    row("buddy", "another");
    row("answers", "another");
    row("made", session::formatTime(Now + 1));
}

void TestIntroduction::everyPartIsSigned()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, value);
    QList<wire::Tag> tags = tagsOf(sample());
    set(tags, key, value);
    QCOMPARE(readIntroduction(tags, meeting()).fault, Fault::Forged);
}

/// Somebody shows Anna's key, which is no secret.
void TestIntroduction::anotherKeySignsNothing()
{
    const test::TestIdentity mallory = test::makeIdentity("mallory");
    QCOMPARE(readIntroduction(introductionTags(sample(), mallory.key), meeting()).fault, Fault::Forged);
    Introduction own = sample();
    own.key = mallory.certificate.publicKey().toDer();
    const ReadIntroduction read = readIntroduction(introductionTags(own, mallory.key), meeting());
    QCOMPARE(read.fault, Fault::None); // but it is somebody else
    QVERIFY(read.introduction.fingerprint() != anna().fingerprint);
    QCOMPARE(read.introduction.fingerprint(), io::publicKeyFingerprint(mallory.certificate));
}

void TestIntroduction::keysThatAreNotOfThisKind()
{
    QVERIFY(introductionTags(sample(), QSslKey()).isEmpty());
    for (const QByteArray &key :
         {QByteArray(), QByteArray("no key"), sample().key.chopped(1), sample().key + 'x', QByteArray(10'000, '0')}) {
        QList<wire::Tag> tags = tagsOf(sample());
        set(tags, "+plausch.chat/key", key.toBase64(QByteArray::Base64UrlEncoding));
        QCOMPARE(readIntroduction(tags, meeting()).fault, Fault::Garbled);
    }
}

void TestIntroduction::garbageIsNone_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *name, const char *key, const QByteArray &value) {
        QTest::newRow(name) << QByteArray("+plausch.chat/") + key << value;
    };
    row("what is it", "introduction", "shout");
    row("a name that is not UTF-8", "name", "\xff");
    row("a name that moves the cursor", "name", "a\x1b[2J");
    row("a long name", "name", QByteArray(session::MaxNameBytes + 1, 'a'));
    row("an address without a port", "addresses", "10.0.0.7");
    row("not an address", "addresses", "10.0.0.7:50001,-");
    row("nine addresses", "addresses", QByteArrayList(9, "10.0.0.7:50001").join(','));
    row("a long network", "network", QByteArray(201, 'a'));
    row("half a fingerprint", "meant", QByteArray(32, '0'));
    row("not a fingerprint", "meant", QByteArray(64, 'x'));
    row("no token", "buddy", "");
    row("a token with a blank", "buddy", "a b");
    row("an answer with a blank", "answers", "a b");
    row("no time", "made", "");
    row("not a time", "made", "yesterday");
}

void TestIntroduction::garbageIsNone()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, value);
    QList<wire::Tag> tags = tagsOf(sample());
    set(tags, key, value);
    QCOMPARE(readIntroduction(tags, meeting()).fault, Fault::Garbled);
    tags.removeIf([&key](const wire::Tag &tag) { return tag.key == key; });
    QVERIFY(readIntroduction(tags, meeting()).fault != Fault::None);
    QCOMPARE(readIntroduction({}, meeting()).fault, Fault::Garbled);
}

void TestIntroduction::anyChangedByteIsNotBelieved()
{
    QRandomGenerator random(20'261);
    const QList<wire::Tag> good = tagsOf(sample());
    for (int i = 0; i < 500; ++i) {
        QList<wire::Tag> tags = good;
        wire::Tag &tag = tags[random.bounded(tags.size())];
        const char byte = char(random.bounded(256));
        if (tag.value.isEmpty())
            continue;
        const qsizetype at = random.bounded(tag.value.size());
        if (tag.value[at] == byte)
            continue;
        tag.value[at] = byte;
        const ReadIntroduction read = readIntroduction(tags, meeting());
        // Two ways of writing the same bits are the same introduction.
        if (read.fault == Fault::None)
            QCOMPARE(read.introduction, sample());
        else
            QVERIFY(read.fault == Fault::Forged || read.fault == Fault::Garbled);
    }
}

PLAUSCH_TEST_MAIN(TestIntroduction)
#include "tst_introduction.moc"

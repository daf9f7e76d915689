// wire::parse, Message and encode against the vectors of tests/data/messages.json, and as a property of random
// messages.
#include "support/testmain.h"
#include "wire/message.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

using namespace plausch::wire;

Q_DECLARE_METATYPE(plausch::wire::Message)
Q_DECLARE_METATYPE(plausch::wire::ParseError)

namespace {

QByteArray bytesOf(const QJsonObject &vector)
{
    if (vector.contains(QLatin1String("hex")))
        return QByteArray::fromHex(vector[QLatin1String("hex")].toString().toLatin1());
    return vector[QLatin1String("line")].toString().toUtf8();
}

Message messageOf(const QJsonObject &vector)
{
    Message message;
    for (const QJsonValue tag : vector[QLatin1String("tags")].toArray())
        message.tags.append({tag[0].toString().toUtf8(), tag[1].toString().toUtf8()});
    message.source = vector[QLatin1String("source")].toString().toUtf8();
    message.command = vector[QLatin1String("command")].toString().toUtf8();
    for (const QJsonValue param : vector[QLatin1String("params")].toArray())
        message.params.append(param.toString().toUtf8());
    for (const QJsonValue param : vector[QLatin1String("paramsHex")].toArray())
        message.params.append(QByteArray::fromHex(param.toString().toLatin1()));
    return message;
}

ParseError errorOf(const QString &name)
{
    static const QHash<QString, ParseError> errors{{QStringLiteral("Empty"), ParseError::Empty},
                                                   {QStringLiteral("ForbiddenByte"), ParseError::ForbiddenByte},
                                                   {QStringLiteral("NoCommand"), ParseError::NoCommand},
                                                   {QStringLiteral("BadCommand"), ParseError::BadCommand},
                                                   {QStringLiteral("TooManyParams"), ParseError::TooManyParams}};
    return errors.value(name, ParseError::None);
}

/// Random messages that are valid by construction, from bytes that like to break things.
class MessageSource
{
public:
    Message next()
    {
        Message message;
        for (int i = below(5); i > 0; --i)
            message.tags.append({"k" + QByteArray::number(i) + word("+/-.aZ9:@", 6), word(AnyTagByte, 12)});
        if (below(2))
            message.source = word(SourceByte, 9);
        message.command = below(2) ? QByteArray("C") + word("abcXYZ", 8) : QByteArray::number(100 + below(900));
        const int count = below(MaxParams + 1);
        for (int i = 0; i < count; ++i)
            message.params.append(i + 1 == count ? word(LastByte, 20) : "p" + word(SourceByte, 8));
        return message;
    }

private:
    static constexpr QByteArrayView AnyTagByte = ";: \\\r\nasrn=@,\xc3\xbc\xff";
    static constexpr QByteArrayView SourceByte = "ab:@!=;,\\\t\x01\xc3\xbc\xff";
    static constexpr QByteArrayView LastByte = " :  ab@\\;=\t\x01\xc3\xbc\xff";

    int below(int limit) { return m_random.bounded(limit); }
    QByteArray word(QByteArrayView alphabet, int maxSize)
    {
        QByteArray bytes(below(maxSize + 1), Qt::Uninitialized);
        for (char &c : bytes)
            c = alphabet[below(int(alphabet.size()))];
        return bytes;
    }

    QRandomGenerator m_random{20261123};
};

} // namespace

class MessageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void valid_data();
    void valid();
    void invalid_data();
    void invalid();
    void viewReadsWithoutCopying();
    void viewIsReusable();
    void tagOfView();
    void commandIgnoresCase();
    void escape_data();
    void escape();
    void unescape_data();
    void unescape();
    void unencodable_data();
    void unencodable();
    void everyMessageSurvives();
    void everyRandomLineIsStable();
    void clientOnly_data();
    void clientOnly();
    void millionTags();
    void millionParameters();
    void limitsAddUp();

private:
    QJsonObject m_data;
};

void MessageTest::initTestCase()
{
    QFile file(qEnvironmentVariable("PLAUSCH_SOURCE_DIR") + QStringLiteral("/tests/data/messages.json"));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    m_data = QJsonDocument::fromJson(file.readAll()).object();
    QVERIFY(m_data[QLatin1String("valid")].toArray().size() > 40);
    QVERIFY(m_data[QLatin1String("invalid")].toArray().size() > 25);
}

void MessageTest::valid_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("canonical");
    QTest::addColumn<Message>("expected");
    for (const QJsonValue value : m_data[QLatin1String("valid")].toArray()) {
        const QJsonObject vector = value.toObject();
        const QByteArray line = bytesOf(vector);
        QTest::newRow(qPrintable(vector[QLatin1String("about")].toString()))
            << line << vector[QLatin1String("canonical")].toString(QString()).toUtf8() << messageOf(vector);
    }
}

void MessageTest::valid()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, canonical);
    QFETCH(const Message, expected);

    MessageView view;
    QCOMPARE(parse(line, view), ParseError::None);
    const Message message = Message::fromView(view);
    QCOMPARE(message.tags.size(), expected.tags.size());
    for (qsizetype i = 0; i < expected.tags.size(); ++i) {
        QCOMPARE(message.tags[i].key, expected.tags[i].key);
        QCOMPARE(message.tags[i].value, expected.tags[i].value);
        QCOMPARE(view.tag(expected.tags[i].key), expected.tags[i].value);
        QVERIFY(message.tag(expected.tags[i].key));
        QCOMPARE(*message.tag(expected.tags[i].key), expected.tags[i].value);
    }
    QCOMPARE(message.source, expected.source);
    QCOMPARE(message.command, expected.command);
    QCOMPARE(message.params, expected.params);
    QCOMPARE(encode(message), (canonical.isEmpty() ? line : canonical) + "\r\n");
    QCOMPARE(Message::fromLine(encode(message).chopped(2)), std::optional(expected));
}

void MessageTest::invalid_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<ParseError>("error");
    for (const QJsonValue value : m_data[QLatin1String("invalid")].toArray()) {
        const QJsonObject vector = value.toObject();
        QTest::newRow(qPrintable(vector[QLatin1String("about")].toString()))
            << bytesOf(vector) << errorOf(vector[QLatin1String("error")].toString());
    }
}

void MessageTest::invalid()
{
    QFETCH(const QByteArray, line);
    QFETCH(const ParseError, error);
    MessageView view;
    QCOMPARE(parse(line, view), error);
    QVERIFY(error != ParseError::None);
    QVERIFY(!Message::fromLine(line));
}

void MessageTest::viewReadsWithoutCopying()
{
    const QByteArray line = "@a=b\\s;c :src CMD one :two three";
    MessageView view;
    QCOMPARE(parse(line, view), ParseError::None);
    const auto offset = [&](QByteArrayView part) { return part.data() - line.constData(); };
    QCOMPARE(offset(view.rawTags), 1);
    QCOMPARE(view.rawTags, QByteArrayView("a=b\\s;c"));
    QCOMPARE(offset(view.source), 10);
    QCOMPARE(offset(view.command), 14);
    QCOMPARE(offset(view.param(0)), 18);
    QCOMPARE(offset(view.param(1)), 23);
    QCOMPARE(view.paramCount, 2);
    QVERIFY(view.param(2).isNull());
    QVERIFY(view.param(-1).isNull());
}

void MessageTest::viewIsReusable()
{
    MessageView view;
    QCOMPARE(parse("@a :src CMD one two", view), ParseError::None);
    QCOMPARE(parse("PING", view), ParseError::None);
    QCOMPARE(Message::fromView(view), (Message{{}, {}, "PING", {}}));
    QVERIFY(view.param(0).isNull());
}

void MessageTest::tagOfView()
{
    MessageView view;
    QCOMPARE(parse("@ab=1;a=2;b;a=3\\:;=4;c= PING", view), ParseError::None);
    QCOMPARE(view.tag("a"), QByteArray("3;"));
    QCOMPARE(view.tag("ab"), QByteArray("1"));
    QCOMPARE(view.tag("b"), QByteArray(""));
    QCOMPARE(view.tag("c"), QByteArray(""));
    QVERIFY(!view.tag("A"));
    QVERIFY(!view.tag(""));
    QVERIFY(!view.tag("d"));
    QCOMPARE(parse("PING", view), ParseError::None);
    QVERIFY(!view.tag("a"));
}

void MessageTest::commandIgnoresCase()
{
    MessageView view;
    QCOMPARE(parse("PrivMsg a b", view), ParseError::None);
    QVERIFY(view.isCommand("PRIVMSG"));
    QVERIFY(view.isCommand("privmsg"));
    QVERIFY(!view.isCommand("PRIVMS"));
    QVERIFY(!view.isCommand("PRIVMSGS"));
}

void MessageTest::escape_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("escaped");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("plain") << QByteArray("abc:,=@+") << QByteArray("abc:,=@+");
    QTest::newRow("semicolon") << QByteArray(";") << QByteArray("\\:");
    QTest::newRow("blank") << QByteArray(" a ") << QByteArray("\\sa\\s");
    QTest::newRow("backslash") << QByteArray("\\") << QByteArray("\\\\");
    QTest::newRow("CR LF") << QByteArray("\r\n") << QByteArray("\\r\\n");
    QTest::newRow("backslash and s") << QByteArray("\\s") << QByteArray("\\\\s");
    QTest::newRow("UTF-8") << QByteArray("ü;ß") << QByteArray("ü\\:ß");
}

void MessageTest::escape()
{
    QFETCH(const QByteArray, raw);
    QFETCH(const QByteArray, escaped);
    QCOMPARE(escapeTagValue(raw), escaped);
    QCOMPARE(unescapeTagValue(escaped), raw);
}

void MessageTest::unescape_data()
{
    QTest::addColumn<QByteArray>("escaped");
    QTest::addColumn<QByteArray>("raw");
    QTest::newRow("unknown letter") << QByteArray("\\b\\S") << QByteArray("bS");
    QTest::newRow("lone") << QByteArray("\\") << QByteArray();
    QTest::newRow("lone at the end") << QByteArray("test\\") << QByteArray("test");
    QTest::newRow("three") << QByteArray("\\\\\\") << QByteArray("\\");
    QTest::newRow("half of UTF-8") << QByteArray("\\\xc3\xbc") << QByteArray("\xc3\xbc");
}

void MessageTest::unescape()
{
    QFETCH(const QByteArray, escaped);
    QFETCH(const QByteArray, raw);
    QCOMPARE(unescapeTagValue(escaped), raw);
}

void MessageTest::unencodable_data()
{
    QTest::addColumn<Message>("message");
    const Message good{{{"k", "v"}}, "src", "CMD", {"a", "b"}};
    const auto with = [&](auto change) {
        Message message = good;
        change(message);
        return message;
    };
    const auto row = [&](const char *name, auto change) { QTest::newRow(name) << with(change); };
    row("no command", [](Message &m) { m.command.clear(); });
    row("blank in the command", [](Message &m) { m.command = "A B"; });
    row("two digits", [](Message &m) { m.command = "12"; });
    row("blank in the source", [](Message &m) { m.source = "a b"; });
    row("LF in the source", [](Message &m) { m.source = "a\nQUIT"; });
    row("NUL in the source", [](Message &m) { m.source = QByteArray("a\0b", 3); });
    row("blank in a middle parameter", [](Message &m) { m.params[0] = "a b"; });
    row("empty middle parameter", [](Message &m) { m.params[0] = ""; });
    row("colon before a middle parameter", [](Message &m) { m.params[0] = ":a"; });
    row("LF in the last", [](Message &m) { m.params[1] = "a\nQUIT"; });
    row("CR in the last", [](Message &m) { m.params[1] = "a\rQUIT"; });
    row("NUL in the last", [](Message &m) { m.params[1] = QByteArray("\0", 1); });
    row("sixteen parameters", [](Message &m) { m.params = QList<QByteArray>(16, "a"); });
    row("empty key", [](Message &m) { m.tags[0].key = ""; });
    row("equals in the key", [](Message &m) { m.tags[0].key = "a=b"; });
    row("semicolon in the key", [](Message &m) { m.tags[0].key = "a;b"; });
    row("blank in the key", [](Message &m) { m.tags[0].key = "a b"; });
    row("LF in the key", [](Message &m) { m.tags[0].key = "a\n"; });
    row("NUL in a value", [](Message &m) { m.tags[0].value = QByteArray("a\0", 2); });
    QVERIFY(isEncodable(good));
    QCOMPARE(encode(good), "@k=v :src CMD a b\r\n");
}

void MessageTest::unencodable()
{
    QFETCH(const Message, message);
    QVERIFY(!isEncodable(message));
    QCOMPARE(encode(message), QByteArray());
}

void MessageTest::everyMessageSurvives()
{
    MessageSource source;
    for (int i = 0; i < 20'000; ++i) {
        const Message message = source.next();
        const QByteArray line = encode(message);
        QVERIFY2(line.endsWith("\r\n"), qPrintable(QString::number(i)));
        const std::optional<Message> back = Message::fromLine(line.chopped(2));
        if (back != message)
            QFAIL(line.toPercentEncoding().constData());
    }
}

// Lines of any bytes: what is accepted is written in one form only, and that form means the same.
void MessageTest::everyRandomLineIsStable()
{
    QRandomGenerator random(50000);
    constexpr QByteArrayView alphabet = "@@:: ;=\\\\sAab01\r\n\xff";
    int accepted = 0;
    for (int i = 0; i < 100'000; ++i) {
        QByteArray line(random.bounded(24), Qt::Uninitialized);
        for (char &c : line)
            c = alphabet[random.bounded(int(alphabet.size()))];
        const std::optional<Message> message = Message::fromLine(line);
        if (!message)
            continue;
        ++accepted;
        const QByteArray once = encode(*message);
        QVERIFY2(!once.isEmpty(), line.toPercentEncoding().constData());
        QCOMPARE(Message::fromLine(once.chopped(2)), message);
    }
    QVERIFY(accepted > 1000);
}

// The ceiling of a line is the framer's; the parser has to stay linear without it.
// https://ircv3.net/specs/extensions/message-tags#client-only-tags
void MessageTest::clientOnly_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("relayed");
    QTest::newRow("none") << QByteArray() << QByteArray();
    QTest::newRow("order and escapes stay") << QByteArray("+b=x\\:\\s;+a") << QByteArray("+b=x\\:\\s;+a");
    QTest::newRow("others go") << QByteArray("label=1;+a=b;time=2;bot") << QByteArray("+a=b");
    QTest::newRow("vendor") << QByteArray("+plausch.chat/id=7;plausch.chat/id=8") << QByteArray("+plausch.chat/id=7");
    QTest::newRow("last of a key") << QByteArray("+a=1;+b;+a=2") << QByteArray("+b;+a=2");
    QTest::newRow("empty value is none") << QByteArray("+a=") << QByteArray("+a");
    QTest::newRow("no key") << QByteArray("+;+=x;;=;+a") << QByteArray("+a");
}

void MessageTest::clientOnly()
{
    QFETCH(const QByteArray, sent);
    QFETCH(const QByteArray, relayed);
    QCOMPARE(clientOnlyTags(sent), relayed);
}

void MessageTest::millionTags()
{
    QByteArray line = "@first=1";
    for (int i = 0; i < 1'000'000; ++i)
        line += ";t" + QByteArray::number(i);
    line += ";first=2 PING";
    MessageView view;
    QCOMPARE(parse(line, view), ParseError::None);
    QCOMPARE(view.tag("first"), QByteArray("2"));
    QVERIFY(view.tag("t0"));
    QVERIFY(!view.tag("absent"));
    const Message message = Message::fromView(view);
    QCOMPARE(message.tags.size(), 1'000'001);
    QCOMPARE(message.tags.first().key, QByteArray("t0"));
    QCOMPARE(message.tags.last(), (Tag{"first", "2"}));
    QCOMPARE(Message::fromLine(encode(message).chopped(2)), std::optional(message));
}

void MessageTest::millionParameters()
{
    MessageView view;
    QCOMPARE(parse("CMD" + QByteArray(" a").repeated(1'000'000), view), ParseError::TooManyParams);
    QCOMPARE(parse("CMD" + QByteArray(1'000'000, ' '), view), ParseError::None);
    QCOMPARE(view.paramCount, 0);
    const QByteArray semicolons = "@" + QByteArray(1'000'000, ';') + " CMD";
    QCOMPARE(parse(semicolons, view), ParseError::None);
    QVERIFY(Message::fromView(view).tags.isEmpty());
}

// https://ircv3.net/specs/extensions/message-tags#size-limit
void MessageTest::limitsAddUp()
{
    QCOMPARE(MaxClientTagBytes, 1 + 4094 + 1);
    QCOMPARE(MaxTagBytes, 1 + 4094 + 1 + 4094 + 1);
    QCOMPARE(MaxLineBytes, 8191 + 8192);
}

PLAUSCH_TEST_MAIN(MessageTest)
#include "tst_message.moc"

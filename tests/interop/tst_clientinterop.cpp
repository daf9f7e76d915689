// Our converter client against the lecture's servers in Python.
#include "chat/convertertalk.h"
#include "interop/program.h"
#include "support/testmain.h"

using namespace plausch;
using chat::ConverterEvent;
using chat::ServiceKind;
using Kind = ConverterEvent::Kind;
using test::Program;

class ClientInteropTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void slideTcp()
    {
        Session session(ServiceKind::ConverterTcp, "slide-tcp");
        session.say("U:lower", "LOWER");
        session.say("L:UPPER", "UPPER"); // the slide's server knows no lower()
        session.say("\u00df\u0390", "SS\u0399\u0308\u0301");
        QCOMPARE(session.bytes(Kind::WireOut), QByteArray("U:lowerL:UPPERU:\xc3\x9f\xce\x90"));
        QVERIFY(session.bytes(Kind::WireIn).startsWith(session::converterGreeting()));
        session.talk.say(QStringLiteral("C:"));
        session.say("U:again", "AGAIN"); // a new connection, after the server has seen the end of the old one
        QCOMPARE(session.texts(Kind::Error), QStringList());
    }

    void slideTcpDecodeErrorEndsTheConversation()
    {
        Session session(ServiceKind::ConverterTcp, "slide-tcp");
        session.talk.say(QStringLiteral("U:") + QString(1499, u'a') + u'\u00e9'); // T16: cut inside the character
        QTRY_VERIFY(!session.texts(Kind::Error).isEmpty());
        QVERIFY2(session.texts(Kind::Error).constFirst().contains(u"broke"),
                 qPrintable(session.texts(Kind::Error).constFirst()));
        session.say("U:on", "ON");
    }

    void slideUdp()
    {
        Session session(ServiceKind::ConverterUdp, "slide-udp");
        session.say("U:lower", "U:LOWER");
        session.talk.say(QStringLiteral("L:UPPER"));
        session.say("L:CONT", "L:CONT"); // the datagram before got no answer
    }

    void textbookTcp()
    {
        Session session(ServiceKind::TextbookTcp, "textbook-tcp");
        session.say("hello world", "HELLO WORLD");
        session.say("\u00df \u00e9 hi", "\u00df \u00e9 HI"); // a connection each
        QCOMPARE(session.texts(Kind::Error), QStringList());
        const QString tooLong(2000, u'x'); // A3
        session.say(tooLong.toUtf8().constData(), QByteArray(1024, 'X').constData());
        QTRY_COMPARE(session.texts(Kind::Error).size(), 1);
        QVERIFY(session.texts(Kind::Error).constFirst().contains(u"broke"));
    }

    void textbookUdp()
    {
        Session session(ServiceKind::TextbookUdp, "textbook-udp");
        session.say("hello world", "HELLO WORLD");
        session.say("", ""); // B2: an empty datagram, there and back
        session.say("\u00df \u00e9 hi", "\u00df \u00e9 HI");
        session.say(QByteArray(3000, 'y').constData(), QByteArray(2048, 'Y').constData());
    }

    void silentUdp()
    {
        Session session(ServiceKind::ConverterUdp, "silent-udp", 10);
        session.talk.say(QStringLiteral("U:a"));
        QTRY_COMPARE(session.texts(Kind::Error).size(), 1);
    }

private:
    struct Session
    {
        Session(ServiceKind kind, const char *server, int answerMsecs = 60'000)
            : program(QStringLiteral("python3"),
                      Program::python(QStringLiteral("servers.py"), {QString::fromLatin1(server)}))
            , talk(pool, target(kind, program.line().toUShort(), answerMsecs))
        {
            connect(&talk, &chat::ConverterTalk::happened, &talk,
                    [this](const QList<ConverterEvent> &events) { all += events; });
        }

        static chat::ConverterTarget target(ServiceKind kind, quint16 port, int answerMsecs)
        {
            chat::ConverterTarget target;
            target.kind = kind;
            target.dialect = session::ConverterDialect::Slide;
            target.host = QStringLiteral("127.0.0.1");
            target.port = port;
            target.answerMsecs = answerMsecs;
            return target;
        }

        void say(const char *typed, const char *answer)
        {
            const auto before = texts(Kind::Answer).size();
            talk.say(QString::fromUtf8(typed));
            QTRY_COMPARE(texts(Kind::Answer).size(), before + 1);
            QCOMPARE(texts(Kind::Answer).constLast(), QString::fromUtf8(answer));
        }
        QStringList texts(Kind kind) const
        {
            QStringList result;
            for (const ConverterEvent &event : all)
                if (event.kind == kind)
                    result += event.text;
            return result;
        }
        QByteArray bytes(Kind kind) const
        {
            QByteArray result;
            for (const ConverterEvent &event : all)
                if (event.kind == kind)
                    result += event.bytes;
            return result;
        }

        Program program;
        io::LoopPool pool{io::LoopPool::Policy::LoopPerLink, 1};
        QList<ConverterEvent> all;
        chat::ConverterTalk talk;
    };
};

PLAUSCH_TEST_MAIN(ClientInteropTest)
#include "tst_clientinterop.moc"

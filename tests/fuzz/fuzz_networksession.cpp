// A chat server that answers anything, and a program that asks for anything. The bytes are a stream of lines; one that
// begins with a control character is no line of the server but an order: a wish, with the rest of it as text, or time
// that passes.
#include "sessiondriver.h"

#include "session/networksession.h"

#include <array>

using namespace plausch;
using namespace plausch::session;

namespace {

/// "target second rest"
struct Parts
{
    explicit Parts(QByteArrayView text)
    {
        const QByteArrayList words = text.toByteArray().split(' ');
        first = words.value(0);
        second = words.value(1);
        rest = QString::fromUtf8(words.mid(2).join(' ')).replace(QLatin1Char('|'), QLatin1Char('\n'));
    }
    QByteArray first;
    QByteArray second;
    QString rest;
};

using Make = NetworkRequest (*)(const Parts &);
constexpr std::array<Make, 25> Wishes{
    [](const Parts &p) -> NetworkRequest {
        return JoinRoom{p.first, p.second};
    },
    [](const Parts &p) -> NetworkRequest {
        return LeaveRoom{p.first, p.rest};
    },
    [](const Parts &p) -> NetworkRequest {
        return SayTo{p.first, p.second, 0, p.rest, TextKind::Text};
    },
    [](const Parts &p) -> NetworkRequest {
        return SayTo{p.first, p.second, 1, p.rest, TextKind::Action};
    },
    [](const Parts &p) -> NetworkRequest {
        return SetTopic{p.first, p.rest};
    },
    [](const Parts &p) -> NetworkRequest {
        return SetModes{p.first, p.second, p.rest.toUtf8().split(' ')};
    },
    [](const Parts &p) -> NetworkRequest {
        return KickOut{p.first, p.second, p.rest};
    },
    [](const Parts &p) -> NetworkRequest {
        return InviteTo{p.first, p.second};
    },
    [](const Parts &p) -> NetworkRequest {
        return AskHistory{p.first, HistoryFrom::Latest, {}, 0, p.rest.toInt()};
    },
    [](const Parts &p) -> NetworkRequest {
        return AskHistory{p.first, HistoryFrom::Before, p.second, 0, 50};
    },
    [](const Parts &p) -> NetworkRequest { return AskTalks{p.rest.toLongLong()}; },
    [](const Parts &p) -> NetworkRequest {
        return MarkRead{p.first, p.rest.size()};
    },
    [](const Parts &p) -> NetworkRequest {
        return Watch{{p.first, p.second}};
    },
    [](const Parts &p) -> NetworkRequest {
        return Unwatch{{p.first, p.second}};
    },
    [](const Parts &p) -> NetworkRequest { return AskRooms{p.first}; },
    [](const Parts &p) -> NetworkRequest {
        return AskMasks{p.first, p.second.isEmpty() ? 'b' : p.second.front()};
    },
    [](const Parts &p) -> NetworkRequest { return AskPerson{p.first}; },
    [](const Parts &p) -> NetworkRequest { return ChangeNick{p.first}; },
    [](const Parts &p) -> NetworkRequest {
        return SetAway{!p.first.isEmpty(), p.rest};
    },
    [](const Parts &p) -> NetworkRequest {
        return SignIn{p.first, p.second};
    },
    [](const Parts &p) -> NetworkRequest {
        return RegisterAccount{p.first, p.second, p.rest.toUtf8()};
    },
    [](const Parts &p) -> NetworkRequest { return SendRaw{p.first + ' ' + p.second + ' ' + p.rest.toUtf8()}; },
    [](const Parts &p) -> NetworkRequest { return ShowWire{p.first.size() % 2 == 1}; },
    [](const Parts &p) -> NetworkRequest {
        return SayTo{p.first, p.second, 0, p.rest, TextKind::Notice, {p.second, p.first}, {{"+x", p.second}}};
    },
    [](const Parts &p) -> NetworkRequest {
        return Confirm{p.first, p.second, ReceiptKind::Read};
    },
};
/// After a '~'.
using MakeSign = SignRequest (*)(const Parts &);
constexpr std::array<MakeSign, 5> Signs{
    [](const Parts &p) -> SignRequest {
        return React{p.first, p.second, {p.second, p.first}, p.rest, p.rest.size() % 2 == 0};
    },
    [](const Parts &p) -> SignRequest {
        return ShowTyping{p.first, TypingState(p.rest.size() % 3)};
    },
    [](const Parts &p) -> SignRequest {
        return Redact{p.first, p.second, {p.second, {}}, p.rest};
    },
    [](const Parts &p) -> SignRequest {
        return SignalTo{p.first, {{'+' + p.second, p.rest.toUtf8()}}};
    },
    [](const Parts &p) -> SignRequest {
        return SignalTo{p.first, {{p.second, p.rest.toUtf8()}, {"+a", {}}}};
    },
};
constexpr char SignMark = '~';
constexpr int Tick = 31; // the control character that lets time pass

class NetworkDriver
{
public:
    NetworkDriver(NetworkSession &session, fuzz::StrictPort &port) : m_session(session), m_port(port) { }

    void run(QByteArrayView bytes)
    {
        m_session.setPrivate(true);
        m_session.start(m_now);
        wire::LineFramer framer(wire::MaxLineBytes);
        const auto status = framer.feed(bytes, [this](QByteArrayView line) { return step(line); });
        if (status == wire::FrameStatus::TooLong && !isOver())
            m_session.onOversizedLine(m_now);
        fuzz::require(m_port.isClosed() == isOver(), "a session that closed its port is closed");
        fuzz::require(!isOver() || m_port.hasEnded(), "a session does not end without saying so");
    }

private:
    bool isOver() const { return m_session.phase() == Session::Phase::Closed; }

    bool step(QByteArrayView line)
    {
        const auto what = static_cast<unsigned char>(line.front());
        if (what >= 0x20)
            m_session.onLine(line, m_now);
        else if (what == Tick)
            pass(line.size() * 1000);
        else if (line.size() > 1 && line[1] == SignMark)
            m_session.perform(Signs[what % Signs.size()](Parts(line.sliced(2))), m_now);
        else
            m_session.perform(Wishes[what % Wishes.size()](Parts(line.sliced(1))), m_now);
        return !isOver();
    }

    void pass(qint64 msecs)
    {
        m_now.monotonic += msecs;
        m_now.utc += msecs;
        m_session.onTick(m_now);
    }

    NetworkSession &m_session;
    fuzz::StrictPort &m_port;
    Moment m_now{1000, 1'800'000'000'000};
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::StrictPort port;
    NetworkSelf self;
    self.nick = "eva";
    self.account = "eva";
    self.secret = "geheim";
    Limits limits;
    limits.paceWaiting = 64;
    limits.rosterMembers = 64;
    NetworkSession session(port, self, limits);
    NetworkDriver(session, port).run(fuzz::view(data, size));
    return 0;
}

#include "serverload/clients.h"

#include "serverload/failure.h"

#include <algorithm>
#include <array>
#include <sys/epoll.h>
#include <unistd.h>
#include <utility>

namespace plausch::bench {
namespace {

constexpr std::uint32_t PerAddress = 5'000; // of some 28,000 ports, so that those still in TIME_WAIT do not matter
constexpr std::size_t ReadBytes = 256 * 1024;
constexpr std::size_t MaxLineBytes = 16 * 1024; // with room for tags
constexpr std::size_t EventsPerTurn = 1024;

/// 127.0.0.2, 127.0.0.3 and so on: all of 127/8 is this machine.
in_addr sourceOf(std::uint32_t client)
{
    return {htonl(INADDR_LOOPBACK + 1 + client / PerAddress)};
}

/// The command of a line with or without tags and source, and what follows it.
struct Words
{
    std::string_view command;
    std::string_view rest;
};

std::string_view cutWord(std::string_view &text)
{
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    return word;
}

Words wordsOf(std::string_view line)
{
    for (const char mark : {'@', ':'}) {
        if (line.starts_with(mark))
            cutWord(line);
    }
    const std::string_view command = cutWord(line);
    return {command, line};
}

/// https://modern.ircdocs.horse/#numerics: 400 to 599 are errors; 422 only says that there is no message of the day.
bool isError(std::string_view command)
{
    const bool isNumeric = command.size() == 3 && (command[0] == '4' || command[0] == '5');
    return command == "ERROR" || (isNumeric && command != "422");
}

} // namespace

Clients::Clients(const sockaddr_in &server, bool throughTls, std::uint32_t atOnce)
    : m_server(server)
    , m_tls(throughTls ? std::make_unique<TlsClient>() : nullptr)
    , m_atOnce(atOnce)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_buffer(ReadBytes)
{
    if (m_epoll < 0)
        throw Failure("epoll_create1 failed");
}

Clients::~Clients()
{
    ::close(m_epoll);
}

std::string Clients::nick(std::uint32_t client) const
{
    return 'c' + std::to_string(client);
}

void Clients::enter(std::uint32_t count)
{
    const std::uint32_t from = size();
    m_clients.reserve(from + count);
    const auto registration = [this](std::uint32_t client) {
        dial();
        say(client, "NICK " + nick(client));
        say(client, "USER load 0 * :Load");
    };
    ask(from, from + count, registration, "001");
}

void Clients::join(std::string_view channel)
{
    const std::string line = "JOIN " + std::string(channel);
    ask(
        0, size(), [&](std::uint32_t client) { say(client, line); }, "366");
}

void Clients::settle()
{
    ask(
        0, size(), [this](std::uint32_t client) { say(client, "PING settled"); }, "PONG");
}

void Clients::dial()
{
    const std::uint32_t client = size();
    m_clients.push_back({Stream::dial(m_server, sourceOf(client), m_tls.get()), {}, {}});
    watch(client, EPOLL_CTL_ADD, true);
}

void Clients::ask(std::uint32_t from, std::uint32_t to, const std::function<void(std::uint32_t)> &question,
                  std::string_view answer)
{
    m_answer = answer;
    while (from < to || m_unanswered > 0) {
        for (; from < to && m_unanswered < m_atOnce; ++from, ++m_unanswered) {
            question(from);
            m_clients[from].isAwaited = true;
        }
        flush();
        if (!turn(AnswerStall))
            throw Failure("no " + m_answer + " for " + std::to_string(m_unanswered) + " clients");
    }
    m_answer.clear();
}

void Clients::say(std::uint32_t client, std::string_view line)
{
    Client &speaker = m_clients[client];
    speaker.out.append(line).append("\r\n");
    if (!speaker.isDirty) {
        speaker.isDirty = true;
        m_dirty.push_back(client);
    }
}

void Clients::flush()
{
    for (const std::uint32_t client : m_dirty) {
        m_clients[client].isDirty = false;
        if (!m_clients[client].waitsForRoom)
            writeTo(client);
    }
    m_dirty.clear();
}

bool Clients::turn(std::chrono::nanoseconds atMost)
{
    std::array<epoll_event, EventsPerTurn> events;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(atMost);
    const timespec time{seconds.count(), (atMost - seconds).count()};
    const int count = ::epoll_pwait2(m_epoll, events.data(), int(events.size()), &time, nullptr);
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = events[std::size_t(i)];
        if ((event.events & EPOLLOUT) != 0)
            writeTo(event.data.u32);
        if ((event.events & ~std::uint32_t(EPOLLOUT)) != 0)
            readFrom(event.data.u32);
    }
    flush();
    return count > 0;
}

void Clients::readFrom(std::uint32_t client)
{
    Stream::Progress progress;
    do {
        progress = m_clients[client].stream.read(m_buffer);
        takeBytes(client, {m_buffer.data(), progress.bytes});
    } while (m_tls && progress.bytes == m_buffer.size()); // what OpenSSL has is no event of the kernel's
    if (!progress.open)
        throw Failure("the server closed the connection of " + nick(client));
    if (m_tls && !m_clients[client].out.empty() && !m_clients[client].waitsForRoom)
        writeTo(client); // waited for the handshake
}

void Clients::takeBytes(std::uint32_t client, std::string_view bytes)
{
    std::string &begun = m_clients[client].in;
    std::size_t end = bytes.find('\n');
    if (!begun.empty() && end != std::string_view::npos) {
        begun.append(bytes.substr(0, end));
        takeLine(client, begun);
        begun.clear();
        bytes.remove_prefix(end + 1);
        end = bytes.find('\n');
    }
    for (; end != std::string_view::npos; end = bytes.find('\n')) {
        takeLine(client, bytes.substr(0, end));
        bytes.remove_prefix(end + 1);
    }
    begun.append(bytes);
    if (begun.size() > MaxLineBytes)
        throw Failure("a line without an end for " + nick(client));
}

void Clients::takeLine(std::uint32_t client, std::string_view line)
{
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    if (!m_hearing || !m_hearing(client, line))
        answer(client, line);
}

void Clients::answer(std::uint32_t client, std::string_view line)
{
    const Words words = wordsOf(line);
    if (isError(words.command))
        throw Failure("to " + nick(client) + " the server said: " + std::string(line));
    if (words.command == "PING")
        say(client, "PONG " + std::string(words.rest));
    if (words.command == m_answer && m_clients[client].isAwaited) {
        m_clients[client].isAwaited = false;
        --m_unanswered;
    }
}

void Clients::writeTo(std::uint32_t client)
{
    Client &speaker = m_clients[client];
    const Stream::Progress progress = speaker.stream.write(speaker.out);
    speaker.out.erase(0, progress.bytes);
    if (!progress.open)
        throw Failure("the connection of " + nick(client) + " broke");
    if (std::exchange(speaker.waitsForRoom, progress.waitsForRoom) != progress.waitsForRoom)
        watch(client, EPOLL_CTL_MOD, progress.waitsForRoom);
}

void Clients::watch(std::uint32_t client, int operation, bool writing) const
{
    epoll_event event{};
    event.events = writing ? EPOLLIN | EPOLLOUT : EPOLLIN;
    event.data.u32 = client;
    if (::epoll_ctl(m_epoll, operation, m_clients[client].stream.descriptor(), &event) != 0)
        throw Failure("epoll_ctl failed");
}

} // namespace plausch::bench

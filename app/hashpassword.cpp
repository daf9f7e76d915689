#include "app/hashpassword.h"

#include "store/scram.h"

#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace plausch::app {
namespace {

constexpr int WrongInput = 2;
constexpr std::size_t LineBytes = 4 * store::MaxPasswordBytes; // whatever is longer is refused by its first part

/// What is typed is not shown while this lives; the end of the line is.
class WithoutEcho
{
public:
    WithoutEcho() : m_isTerminal(::tcgetattr(STDIN_FILENO, &m_before) == 0)
    {
        if (!m_isTerminal)
            return;
        termios silent = m_before;
        silent.c_lflag = (silent.c_lflag & ~tcflag_t(ECHO)) | tcflag_t(ECHONL);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
        std::fputs("Password: ", stderr);
    }
    ~WithoutEcho()
    {
        if (m_isTerminal)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    WithoutEcho(const WithoutEcho &) = delete;
    WithoutEcho &operator=(const WithoutEcho &) = delete;

private:
    termios m_before{};
    bool m_isTerminal;
};

QByteArray readLine()
{
    const WithoutEcho silent;
    char line[LineBytes] = {};
    return std::fgets(line, sizeof line, stdin) ? QByteArray(line) : QByteArray();
}

} // namespace

PasswordHash hashOf(QByteArray line)
{
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return {{}, QStringLiteral("there is no password on standard input")};
    const auto credential = store::makeCredential(line);
    if (!credential)
        return {{},
                QStringLiteral("this password cannot be used: it is too long or has characters that cannot be typed")};
    return {store::toText(*credential), {}};
}

int hashPassword()
{
    const PasswordHash hash = hashOf(readLine());
    if (!hash.complaint.isEmpty()) {
        std::fprintf(stderr, "plausch-server: %s\n", hash.complaint.toUtf8().constData());
        return WrongInput;
    }
    std::printf("%s\n", hash.text.constData());
    return 0;
}

} // namespace plausch::app

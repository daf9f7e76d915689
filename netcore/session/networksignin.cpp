// https://ircv3.net/specs/extensions/sasl-3.1, https://ircv3.net/specs/extensions/sasl-3.2,
// https://ircv3.net/specs/extensions/account-registration
#include "session/networksession.h"

#include <QByteArrayList>

#include <algorithm>
#include <utility>

namespace plausch::session {
namespace {

constexpr QByteArrayView Scram = "SCRAM-SHA-256";
constexpr QByteArrayView Plain = "PLAIN";
constexpr QByteArrayView External = "EXTERNAL";
constexpr qsizetype ChunkBytes = 400; // of Base64, in one AUTHENTICATE
constexpr qsizetype MaxReceivedBytes = 16 * 1024;

/// Of those a server has, the ones that may be used, the best first. `told` empty: it did not say.
QByteArrayList usable(const QByteArrayList &told, bool external, bool withSecret, bool isPrivate)
{
    QByteArrayList mechanisms;
    const auto offer = [&](QByteArrayView name) {
        if (told.isEmpty() || told.contains(name.toByteArray()))
            mechanisms.append(name.toByteArray());
    };
    if (external)
        offer(External);
    if (withSecret)
        offer(Scram);
    if (withSecret && isPrivate)
        offer(Plain);
    return mechanisms;
}

} // namespace

void NetworkSession::beginSignIn(const QByteArray &account, const QByteArray &secret, bool external)
{
    m_signIn.emplace();
    m_signIn->account = account;
    m_signIn->secret = secret;
    if (!has(Cap::Sasl))
        return signInFailed("NO_SASL", {});
    const bool withSecret = !account.isEmpty() && !secret.isEmpty();
    m_signIn->mechanisms = usable(m_mechanisms, external, withSecret, m_private);
    tryMechanism();
}

void NetworkSession::tryMechanism()
{
    SignInState &state = *m_signIn;
    if (state.mechanisms.isEmpty()) {
        const bool wouldBeRead = !m_private && (m_mechanisms.isEmpty() || m_mechanisms.contains(Plain.toByteArray()));
        return signInFailed(wouldBeRead ? "NOT_PRIVATE" : "NO_MECHANISM", {});
    }
    state.step = SignInState::Step::Chosen;
    state.received.clear();
    if (state.mechanisms.constFirst() == Scram) {
        state.scram.emplace(state.account, state.secret);
        if (!state.scram->isValid())
            return signInFailed("BAD_PASSWORD", {});
    }
    send("AUTHENTICATE", {state.mechanisms.constFirst()});
}

/// Base64 in pieces of 400 bytes; a shorter one, or "+" for none, is the last.
void NetworkSession::onAuthenticate(const Line &line)
{
    if (!m_signIn)
        return;
    const QByteArrayView piece = line.param(0);
    if (piece != QByteArrayView("+"))
        m_signIn->received += piece;
    if (m_signIn->received.size() > MaxReceivedBytes)
        return signInFailed("SERVER_UNPROVEN", {});
    if (piece.size() < ChunkBytes)
        answerChallenge(QByteArray::fromBase64(std::exchange(m_signIn->received, {})));
}

void NetworkSession::answerChallenge(const QByteArray &challenge)
{
    SignInState &state = *m_signIn;
    const QByteArray mechanism = state.mechanisms.value(0);
    const auto step = std::exchange(state.step, SignInState::Step::Responded);
    if (mechanism == External)
        return respond({});
    if (mechanism == Plain)
        return respond('\0' + state.account + '\0' + state.secret); // https://www.rfc-editor.org/rfc/rfc4616#section-2
    if (step == SignInState::Step::Chosen)
        return respond(state.scram->first());
    if (const auto proof = state.scram->final(challenge))
        return respond(*proof);
    if (!state.scram->accepts(challenge))
        return signInFailed("SERVER_UNPROVEN", {});
    state.step = SignInState::Step::Proven;
    respond({});
}

void NetworkSession::respond(const QByteArray &response)
{
    const QByteArray text = response.toBase64();
    for (qsizetype at = 0; at < text.size(); at += ChunkBytes)
        send("AUTHENTICATE", {text.mid(at, ChunkBytes)});
    if (text.size() % ChunkBytes == 0)
        send("AUTHENTICATE", {"+"});
}

void NetworkSession::onLoggedIn(const Line &line)
{
    m_account = line.param(2).toByteArray();
    tell(SignedIn{m_account});
}

void NetworkSession::onLoggedOut(const Line &)
{
    m_account.clear();
    tell(SignedIn{});
}

/// A server that did not prove that it knows the password may be anyone who wants to be believed.
void NetworkSession::onSaslSuccess(const Line &)
{
    if (!m_signIn)
        return;
    const bool wasScram = m_signIn->mechanisms.value(0) == Scram;
    if (wasScram && m_signIn->step != SignInState::Step::Proven)
        return signInFailed("SERVER_UNPROVEN", {});
    m_signIn.reset();
    endNegotiation();
}

/// Refused before anything was asked of us: it does not know the mechanism, and the next one is tried. So it is after a
/// certificate that it does not know, where there is a password, too.
void NetworkSession::onSaslFailure(const Line &line)
{
    if (!m_signIn)
        return;
    const bool unknown = line.isCommand("904") && m_signIn->step == SignInState::Step::Chosen;
    const bool strange = m_signIn->mechanisms.value(0) == External && m_signIn->mechanisms.size() > 1;
    if (!unknown && !strange)
        return signInFailed(line.command.toByteArray(), textOf(line.param(line.paramCount - 1)));
    m_signIn->mechanisms.removeFirst();
    tryMechanism();
}

/// 908 comes before its 904: those it does not name need not be tried.
void NetworkSession::onSaslMechanisms(const Line &line)
{
    if (!m_signIn || m_signIn->mechanisms.isEmpty())
        return;
    m_mechanisms = line.param(1).toByteArray().split(',');
    QByteArrayList &left = m_signIn->mechanisms;
    left.erase(std::remove_if(left.begin() + 1, left.end(),
                              [this](const QByteArray &name) { return !m_mechanisms.contains(name); }),
               left.end());
}

/// Where nothing can be proven, the link goes on without an account; who is refused has to think again.
void NetworkSession::signInFailed(const QByteArray &code, const QString &text)
{
    const bool couldNot = code == "NO_SASL" || code == "NO_MECHANISM" || code == "NOT_PRIVATE";
    if (m_signIn && m_signIn->step != SignInState::Step::Chosen && code == "SERVER_UNPROVEN")
        send("AUTHENTICATE", {"*"});
    m_signIn.reset();
    m_registering = false;
    tell(SignInFailed{code, text});
    if (m_registered)
        return;
    if (couldNot)
        endNegotiation();
    else
        leave(EndKind::NotAdmitted, {});
}

void NetworkSession::registerAccount(const RegisterAccount &wish)
{
    if (!has(Cap::AccountRegistration))
        return signInFailed("NO_MECHANISM", {});
    if (!m_private)
        return signInFailed("NOT_PRIVATE", {});
    const auto orStar = [](const QByteArray &word) { return word.isEmpty() ? QByteArray("*") : word; };
    const wire::Message line{{}, {}, "REGISTER", {orStar(wish.account), orStar(wish.email), wish.secret}};
    if (wish.secret.isEmpty() || !wire::isEncodable(line))
        return signInFailed("BAD_PASSWORD", {});
    m_registering = true;
    transmit(line);
}

/// REGISTER SUCCESS <account> <text>, or VERIFICATION_REQUIRED
void NetworkSession::onRegister(const Line &line)
{
    const bool verified = line.param(0) == QByteArrayView("SUCCESS");
    m_registering = false;
    tell(AccountRegistered{line.param(1).toByteArray(), verified, textOf(line.param(line.paramCount - 1))});
    endNegotiation();
}

} // namespace plausch::session

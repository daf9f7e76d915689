#include "store/scramexchange.h"

#include "wire/textcase.h"

#include <QList>

#include <algorithm>
#include <utility>

namespace plausch::store {
namespace {

// server-error-value of RFC 5802 section 7
constexpr const char *BadEncoding = "invalid-encoding";
constexpr const char *Unsupported = "extensions-not-supported";
constexpr const char *NoBinding = "channel-binding-not-supported";
constexpr const char *BindingDiffers = "channel-bindings-dont-match";
constexpr const char *BadUser = "invalid-username-encoding";
constexpr const char *WrongProof = "invalid-proof";
constexpr const char *Other = "other-error";

/// "=2C" is a comma and "=3D" an equals sign; no other '=' may stand in a saslname, and UTF-8 it has to be.
std::optional<QByteArray> saslName(QByteArrayView written)
{
    QByteArray name;
    for (qsizetype i = 0; i < written.size(); ++i) {
        if (written[i] != '=') {
            name += written[i];
            continue;
        }
        const QByteArrayView code = written.sliced(i + 1, std::min<qsizetype>(2, written.size() - i - 1));
        if (code != "2C" && code != "3D")
            return {};
        name += code == "2C" ? ',' : '=';
        i += 2;
    }
    if (name.isEmpty() || name.contains('\0') || !wire::isUtf8(name))
        return {};
    return name;
}

/// The value of "<letter>=<value>"; nullopt: another attribute.
std::optional<QByteArray> attribute(const QByteArray &part, char letter)
{
    if (part.size() < 2 || part[0] != letter || part[1] != '=')
        return {};
    return part.mid(2);
}

bool isNonce(QByteArrayView text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x21 && c <= 0x7e && c != ','; });
}

} // namespace

ScramExchange::ScramExchange(QByteArray serverNonce) : m_nonce(std::move(serverNonce)) { }

bool ScramExchange::fail(const char *error)
{
    m_step = Step::Over;
    m_answer = QByteArray("e=") + error;
    return false;
}

/// gs2-header = gs2-cbind-flag "," [ "a=" saslname ] ","
bool ScramExchange::readBinding(QByteArrayView clientFirst, qsizetype &bare)
{
    if (clientFirst.startsWith("p="))
        return fail(NoBinding);
    if (!clientFirst.startsWith("n,") && !clientFirst.startsWith("y,"))
        return fail(Other);
    const qsizetype end = clientFirst.indexOf(',', 2);
    if (end < 0)
        return fail(Other);
    if (const QByteArrayView written = clientFirst.sliced(2, end - 2); !written.isEmpty()) {
        const std::optional<QByteArray> name = written.startsWith("a=") ? saslName(written.sliced(2)) : std::nullopt;
        if (!name)
            return fail(BadUser);
        m_authorization = *name;
    }
    bare = end + 1;
    m_gs2Header = clientFirst.first(bare).toByteArray();
    return true;
}

bool ScramExchange::readFirst(QByteArrayView clientFirst)
{
    if (m_step != Step::First || clientFirst.size() > MaxMessageBytes)
        return fail(Other);
    qsizetype bare = 0;
    if (!readBinding(clientFirst, bare))
        return false;
    m_firstBare = clientFirst.sliced(bare).toByteArray();
    const QByteArrayList parts = m_firstBare.split(',');
    if (m_firstBare.startsWith("m="))
        return fail(Unsupported);
    const std::optional<QByteArray> written = attribute(parts.at(0), 'n');
    if (!written || parts.size() < 2)
        return fail(Other);
    const std::optional<QByteArray> name = saslName(*written);
    if (!name)
        return fail(BadUser);
    const std::optional<QByteArray> nonce = attribute(parts.at(1), 'r');
    if (!nonce || !isNonce(*nonce))
        return fail(Other);
    m_user = *name;
    m_nonce = *nonce + m_nonce;
    m_step = Step::Challenge;
    return true;
}

QByteArray ScramExchange::challenge(const ScramCredential &credential)
{
    if (m_step != Step::Challenge) {
        fail(Other);
        return {};
    }
    m_credential = credential;
    m_serverFirst =
        "r=" + m_nonce + ",s=" + credential.salt.toBase64() + ",i=" + QByteArray::number(credential.iterations);
    m_step = Step::Final;
    return m_serverFirst;
}

bool ScramExchange::readFinal(QByteArrayView clientFinal)
{
    if (m_step != Step::Final || clientFinal.size() > MaxMessageBytes)
        return fail(Other);
    // The proof is the last attribute; extensions may stand before it.
    const qsizetype comma = clientFinal.lastIndexOf(',');
    if (comma < 0 || !clientFinal.sliced(comma).startsWith(",p="))
        return fail(Other);
    const QByteArray withoutProof = clientFinal.first(comma).toByteArray();
    const QByteArrayList parts = withoutProof.split(',');
    const std::optional<QByteArray> binding = attribute(parts.at(0), 'c');
    if (!binding || parts.size() < 2)
        return fail(Other);
    if (*binding != m_gs2Header.toBase64())
        return fail(BindingDiffers);
    if (attribute(parts.at(1), 'r') != m_nonce)
        return fail(Other);
    const std::optional<QByteArray> proof = wire::fromStrictBase64(clientFinal.sliced(comma + 3));
    if (!proof || proof->size() != ScramKeyBytes)
        return fail(BadEncoding);

    const QByteArray agreed = m_firstBare + ',' + m_serverFirst + ',' + withoutProof; // AuthMessage
    const QByteArray signature = wire::hmacSha256(m_credential.storedKey, agreed);
    if (!sameSecret(wire::sha256(wire::exclusiveOr(signature, *proof)), m_credential.storedKey))
        return fail(WrongProof);
    m_step = Step::Over;
    m_answer = "v=" + wire::hmacSha256(m_credential.serverKey, agreed).toBase64();
    return true;
}

} // namespace plausch::store

#include "chat/introduction.h"

#include "session/vocabulary.h"
#include "wire/textcase.h"

#include <QCryptographicHash>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <memory>

namespace plausch::chat {
namespace {

template <auto Free> struct Freed
{
    template <class T> void operator()(T *object) const { Free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;

constexpr QByteArrayView Hello = "hello";
constexpr QByteArrayView Answer = "answer";
constexpr QByteArrayView SignatureTag = "+plausch.chat/signature";
// The tags that are signed, in this order.
constexpr QByteArrayView KeyTag = "+plausch.chat/key";
constexpr QByteArrayView NameTag = "+plausch.chat/name";
constexpr QByteArrayView AddressesTag = "+plausch.chat/addresses";
constexpr QByteArrayView NetworkTag = "+plausch.chat/network";
constexpr QByteArrayView FromTag = "+plausch.chat/from";
constexpr QByteArrayView ToTag = "+plausch.chat/to";
constexpr QByteArrayView MeantTag = "+plausch.chat/meant";
constexpr QByteArrayView AnswersTag = "+plausch.chat/answers";
constexpr QByteArrayView MadeTag = "+plausch.chat/made";

constexpr qsizetype FingerprintBytes = 32;
constexpr qsizetype MaxKeyBytes = 128; // of P-256 it has 91
constexpr qsizetype MaxSignatureBytes = 80; // and at most 72
constexpr qsizetype MaxAddressBytes = 262; // a name of 253 bytes and a port
constexpr qsizetype MaxNetworkBytes = 200;
constexpr qsizetype MaxTagBytesTogether = wire::MaxClientTagBytes - 64; // the session puts a label to it

constexpr auto Base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

bool isP256(const EVP_PKEY *key)
{
    char group[32] = {};
    return EVP_PKEY_is_a(key, "EC") == 1 && EVP_PKEY_get_group_name(key, group, sizeof group, nullptr) == 1
        && QByteArrayView(group) == QByteArrayView(SN_X9_62_prime256v1);
}

/// Null: not a key of P-256 in the one way it can be written, so that a person has one fingerprint.
Key publicKey(const QByteArray &der)
{
    const auto *data = reinterpret_cast<const unsigned char *>(der.constData());
    Key key(d2i_PUBKEY(nullptr, &data, long(der.size())));
    if (!key || !isP256(key.get()))
        return nullptr;
    QByteArray again(i2d_PUBKEY(key.get(), nullptr), '\0');
    auto *to = reinterpret_cast<unsigned char *>(again.data());
    i2d_PUBKEY(key.get(), &to);
    if (again != der)
        return nullptr;
    return key;
}

/// Empty: this is no key to sign with.
QByteArray signatureOf(const QByteArray &text, const QSslKey &own)
{
    const QByteArray pem = own.toPem();
    const Bio bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    char noPassword[] = "";
    const Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, noPassword));
    ERR_clear_error();
    const Digest digest(EVP_MD_CTX_new());
    if (!key || !isP256(key.get()) || EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key.get()) != 1)
        return {};
    unsigned char bytes[MaxSignatureBytes];
    std::size_t size = sizeof bytes;
    const auto *data = reinterpret_cast<const unsigned char *>(text.constData());
    if (EVP_DigestSign(digest.get(), bytes, &size, data, std::size_t(text.size())) != 1)
        return {};
    return QByteArray(reinterpret_cast<const char *>(bytes), qsizetype(size));
}

bool isSignedBy(const QByteArray &text, const QByteArray &signature, EVP_PKEY *key)
{
    const Digest digest(EVP_MD_CTX_new());
    return EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key) == 1
        && EVP_DigestVerify(digest.get(), reinterpret_cast<const unsigned char *>(signature.constData()),
                            std::size_t(signature.size()), reinterpret_cast<const unsigned char *>(text.constData()),
                            std::size_t(text.size()))
        == 1;
}

QList<wire::Tag> signedTags(const Introduction &of)
{
    QByteArrayList addresses;
    for (const Address &address : of.addresses.first(qMin(of.addresses.size(), MaxIntroductionAddresses)))
        addresses.append(formatAddress(address).toUtf8());
    const auto tag = [](QByteArrayView key, const QByteArray &value) { return session::makeTag(key, value); };
    return {tag(IntroductionTag, (of.asks ? Hello : Answer).toByteArray()),
            tag(KeyTag, of.key.toBase64(Base64)),
            tag(NameTag, session::oneLine(of.name, session::MaxNameBytes)),
            tag(AddressesTag, addresses.join(',')),
            tag(NetworkTag, session::oneLine(of.network, MaxNetworkBytes)),
            tag(FromTag, of.from),
            tag(ToTag, of.to),
            tag(MeantTag, of.meant.toHex()),
            tag(BuddyTag, of.token),
            tag(AnswersTag, of.answers),
            tag(MadeTag, session::formatTime(of.time))};
}

/// One line per tag: an escaped value has no line break.
QByteArray signedText(const QList<wire::Tag> &tags)
{
    QByteArray text = "Plausch introduction 1\n";
    for (const wire::Tag &tag : tags)
        text += tag.key + '=' + wire::escapeTagValue(tag.value) + '\n';
    return text;
}

qsizetype lineBytes(const QList<wire::Tag> &tags)
{
    qsizetype bytes = 0;
    for (const wire::Tag &tag : tags)
        bytes += tag.key.size() + wire::escapeTagValue(tag.value).size() + 2; // '=' and ';'
    return bytes;
}

/// Valid UTF-8 without control characters, under its ceiling.
std::optional<QString> plainText(const QByteArray &bytes, qsizetype most)
{
    const std::optional<QString> text = wire::decodeUtf8(bytes);
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
    if (bytes.size() > most || !text || std::any_of(text->begin(), text->end(), isControl))
        return std::nullopt;
    return text;
}

std::optional<QList<Address>> addressesOf(const QByteArray &value)
{
    QList<Address> addresses;
    if (value.isEmpty())
        return addresses;
    for (const QByteArray &part : value.split(',')) {
        const std::optional<QString> text = plainText(part, MaxAddressBytes);
        const auto address = text ? parseAddress(*text, 0) : std::nullopt;
        if (!address || address->port == 0 || addresses.size() >= MaxIntroductionAddresses)
            return std::nullopt;
        addresses.append(*address);
    }
    return addresses;
}

/// nullopt: not a whole introduction. Whether it is true is another matter.
std::optional<Introduction> parsed(const QList<wire::Tag> &tags)
{
    const auto value = [&tags](QByteArrayView key) { return tagValue(tags, key); };
    Introduction of;
    const QByteArray what = value(IntroductionTag);
    of.asks = what == Hello;
    const QByteArray key = value(KeyTag);
    const auto name = plainText(value(NameTag), session::MaxNameBytes);
    const auto addresses = addressesOf(value(AddressesTag));
    const auto network = plainText(value(NetworkTag), MaxNetworkBytes);
    of.from = value(FromTag);
    of.to = value(ToTag);
    const QByteArray meant = value(MeantTag);
    of.meant = QByteArray::fromHex(meant);
    of.token = value(BuddyTag);
    of.answers = value(AnswersTag);
    of.time = session::parseTime(value(MadeTag));
    if ((!of.asks && what != Answer) || key.size() > MaxKeyBytes * 2 || !name || !addresses || !network
        || meant != of.meant.toHex() || (!of.meant.isEmpty() && of.meant.size() != FingerprintBytes)
        || !session::isValidId(of.token) || (!of.answers.isEmpty() && !session::isValidId(of.answers)) || of.time <= 0)
        return std::nullopt;
    of.key = QByteArray::fromBase64(key, Base64);
    of.name = *name;
    of.addresses = *addresses;
    of.network = *network;
    return of;
}

bool isMeantFor(const Introduction &of, const Meeting &meeting)
{
    const auto same = [&meeting](const QByteArray &a, const QByteArray &b) {
        return wire::folded(a, meeting.mapping) == wire::folded(b, meeting.mapping);
    };
    return session::oneLine(meeting.network, MaxNetworkBytes) == of.network.toUtf8() && same(of.from, meeting.from)
        && same(of.to, meeting.to);
}

} // namespace

QByteArray Introduction::fingerprint() const
{
    return QCryptographicHash::hash(key, QCryptographicHash::Sha256);
}

QByteArray tagValue(const QList<wire::Tag> &tags, QByteArrayView key)
{
    const auto found = std::find_if(tags.rbegin(), tags.rend(), [key](const wire::Tag &tag) { return tag.key == key; });
    return found == tags.rend() ? QByteArray() : found->value;
}

QList<wire::Tag> introductionTags(const Introduction &introduction, const QSslKey &key)
{
    Introduction fitting = introduction;
    QList<wire::Tag> tags = signedTags(fitting);
    while (lineBytes(tags) > MaxTagBytesTogether - SignatureTag.size() - 2 * MaxSignatureBytes
           && !fitting.addresses.isEmpty()) {
        fitting.addresses.removeLast();
        tags = signedTags(fitting);
    }
    const QByteArray signature = signatureOf(signedText(tags), key);
    if (signature.isEmpty())
        return {};
    tags.append(session::makeTag(SignatureTag, signature.toBase64(Base64)));
    return tags;
}

ReadIntroduction readIntroduction(const QList<wire::Tag> &tags, const Meeting &meeting)
{
    const std::optional<Introduction> of = parsed(tags);
    const QByteArray signature = tagValue(tags, SignatureTag);
    const Key key = of ? publicKey(of->key) : nullptr;
    ERR_clear_error(); // what is no key is no trouble of this thread's
    if (!key || signature.size() > 2 * MaxSignatureBytes)
        return {};
    // What was read is written again, so that nothing is signed that is not understood.
    const bool isTrue = isSignedBy(signedText(signedTags(*of)), QByteArray::fromBase64(signature, Base64), key.get());
    ERR_clear_error();
    if (!isTrue)
        return {*of, IntroductionFault::Forged};
    if (!isMeantFor(*of, meeting))
        return {*of, IntroductionFault::Elsewhere};
    const bool isOfNow = !of->answers.isEmpty() && meeting.tokens.contains(of->answers);
    if (!isOfNow && qAbs(meeting.now - of->time) > MaxIntroductionAgeMsecs)
        return {*of, IntroductionFault::Outdated};
    return {*of, IntroductionFault::None};
}

} // namespace plausch::chat

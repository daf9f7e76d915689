#include "chat/identity.h"

#include <QCryptographicHash>

#include <algorithm>

namespace plausch::chat {
namespace {

constexpr int WordCount = 8; // 128 bits: who chooses both keys still has 2^64 to try (birthday)
constexpr char Consonants[] = "bdfghjklmnprstvz"; // https://arxiv.org/html/0901.4016: four bits each,
constexpr char Vowels[] = "aiou"; // two bits each: con-vo-con-vo-con

QString proquint(quint16 bits)
{
    const auto letter = [bits](const char *letters, int shift, int mask) {
        return QLatin1Char(letters[(bits >> shift) & mask]);
    };
    return QString(letter(Consonants, 12, 15)) + letter(Vowels, 10, 3) + letter(Consonants, 6, 15)
        + letter(Vowels, 4, 3) + letter(Consonants, 0, 15);
}

} // namespace

QStringList verificationWords(const QByteArray &fingerprintA, const QByteArray &fingerprintB)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(std::min(fingerprintA, fingerprintB)); // the same on both ends
    hash.addData(std::max(fingerprintA, fingerprintB));
    const QByteArray digest = hash.result();
    QStringList words;
    for (int i = 0; i < WordCount; ++i)
        words.append(proquint(quint16((quint8(digest[2 * i]) << 8) | quint8(digest[2 * i + 1]))));
    return words;
}

QString readableFingerprint(const QByteArray &fingerprint)
{
    const QByteArray hex = fingerprint.toHex();
    QStringList groups;
    for (qsizetype at = 0; at < hex.size(); at += 4)
        groups.append(QString::fromLatin1(hex.mid(at, 4)));
    return groups.join(u' ');
}

} // namespace plausch::chat

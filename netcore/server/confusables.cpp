#include "server/confusables.h"

#include <QString>

#include <unicode/uchar.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <memory>

namespace plausch::server {
namespace {

struct Closer
{
    void operator()(USpoofChecker *checker) const { uspoof_close(checker); }
};
using Checker = std::unique_ptr<USpoofChecker, Closer>;

/// Opened at the first name that needs it; nullptr: ICU has no data here, and the rules do not hold.
const USpoofChecker *checker()
{
    static const Checker opened = [] {
        UErrorCode status = U_ZERO_ERROR;
        Checker made(uspoof_open(&status));
        uspoof_setRestrictionLevel(made.get(), USPOOF_MODERATELY_RESTRICTIVE);
        uspoof_setChecks(made.get(), USPOOF_RESTRICTION_LEVEL, &status);
        return U_SUCCESS(status) ? std::move(made) : Checker();
    }();
    return opened.get();
}

const UChar *units(const QString &text)
{
    return reinterpret_cast<const UChar *>(text.utf16());
}

QString folded(QByteArrayView name)
{
    QString visible;
    for (const char32_t c : QString::fromUtf8(name).toUcs4()) {
        if (!u_hasBinaryProperty(UChar32(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
            visible += QString::fromUcs4(&c, 1);
    }
    return visible.normalized(QString::NormalizationForm_KC).toCaseFolded();
}

QByteArray skeletonOf(QByteArrayView name)
{
    const QString text = folded(name);
    QString skeleton(text.size() * 4 + 8, QChar());
    for (int attempt = 0; attempt < 2; ++attempt) {
        UErrorCode status = U_ZERO_ERROR;
        const int32_t size =
            uspoof_getSkeleton(checker(), 0, units(text), int32_t(text.size()),
                               reinterpret_cast<UChar *>(skeleton.data()), int32_t(skeleton.size()), &status);
        if (U_SUCCESS(status))
            return skeleton.left(size).toUtf8();
        if (status != U_BUFFER_OVERFLOW_ERROR)
            break;
        skeleton.resize(size);
    }
    return name.toByteArray();
}

} // namespace

bool isMixedScript(QByteArrayView name)
{
    if (!Lookalikes::concerns(name) || !checker())
        return false;
    UErrorCode status = U_ZERO_ERROR;
    const QString text = QString::fromUtf8(name);
    const int32_t failed = uspoof_check2(checker(), units(text), int32_t(text.size()), nullptr, &status);
    return U_FAILURE(status) || failed != 0;
}

bool Lookalikes::concerns(QByteArrayView name)
{
    return std::any_of(name.begin(), name.end(), [](char byte) { return uchar(byte) >= 0x80; });
}

void Lookalikes::add(const QByteArray &folded)
{
    if (m_on)
        m_names.insert(skeletonOf(folded), folded);
}

void Lookalikes::remove(const QByteArray &folded)
{
    if (m_on)
        m_names.remove(skeletonOf(folded), folded);
}

QByteArray Lookalikes::twinOf(const QByteArray &name, const QByteArray &except) const
{
    if (!m_on || !checker())
        return {};
    const bool foreign = concerns(name);
    const auto [first, last] = m_names.equal_range(skeletonOf(name));
    const auto twin = std::find_if(first, last, [&](const QByteArray &other) {
        return other != name && other != except && (foreign || concerns(other));
    });
    return twin == last ? QByteArray() : *twin;
}

} // namespace plausch::server

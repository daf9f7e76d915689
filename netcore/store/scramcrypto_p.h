// Layer: store. Pure functions of SCRAM's two halves, any thread.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace plausch::store {

QByteArray hmacSha256(QByteArrayView key, QByteArrayView text);
QByteArray sha256(QByteArrayView text);
/// Nullopt for anything that encoding would not have written just so.
std::optional<QByteArray> fromStrictBase64(QByteArrayView text);

} // namespace plausch::store

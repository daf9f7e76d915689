// Layer: server. Functions over the world. Thread: the realm's.
#pragma once

#include <QByteArrayView>

namespace plausch::server {

class World;

/// A NOTICE to every operator.
void tellOperators(World &world, QByteArrayView text);

} // namespace plausch::server

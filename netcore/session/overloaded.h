// Layer: session. std::visit with a lambda per alternative.
#pragma once

namespace plausch::session {

template <class... Functions> struct Overloaded : Functions...
{
    using Functions::operator()...;
};
template <class... Functions> Overloaded(Functions...) -> Overloaded<Functions...>;

} // namespace plausch::session

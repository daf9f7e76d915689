// tests/bench. What ends a cell early: thrown where it is found, caught in main(), printed as the cell's result.
#pragma once

#include <stdexcept>

namespace plausch::bench {

class Failure : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

} // namespace plausch::bench

// Layer: io. For the thread sanitizer only, nothing in any other build.
#pragma once

#ifdef __SANITIZE_THREAD__
extern "C" void AnnotateIgnoreWritesBegin(const char *file, int line);
extern "C" void AnnotateIgnoreWritesEnd(const char *file, int line);
#endif

namespace plausch::io {

/// While one lives, this thread's writes are not watched. The queue of posted events belongs to a Qt that is not
/// instrumented, so its lock is invisible, and each event handed through it would look like a race. What the event is
/// about must be guarded by a lock of ours, which is watched.
class Crossing
{
public:
#ifdef __SANITIZE_THREAD__
    Crossing()
    {
        AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
    }
    ~Crossing()
    {
        AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
    }
#else
    Crossing() { } // NOLINT(modernize-use-equals-default): a trivial one's variables would count as unused
#endif
    Crossing(const Crossing &) = delete;
    Crossing &operator=(const Crossing &) = delete;
};

} // namespace plausch::io

// Layer: chat. Thread: main. Owner: Application (shared with the Switchboard).
#pragma once

#include <QString>

#include <functional>

namespace plausch::chat {

/// Where passwords of chat servers are kept between two starts: never in a file of ours.
class Secrets
{
public:
    /// `secret` empty and `why` empty: there is none. `why`: the keyring did not open, in a sentence.
    struct Found
    {
        QString secret; // empty: none
        QString why; // empty: the keyring works
    };

    virtual ~Secrets() = default;
    /// Answers come later, on this thread; none come after this object is gone.
    virtual void read(const QString &key, std::function<void(Found)> done) = 0;
    /// `why` empty: it is kept.
    virtual void write(const QString &key, const QString &secret, std::function<void(QString why)> done) = 0;
    virtual void remove(const QString &key) = 0;
};

} // namespace plausch::chat

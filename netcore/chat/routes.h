// Layer: chat. Pure: no socket, no database, no clock. Thread: main. Owner: Switchboard.
#pragma once

#include "store/rows.h"
#include "wire/message.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QString>

#include <functional>
#include <list>

namespace plausch::chat {

/// A place where somebody can be met: a nick on a chat server. The upper part is stored, the lower one holds while we
/// are signed on there.
struct Place
{
    store::PlaceRow row; // chat empty: was asked to become a buddy, and who answers is pinned
    QByteArray folded; // nick, as the server folds it

    bool isOnline = false;
    QByteArray ownToken; // ours towards him (Introduction::token); empty: not introduced yet
    QByteArray hisToken; // his, once proven: what he says for the buddy bears it. Empty: he is not proven to be there
    QByteArray claimed; // his, as last heard
    QByteArray answered; // his that we answered last
    bool retries = false; // he is asked again in a while
    qint64 askedAt = 0; // monotonic ms: when he was last asked because of words that could not be his

    // A long message comes in parts, each a line, in order.
    QByteArray text;
    int nextPart = 1;

    bool away = false; // as he told
    QString awayText;

    QByteArrayList delivered; // of his: to be confirmed
    QByteArrayList read;

    /// Of what is said to him for the buddy's conversation.
    QList<wire::Tag> ownTags() const;
    bool isUp() const { return !hisToken.isEmpty() && !row.chat.isEmpty(); }
    void forgetPresence();
};

/// Where buddies are known on chat servers, and who has proven to be there now. One place of a buddy per server: the
/// newest.
class Places
{
public:
    static constexpr int MaxPerNetwork = 500; // as many as can be watched; more are not kept
    static constexpr int MaxPerBuddy = 8; // servers

    /// How a network folds nicks.
    using Fold = std::function<QByteArray(const QString &network, const QByteArray &nick)>;
    explicit Places(Fold fold) : m_fold(std::move(fold)) { }

    /// Null: over a ceiling. Of a chat and a network there is one place, and of a network and nick without a chat.
    Place *ensure(const store::PlaceRow &row);
    void move(Place &place, const QString &nick);
    void remove(const Place &place);
    void removeChat(const store::ChatId &chat);
    void removeNetwork(const QString &network);
    /// A server that folds in another way than was thought.
    void refold(const QString &network);

    Place *of(const store::ChatId &chat, const QString &network);
    Place *ofToken(const QString &network, const QByteArray &hisToken);
    Place *asked(const QString &network, const QByteArray &nick);
    QList<Place *> ofChat(const store::ChatId &chat); // in the order they became known
    QList<Place *> ofNick(const QString &network, const QByteArray &nick);
    QList<Place *> ofAccount(const QString &network, const QString &account); // buddies'
    QList<Place *> ofNetwork(const QString &network);
    QList<Place *> all();

private:
    QList<Place *> matching(const std::function<bool(const Place &)> &fits);

    Fold m_fold;
    std::list<Place> m_places;
};

} // namespace plausch::chat

// Layer: store. Thread: the database's. Owner: chat::Archive's loop.
#pragma once

#include "store/messages.h"
#include "store/rows.h"

#include <deque>
#include <variant>

namespace plausch::store {

class Database;

/// What is said about messages: reactions, and that one is taken back; and what of it has still to go out.
/// Errors are the database's (Database::failed).
class Signs
{
public:
    static constexpr int MaxPerMessage = 500; // reactions; over that nobody's is kept any more
    static constexpr size_t MaxEarly = 500; // about messages that are not there: the oldest are forgotten

    Signs(Database &database, Messages &messages) : m_database(database), m_messages(messages) { }

    /// The message as it is then; nullopt: nothing has changed. About a message that is not there it is remembered
    /// until this object ends, as it may come: a server's history is read from its end.
    std::optional<MessageRow> react(const ReactionRow &reaction);
    std::optional<MessageRow> withdraw(const WithdrawalRow &withdrawal);
    /// The message has just come. What was said about it before is in the row then.
    void applyEarly(MessageRow &message);

    void add(const SignRow &sign); // its chat may be new
    void remove(const QByteArray &id);
    QList<SignRow> waiting(const ChatId &chat); // oldest first

private:
    using Early = std::variant<ReactionRow, WithdrawalRow>;

    bool apply(const ReactionRow &reaction, const MessageRow &message);
    bool apply(const WithdrawalRow &withdrawal, const MessageRow &message);
    template <class Sign> std::optional<MessageRow> applyOrRemember(const Sign &sign, const MessageName &name);

    Database &m_database;
    Messages &m_messages;
    std::deque<Early> m_early; // oldest first
};

} // namespace plausch::store

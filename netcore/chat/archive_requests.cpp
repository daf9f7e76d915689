// What is asked of the store: each a piece of work for its loop, and what main hears of it.
#include "chat/archive_p.h"

#include <QDir>

namespace plausch::chat {

void Archive::open(std::function<void(Contents)> done)
{
    m_impl->ask(false, [done = std::move(done)](Store *source, const QString &why) -> Answer {
        Contents contents;
        if (source) {
            contents = {true,
                        {},
                        source->chats.buddies(),
                        source->chats.summaries(),
                        source->networks.networks(),
                        source->networks.chats(),
                        source->places.all()};
            if (const QString aside = source->database.movedAsideTo(); !aside.isEmpty())
                contents.error = tr("The history was damaged. It was moved to %1, and a new one was begun.")
                                     .arg(QDir::toNativeSeparators(aside));
        } else {
            contents.error = why;
        }
        return [done, contents] { done(contents); };
    });
}

void Archive::add(const store::MessageRow &message, std::function<void(Added, store::MessageRow)> done)
{
    m_impl->ask(true, [message, done = std::move(done)](Store *target, const QString &) -> Answer {
        store::MessageRow row = message;
        Added how = Added::Unsaved;
        if (target) {
            how = target->messages.add(row) ? Added::New : Added::Duplicate;
            if (how == Added::New)
                target->signs.applyEarly(row);
        }
        return [done, how, row] { done(how, row); };
    });
}

void Archive::addPast(const QList<store::MessageRow> &messages, std::function<void(QList<store::MessageRow>)> done)
{
    m_impl->ask(true, [messages, done = std::move(done)](Store *target, const QString &) -> Answer {
        QList<store::MessageRow> fresh;
        for (store::MessageRow row : messages) {
            if (target && !target->messages.addPast(row))
                continue;
            if (target)
                target->signs.applyEarly(row);
            fresh.append(row);
        }
        return [done, fresh] { done(fresh); };
    });
}

void Archive::confirm(const store::ChatId &chat, const QByteArray &sender, const QByteArray &id,
                      const QByteArray &msgid, store::MessageState state, Changed changed)
{
    const auto confirm = [=](Store &target) -> std::optional<store::MessageRow> {
        target.messages.confirm(chat, sender, id, msgid, state);
        return msgid.isEmpty() ? std::nullopt : target.messages.find(sender, id);
    };
    m_impl->change(confirm, std::move(changed));
}

void Archive::setSelf(const QByteArray &sender)
{
    m_impl->ask(false, [sender](Store *target, const QString &) -> Answer {
        if (target)
            target->messages.setSelf(sender);
        return [] {};
    });
}

void Archive::react(const store::ReactionRow &reaction, Changed changed)
{
    m_impl->change([reaction](Store &target) { return target.signs.react(reaction); }, std::move(changed));
}

void Archive::withdraw(const store::WithdrawalRow &withdrawal, Changed changed)
{
    m_impl->change([withdrawal](Store &target) { return target.signs.withdraw(withdrawal); }, std::move(changed));
}

void Archive::addSign(const store::SignRow &sign)
{
    m_impl->write([sign](Store &target) { target.signs.add(sign); });
}

void Archive::removeSign(const QByteArray &id)
{
    m_impl->write([id](Store &target) { target.signs.remove(id); });
}

void Archive::signsOf(const store::ChatId &chat, std::function<void(QList<store::SignRow>)> done)
{
    m_impl->read<QList<store::SignRow>>([chat](Store &source) { return source.signs.waiting(chat); }, std::move(done));
}

void Archive::places(const store::ChatId &chat, std::function<void(store::Places)> done)
{
    m_impl->read<store::Places>([chat](Store &source) { return source.messages.places(chat); }, std::move(done));
}

void Archive::setState(const store::ChatId &chat, const QByteArray &sender, const QByteArray &id,
                       store::MessageState state)
{
    m_impl->write([=](Store &target) { target.messages.setState(chat, sender, id, state); });
}

void Archive::deliver(const store::ChatId &chat, const QByteArray &sender, const QByteArray &id,
                      std::function<void(bool)> done)
{
    m_impl->ask(true, [=, done = std::move(done)](Store *target, const QString &) -> Answer {
        const bool waited = target && target->messages.setState(chat, sender, id, store::MessageState::Delivered);
        return [done, waited] { done(waited); };
    });
}

void Archive::setVia(const store::ChatId &chat, const QByteArray &sender, const QByteArray &id, const QString &network,
                     Changed changed)
{
    const auto setVia = [=](Store &target) -> std::optional<store::MessageRow> {
        if (!target.messages.setVia(chat, sender, id, network))
            return std::nullopt;
        return target.messages.find(sender, id);
    };
    m_impl->change(setVia, std::move(changed));
}

void Archive::outbox(const store::ChatId &chat, std::function<void(QList<store::MessageRow>)> done)
{
    m_impl->read<QList<store::MessageRow>>([chat](Store &source) { return source.messages.outbox(chat); },
                                           std::move(done));
}

void Archive::pageBefore(const store::ChatId &chat, std::optional<store::Cursor> before, int count,
                         std::function<void(Page)> done)
{
    m_impl->read<Page>(
        [=](Store &source) {
            QList<store::MessageRow> rows = source.messages.pageBefore(chat, before, count + 1);
            const bool more = rows.size() > count; // one more than asked for tells
            if (more)
                rows.removeFirst();
            return Page{rows, more};
        },
        std::move(done));
}

void Archive::pageAfter(const store::ChatId &chat, store::Cursor after, int count, std::function<void(Page)> done)
{
    m_impl->read<Page>(
        [=](Store &source) {
            QList<store::MessageRow> rows = source.messages.pageAfter(chat, after, count + 1);
            const bool more = rows.size() > count;
            if (more)
                rows.removeLast();
            return Page{rows, more};
        },
        std::move(done));
}

void Archive::search(const store::SearchQuery &query, std::function<void(QList<Hit>)> done)
{
    m_impl->read<QList<Hit>>(
        [query](Store &source) {
            QList<Hit> hits;
            for (const store::MessageRow &message : source.messages.search(query))
                hits.append(Hit{message});
            return hits;
        },
        std::move(done));
}

void Archive::saveBuddy(const store::BuddyRow &buddy)
{
    m_impl->write([buddy](Store &target) { target.chats.saveBuddy(buddy); });
}

void Archive::removeBuddy(const store::ChatId &chat, bool withHistory)
{
    m_impl->write([=](Store &target) { target.chats.removeBuddy(chat, withHistory); });
}

void Archive::saveDraft(const store::ChatId &chat, const QString &text)
{
    m_impl->write([=](Store &target) { target.chats.saveDraft(chat, text); });
}

void Archive::markRead(const store::ChatId &chat, qint64 upToRow)
{
    m_impl->write([=](Store &target) { target.chats.markRead(chat, upToRow); });
}

void Archive::summaries(std::function<void(QList<store::ChatSummary>)> done)
{
    m_impl->read<QList<store::ChatSummary>>([](Store &source) { return source.chats.summaries(); }, std::move(done));
}

void Archive::markReadUpTo(const store::ChatId &chat, qint64 time)
{
    m_impl->write([=](Store &target) { target.chats.markReadUpTo(chat, time); });
}

void Archive::saveNetwork(const store::NetworkRow &network)
{
    m_impl->write([network](Store &target) { target.networks.saveNetwork(network); });
}

void Archive::removeNetwork(const QString &id, bool withHistory)
{
    m_impl->write([=](Store &target) { target.networks.removeNetwork(id, withHistory); });
}

void Archive::saveNetworkChat(const store::NetworkChatRow &chat)
{
    m_impl->write([chat](Store &target) { target.networks.saveChat(chat); });
}

void Archive::removeNetworkChat(const store::ChatId &chat, bool withHistory)
{
    m_impl->write([=](Store &target) { target.networks.removeChat(chat, withHistory); });
}

void Archive::savePlace(const store::PlaceRow &place)
{
    m_impl->write([place](Store &target) { target.places.save(place); });
}

void Archive::removeAskedPlace(const QString &network, const QString &nick)
{
    m_impl->write([=](Store &target) { target.places.removeAsked(network, nick); });
}

} // namespace plausch::chat

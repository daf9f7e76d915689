#include "chat/convertertalk.h"

namespace plausch::chat {

ConverterTalk::ConverterTalk(io::LoopPool &pool, const ConverterTarget &target, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_target(target)
    , m_box(this, [this](std::vector<ConverterEvent> pile) { take(std::move(pile)); })
{
}

ConverterTalk::~ConverterTalk()
{
    m_box.close();
    if (!m_loop)
        return;
    m_loop->post([seat = m_seat] { seat->reset(); });
    m_pool.release(*m_loop);
}

void ConverterTalk::say(const QString &text)
{
    post([text](ConverterClient &client) { client.say(text); });
}

void ConverterTalk::post(std::function<void(ConverterClient &)> task)
{
    if (!m_loop) {
        m_loop = &m_pool.loopFor(QStringLiteral("converter talk"));
        m_loop->post([seat = m_seat, target = m_target, box = m_box] { *seat = makeConverterClient(target, box); });
    }
    m_loop->post([seat = m_seat, task = std::move(task)] { task(**seat); });
}

void ConverterTalk::take(std::vector<ConverterEvent> pile)
{
    post([count = qsizetype(pile.size())](ConverterClient &client) { client.taken(count); });
    Q_EMIT happened(QList<ConverterEvent>(pile.cbegin(), pile.cend()));
}

} // namespace plausch::chat

#include "chat/converterbuddy.h"

namespace plausch::chat {

using Phase = ServiceState::Phase;

ConverterBuddy::ConverterBuddy(io::LoopPool &pool, QObject *parent) : QObject(parent), m_pool(pool)
{
    connect(&m_host, &ConverterHost::serviceChanged, this, &ConverterBuddy::onServiceChanged);
}

quint16 ConverterBuddy::port() const
{
    return m_host.state(ServiceKind::ConverterTcp).port;
}

void ConverterBuddy::say(const QString &text)
{
    if (m_talk) {
        m_talk->say(text);
        return;
    }
    if (m_waiting.size() >= ConverterClient::MaxWaiting) {
        Q_EMIT happened({{ConverterEvent::Kind::Error, {}, tr("The converter is not ready yet; this was not sent.")}});
        return;
    }
    m_waiting.append(text);
    if (m_host.state(ServiceKind::ConverterTcp).phase == Phase::Starting)
        return;
    ServiceSpec spec;
    spec.address = QHostAddress(QHostAddress::LocalHost);
    spec.port = 0;
    m_host.start(spec);
}

void ConverterBuddy::onServiceChanged()
{
    const ServiceState &state = m_host.state(ServiceKind::ConverterTcp);
    if (state.phase == Phase::Failed) {
        m_waiting.clear();
        Q_EMIT happened({{ConverterEvent::Kind::Error, {}, state.error}});
    }
    if (state.phase != Phase::Running)
        return;
    ConverterTarget target;
    target.host = state.spec.address.toString();
    target.port = state.port;
    m_talk = std::make_unique<ConverterTalk>(m_pool, target);
    connect(m_talk.get(), &ConverterTalk::happened, this, &ConverterBuddy::happened);
    for (const QString &text : std::exchange(m_waiting, {}))
        m_talk->say(text);
}

} // namespace plausch::chat

#include "servicecard.h"

#include "ui/theme.h"

#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

namespace plausch::ui {

using chat::ServiceKind;
using chat::ServiceState;
using Phase = chat::ServiceState::Phase;

namespace {

constexpr int ShownBytes = 120;

/// Bytes as text on one line; what cannot be read is shown as \n, \x00 ...
QString readable(const QByteArray &bytes, qsizetype whole)
{
    QString text;
    for (const QChar c : QString::fromUtf8(bytes.first(qMin(bytes.size(), ShownBytes)))) {
        if (c == QLatin1Char('\n'))
            text += QStringLiteral("\\n");
        else if (c == QLatin1Char('\r'))
            text += QStringLiteral("\\r");
        else if (!c.isPrint() && !c.isSurrogate())
            text += QStringLiteral("\\x%1").arg(int(c.unicode()), 2, 16, QLatin1Char('0'));
        else
            text += c;
    }
    return whole > ShownBytes ? text + QChar(0x2026) : text;
}

} // namespace

ServiceCard::ServiceCard(chat::ConverterHost &host, ServiceKind kind, QWidget *parent)
    : QFrame(parent)
    , m_host(host)
    , m_kind(kind)
    , m_title(new QLabel(this))
    , m_state(new QLabel(this))
    , m_dialect(new QComboBox(this))
    , m_addressLabel(new QLabel(this))
    , m_address(new QLineEdit(QStringLiteral("0.0.0.0"), this))
    , m_portLabel(new QLabel(this))
    , m_port(new QSpinBox(this))
    , m_toggle(new QPushButton(this))
    , m_clients(new QLabel(this))
    , m_log(new QPlainTextEdit(this))
{
    setFrameShape(QFrame::StyledPanel);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setWordWrap(true);
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_clients->setWordWrap(true);
    m_port->setRange(0, 65535);
    m_port->setValue(isTextbook(kind) ? chat::TextbookPort : chat::ConverterPort);
    m_address->setObjectName(QStringLiteral("address")); // the spin box has a line edit of its own
    m_address->setMinimumWidth(90);
    m_addressLabel->setBuddy(m_address);
    m_portLabel->setBuddy(m_port);
    m_dialect->addItems(dialects(kind));
    m_dialect->setCurrentIndex(m_dialect->count() > 1 ? 1 : 0);
    m_dialect->setVisible(m_dialect->count() > 1);
    m_log->setReadOnly(true);
    m_log->setMaximumBlockCount(MaxLines);
    m_log->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_log->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_log->setMinimumHeight(5 * m_log->fontMetrics().lineSpacing());
    m_log->setTabChangesFocus(true);

    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_toggle);
    auto *form = new QHBoxLayout;
    for (QWidget *widget : QList<QWidget *>{m_addressLabel, m_address, m_portLabel, m_port})
        form->addWidget(widget);
    form->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->addLayout(head);
    column->addWidget(m_dialect, 0, Qt::AlignLeading); // a line of its own: the card also fits a narrow window
    column->addLayout(form);
    for (QWidget *widget : QList<QWidget *>{m_state, m_clients, m_log})
        column->addWidget(widget);

    connect(m_toggle, &QPushButton::clicked, this, &ServiceCard::toggle);
    connect(&m_host, &chat::ConverterHost::serviceChanged, this, [this](ServiceKind changed) {
        if (changed == m_kind)
            refreshState();
    });
    connect(&m_host, &chat::ConverterHost::clientsChanged, this, [this](ServiceKind changed) {
        if (changed == m_kind)
            refreshClients();
    });
    connect(&m_host, &chat::ConverterHost::exchanged, this,
            [this](ServiceKind changed, const QList<chat::ServiceExchange> &pile, qint64 dropped) {
                if (changed == m_kind)
                    append(pile, dropped);
            });
    const std::deque<chat::ServiceExchange> &log = m_host.log(kind);
    append(QList<chat::ServiceExchange>(log.begin(), log.end()), 0);
    retranslate();
}

QString ServiceCard::title(ServiceKind kind)
{
    switch (kind) {
    case ServiceKind::ConverterTcp:
        return tr("Converter over TCP");
    case ServiceKind::ConverterUdp:
        return tr("Converter over UDP");
    case ServiceKind::TextbookTcp:
        return tr("Textbook example over TCP");
    case ServiceKind::TextbookUdp:
        return tr("Textbook example over UDP");
    }
    Q_UNREACHABLE();
}

QStringList ServiceCard::dialects(ServiceKind kind)
{
    switch (kind) {
    case ServiceKind::ConverterTcp:
        return {tr("As in the lecture"), tr("Repaired, a line each"), tr("Repaired, with lengths")};
    case ServiceKind::ConverterUdp:
        return {tr("As in the lecture"), tr("Repaired", "dialect")};
    case ServiceKind::TextbookTcp:
    case ServiceKind::TextbookUdp:
        break;
    }
    return {tr("As in the textbook")};
}

void ServiceCard::setDialect(chat::ServiceSpec &spec, int index)
{
    spec.dialect = index == 0 ? session::ConverterDialect::Slide : session::ConverterDialect::Repaired;
    spec.framing = index == 2 ? session::ConverterFraming::Length : session::ConverterFraming::Line;
}

void ServiceCard::toggle()
{
    const Phase phase = m_host.state(m_kind).phase;
    if (phase == Phase::Running || phase == Phase::Starting) {
        m_host.stop(m_kind);
        return;
    }
    chat::ServiceSpec spec;
    spec.kind = m_kind;
    spec.port = quint16(m_port->value());
    setDialect(spec, m_dialect->currentIndex());
    if (!spec.address.setAddress(m_address->text().trimmed())) {
        m_state->setText(tr("\"%1\" is no address of this computer. 0.0.0.0 stands for all of them.")
                             .arg(m_address->text().trimmed()));
        return;
    }
    m_host.start(spec);
}

void ServiceCard::refreshState()
{
    const ServiceState &state = m_host.state(m_kind);
    const bool on = state.phase == Phase::Running || state.phase == Phase::Starting;
    QPalette colors = palette();
    const Theme theme = Theme::of(colors);
    const QColor window = colors.color(QPalette::Window);
    switch (state.phase) {
    case Phase::Stopped:
        m_state->setText(tr("Stopped"));
        colors.setColor(QPalette::WindowText, theme.muted);
        break;
    case Phase::Starting:
        m_state->setText(tr("Starting ..."));
        break;
    case Phase::Running:
        m_state->setText(
            tr("Running on %1, port %2", "address, port").arg(state.spec.address.toString()).arg(state.port));
        colors.setColor(QPalette::WindowText, ui::readable(theme.good, window));
        break;
    case Phase::Failed:
        m_state->setText(state.error);
        colors.setColor(QPalette::WindowText, ui::readable(theme.danger, window));
        break;
    }
    m_state->setPalette(colors);
    m_toggle->setText(on ? tr("Stop", "a service") : tr("Start", "a service"));
    m_toggle->setIcon(themedIcon(on ? QStringLiteral("stop") : QStringLiteral("start")));
    m_toggle->setAccessibleName(on ? tr("Stop: %1", "a service").arg(title(m_kind))
                                   : tr("Start: %1", "a service").arg(title(m_kind)));
    for (QWidget *widget : QList<QWidget *>{m_dialect, m_address, m_port})
        widget->setEnabled(!on);
    m_log->setVisible(on || m_log->blockCount() > 1);
    refreshClients();
}

void ServiceCard::refreshClients()
{
    const bool running = m_host.state(m_kind).phase == Phase::Running;
    m_clients->setVisible(running && !isUdp(m_kind));
    QStringList names;
    for (const chat::ServiceClient &client : m_host.clients(m_kind))
        names.append(tr("%1, port %2", "address, port").arg(client.address.toString()).arg(client.port));
    m_clients->setText(names.isEmpty()
                           ? tr("Nobody is connected.")
                           : tr("%n connected: %1", nullptr, int(names.size())).arg(names.join(QStringLiteral(" · "))));
}

QString ServiceCard::exchangeLine(const chat::ServiceExchange &exchange) const
{
    const QString time = QDateTime::fromMSecsSinceEpoch(exchange.at).toString(QStringLiteral("HH:mm:ss"));
    const QString request = readable(exchange.request, exchange.requestSize);
    const QString reply = exchange.reply ? readable(*exchange.reply, exchange.replySize)
        : exchange.sendError.isEmpty()   ? tr("(no answer)")
                                         : exchange.sendError;
    return QStringLiteral("%1  %2:%3  %4  %5  %6")
        .arg(time, exchange.address.toString())
        .arg(exchange.port)
        .arg(request, QString(QChar(0x2192)), reply);
}

void ServiceCard::append(const QList<chat::ServiceExchange> &pile, qint64 dropped)
{
    QStringList lines;
    if (dropped > 0)
        lines.append(tr("(%n more went by)", nullptr, int(dropped)));
    for (qsizetype i = qMax<qsizetype>(0, pile.size() - MaxLines); i < pile.size(); ++i)
        lines.append(exchangeLine(pile.at(i)));
    if (!lines.isEmpty())
        m_log->appendPlainText(lines.join(QLatin1Char('\n')));
}

void ServiceCard::retranslate()
{
    m_title->setText(title(m_kind));
    const QStringList names = dialects(m_kind);
    for (int i = 0; i < names.size(); ++i)
        m_dialect->setItemText(i, names.at(i));
    m_dialect->setAccessibleName(tr("Dialect"));
    m_addressLabel->setText(tr("Address:"));
    m_portLabel->setText(tr("Port:"));
    m_port->setSpecialValueText(tr("any free one", "port"));
    m_log->setAccessibleName(tr("Requests and answers: %1").arg(title(m_kind)));
    m_log->setPlaceholderText(tr("Each request and its answer appears here."));
    refreshState();
}

void ServiceCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace plausch::ui

#include "hostdialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHostAddress>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QNetworkInterface>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <utility>

namespace plausch::ui {

using State = chat::HostedServer::State;

namespace {

/// What others type who find no server by themselves: the addresses of this computer on its networks.
QStringList ownAddresses()
{
    constexpr qsizetype MaxShown = 3;
    QStringList addresses;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        if (!interface.flags().testFlags(QNetworkInterface::IsUp | QNetworkInterface::IsRunning)
            || interface.flags().testFlag(QNetworkInterface::IsLoopBack))
            continue;
        for (const QNetworkAddressEntry &entry : interface.addressEntries()) {
            if (entry.ip().protocol() == QAbstractSocket::IPv4Protocol && addresses.size() < MaxShown)
                addresses.append(entry.ip().toString());
        }
    }
    return addresses;
}

QString wayForOthers(const QHostAddress &network, quint16 port)
{
    const QStringList addresses = network.isLoopback() ? QStringList(network.toString()) : ownAddresses();
    return addresses.isEmpty() ? HostDialog::tr("For others it is encrypted, on port %1.").arg(port)
                               : HostDialog::tr("For others it is encrypted (TLS): %1, port %2.", "addresses, number")
                                     .arg(QLocale().createSeparatedList(addresses))
                                     .arg(port);
}

} // namespace

HostDialog::HostDialog(chat::HostedServer &server, const QString &name, QWidget *parent)
    : QDialog(parent)
    , m_server(server)
    , m_name(new QLineEdit(this))
    , m_port(new QSpinBox(this))
    , m_thisMachineOnly(new QCheckBox(tr("Only for this &computer"), this))
    , m_state(new QLabel(this))
{
    constexpr int MaxName = 40;
    setWindowTitle(tr("Host a chat server"));
    setMinimumWidth(460);
    m_name->setMaxLength(MaxName);
    m_name->setText(server.wish().name.isEmpty() ? tr("Chat of %1").arg(name) : server.wish().name);
    m_port->setRange(1, 65535);
    m_port->setValue(server.wish().port);
    m_thisMachineOnly->setChecked(server.wish().thisMachineOnly);
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setMinimumHeight(3 * m_state->fontMetrics().lineSpacing());
    m_state->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto *about = new QLabel(tr("Rooms for everybody on your network, with Plausch or any IRC program. It runs in this "
                                "window and ends with it; accounts and messages are kept for the next time."),
                             this);
    about->setWordWrap(true);
    auto *form = new QFormLayout;
    form->addRow(tr("&Name:"), m_name);
    form->addRow(tr("&Port:"), m_port);
    form->addRow(QString(), m_thisMachineOnly);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_button = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_button->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->addWidget(about);
    column->addLayout(form);
    column->addWidget(m_state);
    column->addStretch();
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_button, &QPushButton::clicked, this, &HostDialog::startOrStop);
    connect(&m_server, &chat::HostedServer::changed, this, &HostDialog::refresh);
    refresh();
}

void HostDialog::startOrStop()
{
    if (m_server.state() == State::Running) {
        Q_EMIT stopWanted();
    } else {
        m_starting = true;
        m_server.start({m_name->text().simplified(), quint16(m_port->value()), m_thisMachineOnly->isChecked()});
    }
}

void HostDialog::refresh()
{
    const bool off = m_server.state() == State::Off;
    for (QWidget *field :
         {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_port), static_cast<QWidget *>(m_thisMachineOnly)})
        field->setEnabled(off);
    m_button->setText(off || m_server.state() == State::Starting ? tr("&Start") : tr("&Stop"));
    m_button->setEnabled(off || m_server.state() == State::Running);
    switch (m_server.state()) {
    case State::Off:
        m_starting = false;
        m_state->setText(m_server.complaint());
        break;
    case State::Starting:
        m_state->setText(tr("Starting ..."));
        break;
    case State::Running:
        m_state->setText(
            m_server.port() == m_server.wish().port
                ? tr("Running on port %1.").arg(m_server.port())
                : tr("Port %1 was taken, so it runs on port %2.").arg(m_server.wish().port).arg(m_server.port()));
        if (!m_server.wish().thisMachineOnly)
            m_state->setText(m_state->text() + u'\n' + wayForOthers(m_server.network(), m_server.tlsPort()) + u'\n'
                             + tr("Others who run Plausch here find it under File > Add a chat server."));
        if (std::exchange(m_starting, false))
            Q_EMIT started();
        break;
    case State::Stopping:
        m_state->setText(tr("Saying goodbye ..."));
        break;
    }
}

} // namespace plausch::ui

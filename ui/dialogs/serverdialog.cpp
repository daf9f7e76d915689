#include "serverdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QVBoxLayout>

#include <initializer_list>

namespace plausch::ui {
namespace {

constexpr int MaxNick = 16; // the window's suggestion; a server that takes less says so
constexpr int MaxField = 255;

bool isNickChar(QChar c)
{
    return (c.unicode() < 128 && c.isLetterOrNumber()) || QStringView(u"[]\\`_^{|}-").contains(c);
}

} // namespace

QString ServerDialog::nickFrom(const QString &name)
{
    QString nick;
    for (const QChar c : name.simplified().normalized(QString::NormalizationForm_KD)) {
        if (c == u' ')
            nick += u'_';
        else if (isNickChar(c))
            nick += c;
    }
    while (!nick.isEmpty() && (nick.front().isDigit() || nick.front() == u'-'))
        nick.remove(0, 1);
    return nick.left(MaxNick);
}

ServerDialog::ServerDialog(const store::NetworkRow &row, const QString &name, QWidget *parent)
    : QDialog(parent)
    , m_row(row)
    , m_host(new QLineEdit(this))
    , m_port(new QSpinBox(this))
    , m_tls(new QCheckBox(tr("&Encrypted (TLS)"), this))
    , m_name(new QLineEdit(this))
    , m_nick(new QLineEdit(this))
    , m_signIn(new QComboBox(this))
    , m_account(new QLineEdit(this))
    , m_secretLabel(new QLabel(this))
    , m_secret(new QLineEdit(this))
    , m_email(new QLineEdit(this))
    , m_remember(new QCheckBox(tr("&Keep the password in the keyring"), this))
    , m_autoConnect(new QCheckBox(tr("Connect when Plausch s&tarts"), this))
    , m_nearby(new QComboBox(this))
    , m_problem(new QLabel(this))
    , m_form(new QFormLayout)
{
    setWindowTitle(row.id.isEmpty() ? tr("Add a chat server") : tr("Edit the chat server"));
    setMinimumWidth(460);
    makeForm(*m_form);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setMinimumHeight(m_problem->fontMetrics().lineSpacing());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_ok = buttons->addButton(row.id.isEmpty() ? tr("A&dd") : tr("&Save"), QDialogButtonBox::AcceptRole);
    m_ok->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->addLayout(m_form);
    column->addWidget(m_problem);
    column->addStretch();
    column->addWidget(buttons);
    m_nearby->setObjectName(QStringLiteral("nearby"));
    QWidget *before = m_nearby; // it stands above the others
    for (QWidget *field : std::initializer_list<QWidget *>{m_host, m_port, m_tls, m_name, m_nick, m_signIn, m_account,
                                                           m_secret, m_email, m_remember, m_autoConnect}) {
        setTabOrder(before, field);
        before = field;
    }
    show(name);
    setNearby({});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &ServerDialog::finish);
    connect(m_nearby, &QComboBox::activated, this, &ServerDialog::onNearby);
    connect(m_tls, &QCheckBox::toggled, this, &ServerDialog::onTls);
    connect(m_host, &QLineEdit::editingFinished, this, &ServerDialog::onHost);
    connect(m_signIn, &QComboBox::currentIndexChanged, this, &ServerDialog::refresh);
    for (QLineEdit *edit : {m_host, m_nick, m_account, m_secret})
        connect(edit, &QLineEdit::textChanged, this, &ServerDialog::refresh);
    refresh();
}

/// Hiding ends the editing of a field, and that still needs the whole dialog.
ServerDialog::~ServerDialog()
{
    hide();
}

void ServerDialog::makeForm(QFormLayout &form)
{
    form.setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (QLineEdit *edit : {m_host, m_name, m_nick, m_account, m_secret, m_email})
        edit->setMaxLength(MaxField);
    m_host->setPlaceholderText(tr("for example irc.example.org"));
    m_port->setRange(1, 65535);
    m_port->setAccessibleName(tr("Port"));
    m_secret->setEchoMode(QLineEdit::Password);
    m_email->setPlaceholderText(tr("optional"));
    m_signIn->addItem(tr("Without an account"));
    m_signIn->addItem(tr("With an account"));
    m_signIn->addItem(tr("With the certificate of this profile"));
    if (m_row.id.isEmpty())
        m_signIn->addItem(tr("Make an account there"));
    auto *port = new QHBoxLayout;
    port->addWidget(m_port);
    port->addWidget(m_tls);
    port->addStretch();
    form.addRow(tr("&On your network:"), m_nearby);
    form.addRow(tr("&Address:"), m_host);
    auto *portLabel = new QLabel(tr("&Port:"), this);
    portLabel->setBuddy(m_port);
    form.addRow(portLabel, port);
    form.addRow(tr("Show it &as:"), m_name);
    form.addRow(tr("Your &nick:"), m_nick);
    form.addRow(tr("S&ign in:"), m_signIn);
    form.addRow(tr("A&ccount:"), m_account);
    m_secretLabel->setBuddy(m_secret);
    form.addRow(m_secretLabel, m_secret);
    form.addRow(tr("E-&mail:"), m_email);
    form.addRow(QString(), m_remember);
    form.addRow(QString(), m_autoConnect);
}

void ServerDialog::show(const QString &name)
{
    m_host->setText(m_row.host);
    m_tls->setChecked(m_row.tls);
    m_port->setValue(m_row.port);
    m_name->setText(m_row.name);
    m_nick->setText(m_row.nick.isEmpty() ? nickFrom(name) : m_row.nick);
    m_account->setText(m_row.account);
    const SignIn known = m_row.external ? SignIn::Certificate : SignIn::Account;
    m_signIn->setCurrentIndex(int(m_row.account.isEmpty() && !m_row.external ? SignIn::Nobody : known));
    m_autoConnect->setChecked(m_row.autoConnect);
    m_remember->setChecked(true);
}

void ServerDialog::setNearby(const QList<chat::NearbyServer> &servers)
{
    m_servers = servers;
    m_nearby->clear();
    m_nearby->addItem(tr("%n found", nullptr, int(servers.size())));
    for (const chat::NearbyServer &server : servers)
        m_nearby->addItem(server.name.isEmpty() ? tr("%1, port %2").arg(server.host).arg(server.port)
                                                : tr("hosted by %1 (%2, port %3)", "name, address, number")
                                                      .arg(server.name, server.host)
                                                      .arg(server.port));
    m_form->setRowVisible(m_nearby, !servers.isEmpty());
}

/// What a buddy hosts has the buddy's key; of anybody else's the window asks.
void ServerDialog::onNearby(int place)
{
    if (place < 1 || place > m_servers.size())
        return;
    const chat::NearbyServer &server = m_servers.at(place - 1);
    m_host->setText(server.host);
    m_tls->setChecked(server.tls);
    m_port->setValue(server.port);
    m_row.host = server.host;
    m_row.port = server.port;
    m_row.pinnedKey = server.key;
    if (m_name->text().isEmpty() && !server.name.isEmpty())
        m_name->setText(tr("Chat of %1").arg(server.name));
}

ServerDialog::SignIn ServerDialog::signIn() const
{
    return SignIn(m_signIn->currentIndex());
}

/// A port the user chose stays.
void ServerDialog::onTls(bool on)
{
    if (m_port->value() == (on ? PlainPort : TlsPort))
        m_port->setValue(on ? TlsPort : PlainPort);
    refresh();
}

/// "host:port" may have been pasted, or a link.
void ServerDialog::onHost()
{
    static const QRegularExpression form(QStringLiteral("^(?:(ircs?)://)?(\\[[^\\]]+\\]|[^:/]+)(?::(\\d+))?/?$"),
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(m_host->text().trimmed());
    if (!match.hasMatch() || (match.captured(1).isEmpty() && match.captured(3).isEmpty()))
        return;
    if (!match.captured(1).isEmpty())
        m_tls->setChecked(match.captured(1).toLower() == QLatin1String("ircs"));
    if (const int port = match.captured(3).toInt(); port > 0 && port < 65536)
        m_port->setValue(port);
    m_host->setText(match.captured(2));
}

void ServerDialog::refresh()
{
    const bool account = signIn() != SignIn::Nobody;
    const bool certificate = signIn() == SignIn::Certificate;
    const bool newAccount = signIn() == SignIn::NewAccount; // servers name it like the nick that asks for it
    m_form->setRowVisible(m_account, account && !newAccount);
    m_form->setRowVisible(m_secret, !certificate);
    m_form->setRowVisible(m_remember, !certificate);
    m_account->setPlaceholderText(certificate ? tr("the one that knows this certificate") : m_nick->text().trimmed());
    m_form->setRowVisible(m_email, newAccount);
    m_secretLabel->setText(account ? tr("Pass&word:") : tr("Server's pass&word:"));
    m_secret->setAccessibleName(account ? tr("Password") : tr("Server's password"));
    if (newAccount)
        m_secret->setPlaceholderText(tr("choose one"));
    else if (account)
        m_secret->setPlaceholderText(m_row.id.isEmpty() ? tr("asked for later if left empty") : tr("unchanged"));
    else
        m_secret->setPlaceholderText(tr("only if the server itself wants one"));
    m_remember->setEnabled(!m_secret->text().isEmpty());
    m_name->setPlaceholderText(m_host->text().trimmed());
    const QString wrong = problem();
    m_ok->setEnabled(wrong.isEmpty() && !m_host->text().trimmed().isEmpty() && !m_nick->text().trimmed().isEmpty()
                     && !(newAccount && m_secret->text().isEmpty()));
    m_problem->setText(wrong);
}

QString ServerDialog::problem() const
{
    const QString host = m_host->text().trimmed();
    const QString nick = m_nick->text().trimmed();
    if (host.contains(u' ') || host.contains(u'@'))
        return tr("\"%1\" is no address of a server.").arg(host);
    if (nick.contains(u' ') || nick.contains(u',') || nick.contains(u'@') || nick.contains(u'!')
        || (!nick.isEmpty() && QStringView(u"#&:~+%").contains(nick.front())))
        return tr("A nick is one word, without the signs , @ and ! and not beginning with # & : ~ + or %.");
    if (!m_tls->isChecked() && signIn() == SignIn::Certificate)
        return tr("A certificate is shown over encrypted links only: switch the encryption on.");
    if (!m_tls->isChecked() && signIn() != SignIn::Nobody)
        return host == QLatin1String("localhost") || host.startsWith(QLatin1String("127."))
                || host == QLatin1String("::1")
            ? QString()
            : tr("A password goes over encrypted links only: switch the encryption on.");
    return {};
}

store::NetworkRow ServerDialog::row() const
{
    store::NetworkRow row = m_row;
    row.host = m_host->text().trimmed();
    if (row.host.startsWith(u'[') && row.host.endsWith(u']'))
        row.host = row.host.sliced(1, row.host.size() - 2);
    row.port = static_cast<quint16>(m_port->value());
    row.tls = m_tls->isChecked();
    row.name = m_name->text().simplified();
    row.nick = m_nick->text().trimmed();
    const bool account = signIn() != SignIn::Nobody;
    row.account = account && signIn() != SignIn::NewAccount ? m_account->text().trimmed() : QString();
    if (account && row.account.isEmpty())
        row.account = row.nick;
    row.external = signIn() == SignIn::Certificate;
    row.serverPassword = !account && (!m_secret->text().isEmpty() || m_row.serverPassword);
    row.autoConnect = m_autoConnect->isChecked();
    if (row.host != m_row.host || row.port != m_row.port)
        row.pinnedKey.clear(); // it was another server's
    return row;
}

void ServerDialog::finish()
{
    onHost();
    if (!problem().isEmpty())
        return;
    chat::NetworkCredentials credentials;
    credentials.secret = signIn() == SignIn::Certificate ? QString() : m_secret->text();
    credentials.remember = m_remember->isChecked() && !credentials.secret.isEmpty();
    credentials.registerAccount = signIn() == SignIn::NewAccount;
    credentials.email = credentials.registerAccount ? m_email->text().trimmed() : QString();
    Q_EMIT serverGiven(row(), credentials);
    accept();
}

} // namespace plausch::ui

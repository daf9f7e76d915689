#include "converterpage.h"

#include "chat/address.h"
#include "ui/servicecard.h"
#include "ui/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTabWidget>
#include <QToolButton>

namespace plausch::ui {

using chat::ServiceKind;

namespace {

constexpr ServiceKind Kinds[] = {ServiceKind::ConverterTcp, ServiceKind::ConverterUdp, ServiceKind::TextbookTcp,
                                 ServiceKind::TextbookUdp};

} // namespace

ConverterPage::ConverterPage(chat::ConverterHost &host, QWidget *parent)
    : QWidget(parent), m_title(new QLabel(this)), m_close(new QToolButton(this)), m_tabs(new QTabWidget(this))
{
    QFont big = m_title->font();
    big.setBold(true);
    big.setPointSizeF(big.pointSizeF() * 1.3);
    m_title->setFont(big);
    m_close->setIcon(themedIcon(QStringLiteral("close")));
    m_close->setAutoRaise(true);
    m_close->setMinimumSize(32, 32);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeHostTab(host), QString());
    m_tabs->addTab(makeClientTab(), QString());
    auto *row = new QHBoxLayout;
    row->setContentsMargins(16, 12, 10, 8);
    row->addWidget(m_title, 1);
    row->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addWidget(m_tabs, 1);
    setFocusProxy(m_tabs);
    connect(m_close, &QToolButton::clicked, this, &ConverterPage::closed);
    retranslate();
}

QWidget *ConverterPage::makeHostTab(chat::ConverterHost &host)
{
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    auto *content = new QWidget(scroll);
    m_hostText = new QLabel(content);
    m_hostText->setWordWrap(true);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(12);
    column->addWidget(m_hostText);
    for (ServiceKind kind : Kinds) {
        m_cards.append(new ServiceCard(host, kind, content));
        column->addWidget(m_cards.last());
    }
    column->addStretch();
    scroll->setWidget(content);
    return scroll;
}

QWidget *ConverterPage::makeClientTab()
{
    auto *content = new QWidget(this);
    m_clientText = new QLabel(content);
    m_clientText->setWordWrap(true);
    m_kindLabel = new QLabel(content);
    m_dialectLabel = new QLabel(content);
    m_addressLabel = new QLabel(content);
    m_portLabel = new QLabel(content);
    m_kind = new QComboBox(content);
    m_dialect = new QComboBox(content);
    m_address = new QLineEdit(QStringLiteral("127.0.0.1"), content);
    m_port = new QSpinBox(content);
    m_open = new QPushButton(content);
    m_address->setObjectName(QStringLiteral("address"));
    m_port->setRange(1, 65535);
    m_port->setValue(chat::ConverterPort);
    for (ServiceKind kind : Kinds)
        m_kind->addItem(ServiceCard::title(kind));
    const QList<std::pair<QLabel *, QWidget *>> rows{
        {m_kindLabel, m_kind}, {m_dialectLabel, m_dialect}, {m_addressLabel, m_address}, {m_portLabel, m_port}};
    auto *form = new QFormLayout;
    for (const auto &[label, field] : rows) {
        label->setBuddy(field);
        form->addRow(label, field);
    }
    form->addRow(QString(), m_open);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(12);
    column->addWidget(m_clientText);
    column->addLayout(form);
    column->addStretch();
    connect(m_kind, &QComboBox::activated, this, [this](int index) {
        m_port->setValue(isTextbook(ServiceKind(index)) ? chat::TextbookPort : chat::ConverterPort);
        refreshClient();
    });
    connect(m_address, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_open->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_address, &QLineEdit::returnPressed, m_open, &QPushButton::click);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT talkWanted(target()); });
    return content;
}

/// Host and port in one field are understood too: the port there wins.
chat::ConverterTarget ConverterPage::target() const
{
    chat::ServiceSpec spec;
    ServiceCard::setDialect(spec, m_dialect->currentIndex());
    chat::ConverterTarget target;
    target.kind = ServiceKind(m_kind->currentIndex());
    target.dialect = spec.dialect;
    target.framing = spec.framing;
    target.host = m_address->text().trimmed();
    target.port = quint16(m_port->value());
    if (const auto address = chat::parseAddress(target.host, target.port)) {
        target.host = address->host;
        target.port = address->port;
    }
    return target;
}

void ConverterPage::refreshClient()
{
    const QStringList dialects = ServiceCard::dialects(ServiceKind(m_kind->currentIndex()));
    const int chosen = m_dialect->currentIndex();
    m_dialect->clear();
    m_dialect->addItems(dialects);
    m_dialect->setCurrentIndex(chosen >= 0 && chosen < dialects.size() ? chosen : qMin(1, int(dialects.size()) - 1));
    m_dialect->setEnabled(dialects.size() > 1);
}

void ConverterPage::retranslate()
{
    m_title->setText(tr("Converter"));
    m_close->setToolTip(tr("Close this page"));
    m_close->setAccessibleName(tr("Close this page"));
    m_tabs->setTabText(0, tr("&Host a service"));
    m_tabs->setTabText(1, tr("&Use a service"));
    m_hostText->setText(
        tr("The upper and lower case service of the lecture, for everybody who can reach this computer: "
           "with nc, Python, or Plausch."));
    m_clientText->setText(tr("Opens a conversation that shows what was typed, what went over the wire, and what came "
                             "back."));
    m_kindLabel->setText(tr("&Service:"));
    m_dialectLabel->setText(tr("&Dialect:"));
    m_addressLabel->setText(tr("&Address:"));
    m_portLabel->setText(tr("&Port:"));
    m_open->setText(tr("Open the &conversation"));
    for (int i = 0; i < m_kind->count(); ++i)
        m_kind->setItemText(i, ServiceCard::title(ServiceKind(i)));
    refreshClient();
}

void ConverterPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

void ConverterPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace plausch::ui

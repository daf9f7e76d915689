#include "settingsdialog.h"

#include "ui/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace plausch::ui {
namespace {

constexpr int MaxAwayChars = 100; // fits into the wire's 300 bytes in any script

/// Fills a combo box without losing what is chosen.
void setTexts(QComboBox *box, const QStringList &texts)
{
    for (int i = 0; i < texts.size(); ++i)
        box->setItemText(i, texts.at(i));
}

/// What is written on one widget of a row, for the search.
QString wordsOf(const QWidget *widget)
{
    QStringList words;
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        words.append(label->text());
    else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        words.append(button->text());
    else if (const auto *choice = qobject_cast<const QComboBox *>(widget)) {
        for (int i = 0; i < choice->count(); ++i)
            words.append(choice->itemText(i));
    }
    return words.join(QLatin1Char(' ')).remove(QLatin1Char('&'));
}

struct FormRow
{
    QString words;
    bool isNote = true; // nothing in it can be changed: it explains the row above
};

FormRow rowOf(const QFormLayout &form, int row)
{
    FormRow found;
    for (const auto role : {QFormLayout::LabelRole, QFormLayout::FieldRole, QFormLayout::SpanningRole}) {
        const QLayoutItem *item = form.itemAt(row, role);
        const QWidget *widget = item ? item->widget() : nullptr;
        if (!widget)
            continue;
        found.words += wordsOf(widget) + QLatin1Char(' ');
        found.isNote = found.isNote && qobject_cast<const QLabel *>(widget);
    }
    return found;
}

} // namespace

SettingsDialog::SettingsDialog(const chat::Settings &settings, QWidget *parent)
    : QDialog(parent)
    , m_settings(settings)
    , m_search(new QLineEdit(this))
    , m_nothing(new QLabel(this))
    , m_content(new QWidget(this))
    , m_person(new QGroupBox(m_content))
    , m_network(new QGroupBox(m_content))
    , m_notificationBox(new QGroupBox(m_content))
    , m_window(new QGroupBox(m_content))
{
    auto *groups = new QVBoxLayout(m_content);
    groups->setSpacing(12);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    makePerson();
    makeNetwork();
    makeNotifications();
    makeWindow();
    groups->addWidget(m_nothing);
    groups->addStretch();
    auto *scroll = new QScrollArea(this); // large letters on a small screen
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // it follows the field that has the focus
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_content);
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false); // Enter in a field is no farewell
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_search);
    column->addWidget(scroll, 1);
    column->addWidget(buttons);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::filter);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    retranslate();
    show(settings);
    fitScreen();
    m_name->setFocus();
}

/// Hiding ends the editing of a field, and that still needs the whole dialog.
SettingsDialog::~SettingsDialog()
{
    hide();
}

QFormLayout *SettingsDialog::addGroup(QGroupBox *box)
{
    m_content->layout()->addWidget(box);
    return new QFormLayout(box);
}

/// As high as all settings, as long as the screen is.
void SettingsDialog::fitScreen()
{
    const QSize wanted = m_content->sizeHint();
    const QSize available = screen()->availableSize();
    const int width = qMax(480, wanted.width() + 60);
    const int around = sizeHint().height() - layout()->itemAt(1)->sizeHint().height();
    const int height = m_content->heightForWidth(width - 60) + around + 12;
    resize(qMin(width, available.width() - 40), qMin(height, available.height() - 60));
}

void SettingsDialog::filter(const QString &words)
{
    int left = 0;
    for (QGroupBox *box : {m_person, m_network, m_notificationBox, m_window})
        left += filterGroup(box, words.trimmed());
    m_nothing->setText(tr("No setting matches \"%1\".").arg(words.trimmed()));
    m_nothing->setVisible(left == 0);
}

int SettingsDialog::filterGroup(QGroupBox *box, const QString &words)
{
    auto *form = static_cast<QFormLayout *>(box->layout());
    const bool whole = box->title().contains(words, Qt::CaseInsensitive);
    int left = 0;
    for (int row = 0; row < form->rowCount();) {
        QString text;
        int end = row;
        do {
            text += rowOf(*form, end++).words;
        } while (end < form->rowCount() && rowOf(*form, end).isNote);
        const bool found = whole || text.contains(words, Qt::CaseInsensitive);
        for (; row < end; ++row)
            form->setRowVisible(row, found);
        left += found ? 1 : 0;
    }
    box->setVisible(left > 0);
    return left;
}

QCheckBox *SettingsDialog::makeCheck(QFormLayout *form, bool chat::Settings::*field)
{
    auto *check = new QCheckBox(this);
    form->addRow(check);
    connect(check, &QCheckBox::toggled, this, [this, field](bool on) {
        chat::Settings changed = m_settings;
        changed.*field = on;
        apply(changed);
    });
    return check;
}

QComboBox *SettingsDialog::makeChoice(QFormLayout *form, QLabel *label, int count)
{
    auto *box = new QComboBox(this);
    for (int i = 0; i < count; ++i)
        box->addItem(QString());
    label->setBuddy(box);
    form->addRow(label, box);
    return box;
}

void SettingsDialog::makePerson()
{
    QFormLayout *form = addGroup(m_person);
    m_nameLabel = new QLabel(this);
    m_name = new QLineEdit(this);
    m_name->setMaxLength(64);
    m_name->setObjectName(QStringLiteral("name"));
    m_nameLabel->setBuddy(m_name);
    form->addRow(m_nameLabel, m_name);
    m_awayLabel = new QLabel(this);
    m_awayText = new QLineEdit(this);
    m_awayText->setObjectName(QStringLiteral("awayText"));
    m_awayText->setMaxLength(MaxAwayChars);
    m_awayLabel->setBuddy(m_awayText);
    form->addRow(m_awayLabel, m_awayText);
    connect(m_awayText, &QLineEdit::editingFinished, this, [this] {
        chat::Settings changed = m_settings;
        changed.awayText = m_awayText->text().simplified();
        apply(changed);
    });
    m_receipts = makeCheck(form, &chat::Settings::readReceipts);
    m_typing = makeCheck(form, &chat::Settings::typingNotices);
    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        chat::Settings changed = m_settings;
        const QString name = m_name->text().simplified();
        if (name.isEmpty()) {
            m_name->setText(m_settings.name);
            return;
        }
        changed.name = name;
        apply(changed);
    });
}

void SettingsDialog::makeNetwork()
{
    QFormLayout *form = addGroup(m_network);
    m_visibilityLabel = new QLabel(this);
    m_visibility = makeChoice(form, m_visibilityLabel, 3);
    m_portLabel = new QLabel(this);
    m_port = new QSpinBox(this);
    m_port->setRange(0, 65535);
    m_port->setGroupSeparatorShown(false);
    m_portLabel->setBuddy(m_port);
    m_portNote = new QLabel(this);
    m_portNote->setWordWrap(true);
    form->addRow(m_portLabel, m_port);
    form->addRow(QString(), m_portNote);
    m_visitors = new QCheckBox(this);
    m_visitorsNote = new QLabel(this);
    m_visitorsNote->setWordWrap(true);
    form->addRow(m_visitors);
    form->addRow(m_visitorsNote);
    connect(m_visibility, &QComboBox::activated, this, [this](int index) {
        chat::Settings changed = m_settings;
        changed.policy.visibility = realm::Visibility(index);
        apply(changed);
    });
    connect(m_port, &QSpinBox::editingFinished, this, [this] {
        chat::Settings changed = m_settings;
        changed.port = quint16(m_port->value());
        apply(changed);
    });
    connect(m_visitors, &QCheckBox::toggled, this, [this](bool on) {
        chat::Settings changed = m_settings;
        changed.policy.unencryptedVisitors = on;
        apply(changed);
    });
}

void SettingsDialog::makeNotifications()
{
    QFormLayout *form = addGroup(m_notificationBox);
    m_notifications = makeCheck(form, &chat::Settings::notifications);
    m_notificationText = makeCheck(form, &chat::Settings::notificationText);
    connect(m_notifications, &QCheckBox::toggled, m_notificationText, &QWidget::setEnabled);
}

void SettingsDialog::makeWindow()
{
    QFormLayout *form = addGroup(m_window);
    m_themeLabel = new QLabel(this);
    m_theme = makeChoice(form, m_themeLabel, 3);
    m_languageLabel = new QLabel(this);
    m_language = makeChoice(form, m_languageLabel, 3);
    m_enterSends = makeCheck(form, &chat::Settings::enterSends);
    m_closeToTray = makeCheck(form, &chat::Settings::closeToTray);
    connect(m_theme, &QComboBox::activated, this, [this](int index) {
        chat::Settings changed = m_settings;
        changed.theme = chat::Theme(index);
        apply(changed);
    });
    connect(m_language, &QComboBox::activated, this, [this](int index) {
        chat::Settings changed = m_settings;
        changed.language = chat::Language(index);
        apply(changed);
    });
}

void SettingsDialog::apply(const chat::Settings &settings)
{
    if (m_showing || settings == m_settings)
        return;
    m_settings = settings;
    Q_EMIT changed(settings);
}

void SettingsDialog::show(const chat::Settings &settings)
{
    m_showing = true;
    m_settings = settings;
    if (!m_name->hasFocus())
        m_name->setText(settings.name);
    if (!m_awayText->hasFocus())
        m_awayText->setText(settings.awayText);
    m_visibility->setCurrentIndex(int(settings.policy.visibility));
    m_visitors->setChecked(settings.policy.unencryptedVisitors);
    m_port->setValue(settings.port);
    m_receipts->setChecked(settings.readReceipts);
    m_typing->setChecked(settings.typingNotices);
    m_notifications->setChecked(settings.notifications);
    m_notificationText->setChecked(settings.notificationText);
    m_notificationText->setEnabled(settings.notifications);
    m_enterSends->setChecked(settings.enterSends);
    m_closeToTray->setChecked(settings.closeToTray);
    m_theme->setCurrentIndex(int(settings.theme));
    m_language->setCurrentIndex(int(settings.language));
    m_showing = false;
}

void SettingsDialog::setListenPort(quint16 port)
{
    m_listenPort = port;
    m_portNote->setText(port == 0 ? tr("Plausch is not listening.") : tr("Plausch listens on port %1.").arg(port));
}

void SettingsDialog::retranslate()
{
    setWindowTitle(tr("Settings"));
    m_person->setTitle(tr("You"));
    m_search->setPlaceholderText(tr("Search the settings"));
    m_search->setAccessibleName(tr("Search the settings"));
    m_nameLabel->setText(tr("&Name:"));
    m_awayLabel->setText(tr("Message when a&way:"));
    m_awayText->setPlaceholderText(tr("none", "message when away"));
    m_receipts->setText(tr("Tell others when I have &read their messages"));
    m_typing->setText(tr("Tell others when I am t&yping"));
    m_network->setTitle(tr("Network"));
    m_visibilityLabel->setText(tr("Who &finds me:"));
    setTexts(m_visibility, {tr("Everybody", "visibility"), tr("Only people I know"), tr("Nobody", "visibility")});
    m_portLabel->setText(tr("&Port:"));
    m_port->setSpecialValueText(tr("any free one", "port"));
    m_visitors->setText(tr("Let in visitors without &encryption"));
    m_visitorsNote->setText(
        tr("For the classroom: nc, telnet and foreign clients from other computers may write to you. "
           "Who they are is not proven."));
    m_notificationBox->setTitle(tr("Notifications"));
    m_notifications->setText(tr("Show n&otifications for new messages"));
    m_notificationText->setText(tr("Show the te&xt of the message in them"));
    m_window->setTitle(tr("Window"));
    m_themeLabel->setText(tr("&Colours:"));
    setTexts(m_theme, {tr("As the system", "colours"), tr("Light", "colours"), tr("Dark", "colours")});
    m_languageLabel->setText(tr("&Language:"));
    setTexts(m_language, {tr("As the system", "language"), QStringLiteral("Deutsch"), QStringLiteral("English")});
    m_enterSends->setText(tr("Enter &sends (otherwise Ctrl+Enter)"));
    m_closeToTray->setText(tr("&Keep running in the notification area when the window is closed"));
    setListenPort(m_listenPort);
    filter(m_search->text());
}

void SettingsDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace plausch::ui

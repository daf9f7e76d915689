#include "linkdialog.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace plausch::ui {

bool isOpenable(const QUrl &url)
{
    static constexpr const char *Schemes[] = {"http", "https", "irc", "ircs", "mailto"};
    return url.isValid() && std::any_of(std::begin(Schemes), std::end(Schemes), [&url](const char *scheme) {
               return url.scheme() == QLatin1String(scheme);
           });
}

QString realHost(const QUrl &url)
{
    if (url.scheme() == QLatin1String("mailto"))
        return url.path();
    const QString wire = QString::fromLatin1(QUrl::toAce(url.host(QUrl::FullyDecoded)));
    const QString shown = QUrl::fromAce(wire.toLatin1());
    const bool unicode = std::any_of(shown.begin(), shown.end(), [](QChar c) { return c.unicode() > 127; });
    if (wire.startsWith(QLatin1String("xn--")) || wire.contains(QLatin1String(".xn--")) || unicode)
        return QStringLiteral("%1 (%2)").arg(url.host(QUrl::FullyDecoded), wire);
    return url.host();
}

LinkDialog::LinkDialog(const QUrl &url, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Open link"));
    setMinimumWidth(420);
    const bool openable = isOpenable(url);
    auto *question = new QLabel(openable ? tr("This link leads to:") : tr("A link of this kind is not opened:"), this);
    auto *host = new QLabel(openable ? realHost(url) : url.scheme(), this);
    QFont big = host->font();
    big.setBold(true);
    big.setPointSizeF(big.pointSizeF() * 1.3);
    host->setFont(big);
    host->setWordWrap(true);
    host->setObjectName(QStringLiteral("host"));
    auto *whole = new QLabel(url.toString(QUrl::FullyEncoded).left(2'000), this);
    whole->setWordWrap(true);
    for (QLabel *label : {host, whole}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    auto *open = buttons->addButton(tr("&Open"), QDialogButtonBox::AcceptRole);
    open->setEnabled(openable);
    auto *column = new QVBoxLayout(this);
    for (QWidget *widget : QList<QWidget *>{question, host, whole, buttons})
        column->addWidget(widget);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(copy, &QPushButton::clicked, this, [this, url] {
        QGuiApplication::clipboard()->setText(url.toString(QUrl::FullyEncoded));
        reject();
    });
    connect(buttons, &QDialogButtonBox::accepted, this, [this, url] {
        Q_EMIT openWanted(url);
        accept();
    });
}

} // namespace plausch::ui

#include "aboutdialog.h"

#include "ui/dialogs/fingerprint.h"
#include "ui/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

namespace plausch::ui {

AboutDialog::AboutDialog(const QByteArray &fingerprint, quint16 port, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("About Plausch"));
    setMinimumWidth(400);
    auto *icon = new QLabel(this);
    icon->setPixmap(applicationIcon().pixmap(64, 64));
    icon->setAlignment(Qt::AlignCenter);
    auto *name = new QLabel(tr("Plausch %1", "program and version").arg(QStringLiteral(PLAUSCH_VERSION)), this);
    QFont big = name->font();
    big.setBold(true);
    big.setPointSizeF(big.pointSizeF() * 1.4);
    name->setFont(big);
    name->setAlignment(Qt::AlignCenter);
    auto *text = new QLabel(tr("Chat where every buddy is a socket: direct from machine to machine, encrypted, without "
                               "a server in between."),
                            this);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    auto *listening = new QLabel(port == 0 ? tr("Plausch is not listening; others cannot call.")
                                           : tr("Others call you on port %1.").arg(port),
                                 this);
    listening->setAlignment(Qt::AlignCenter);
    auto *license = new QLabel(tr("MIT licence. Built with Qt %1.").arg(QString::fromLatin1(qVersion())), this);
    license->setAlignment(Qt::AlignCenter);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(10);
    for (QWidget *widget : QList<QWidget *>{icon, name, text, listening, new QLabel(tr("Your key:"), this),
                                            fingerprintLabel(fingerprint, this), license, buttons})
        column->addWidget(widget);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
}

} // namespace plausch::ui

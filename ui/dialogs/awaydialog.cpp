#include "awaydialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace plausch::ui {

AwayDialog::AwayDialog(const QList<AwayPlace> &places, const QString &only, QWidget *parent)
    : QDialog(parent), m_text(new QLineEdit(this))
{
    setWindowTitle(tr("Away"));
    setMinimumWidth(400);
    const auto shown = std::find_if(places.cbegin(), places.cend(), [&only](const AwayPlace &place) {
        return only.isNull() ? !place.text.isEmpty() : place.network == only;
    });
    m_text->setText(shown == places.cend() ? QString() : shown->text);
    m_text->setMaxLength(MaxText);
    m_text->setPlaceholderText(tr("for example: in a lecture until noon"));
    m_text->selectAll();
    auto *label = new QLabel(tr("What the others &read while you are away:"), this);
    label->setBuddy(m_text);
    m_text->setAccessibleName(label->text().remove(u'&'));
    auto *where = new QGroupBox(tr("Where"), this);
    auto *list = new QVBoxLayout(where);
    bool anyAway = false;
    for (const AwayPlace &place : places) {
        auto *box = new QCheckBox(place.away ? tr("%1 (away)", "a place").arg(place.name) : place.name, where);
        box->setChecked(only.isNull() || place.network == only);
        list->addWidget(box);
        m_places.append({place.network, box});
        anyAway = anyAway || place.away;
    }
    where->setVisible(places.size() > 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *away = buttons->addButton(tr("I am &away"), QDialogButtonBox::AcceptRole);
    auto *back = buttons->addButton(tr("I am &back"), QDialogButtonBox::ActionRole);
    away->setDefault(true);
    back->setVisible(anyAway);
    auto *column = new QVBoxLayout(this);
    for (QWidget *widget : QList<QWidget *>{label, m_text, where})
        column->addWidget(widget);
    column->addStretch();
    column->addWidget(buttons);
    const auto refresh = [this, away, back] {
        for (QPushButton *button : {away, back})
            button->setEnabled(!ticked().isEmpty());
    };
    for (const auto &[network, box] : std::as_const(m_places))
        connect(box, &QCheckBox::toggled, this, refresh);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(away, &QPushButton::clicked, this, [this] { choose(true); });
    connect(back, &QPushButton::clicked, this, [this] { choose(false); });
}

QStringList AwayDialog::ticked() const
{
    QStringList networks;
    for (const auto &[network, box] : m_places) {
        if (box->isChecked())
            networks.append(network);
    }
    return networks;
}

void AwayDialog::choose(bool away)
{
    Q_EMIT chosen(away, m_text->text().simplified(), ticked());
    accept();
}

} // namespace plausch::ui

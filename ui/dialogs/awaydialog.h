// Layer: ui. Thread: main. Owner: itself, closed with its window.
#pragma once

#include "ui/ownpresence.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;

namespace plausch::ui {

/// Away with a text, or back: for the buddies and on chat servers, each by a tick.
class AwayDialog : public QDialog
{
    Q_OBJECT
public:
    static constexpr int MaxText = 200; // characters: servers cut longer ones

    /// `only`: the server that is ticked; null: all places are.
    AwayDialog(const QList<AwayPlace> &places, const QString &only, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(bool away, const QString &text, const QStringList &networks); // an empty one: the buddies

private:
    void choose(bool away);
    QStringList ticked() const;

    QLineEdit *m_text;
    QList<std::pair<QString, QCheckBox *>> m_places;
};

} // namespace plausch::ui

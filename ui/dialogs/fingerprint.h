// Layer: ui. Thread: main. How keys and the words made from them are shown in every dialog.
#pragma once

#include <QByteArray>
#include <QStringList>

class QLabel;
class QWidget;

namespace plausch::ui {

QLabel *fingerprintLabel(const QByteArray &fingerprint, QWidget *parent);
QLabel *wordsLabel(const QStringList &words, QWidget *parent);

} // namespace plausch::ui

// Layer: ui. Thread: main. Owner: Composer.
#pragma once

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace plausch::ui {

/// A grid of emojis over the composer, to be narrowed by the letters of a name. Arrows and Enter choose, Esc leaves.
class EmojiPicker : public QFrame
{
    Q_OBJECT
public:
    explicit EmojiPicker(QWidget *parent);

    /// The lower right corner; `letters` are what the field begins with.
    void open(const QPoint &corner, const QString &letters);
    QListWidget *list() const { return m_list; }
    QLineEdit *letters() const { return m_letters; }

Q_SIGNALS:
    void chosen(const QString &emoji);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refill();
    void choose();

    QLineEdit *m_letters;
    QListWidget *m_list;
};

} // namespace plausch::ui

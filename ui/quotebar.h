// Layer: ui. Thread: main. Owner: Composer.
#pragma once

#include <QWidget>

class QToolButton;

namespace plausch::ui {

class ElidedLabel;

/// Above the field: which message is being answered, and a way out of it.
class QuoteBar : public QWidget
{
    Q_OBJECT
public:
    explicit QuoteBar(QWidget *parent = nullptr);

    void show(const QString &name, const QString &text);

Q_SIGNALS:
    void dropped();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();

    QString m_name;
    QString m_words;
    ElidedLabel *m_title;
    ElidedLabel *m_text;
    QToolButton *m_drop;
};

} // namespace plausch::ui

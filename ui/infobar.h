// Layer: ui. Thread: main. Owner: whoever has something to say.
#pragma once

#include <QFrame>
#include <QList>

class QBoxLayout;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace plausch::ui {

/// What a bar says: what happened, to whom, what next; the technical line is folded.
struct BarContent
{
    enum class Tone { Info, Warning, Danger };
    struct Choice
    {
        int id = 0;
        QString text;
        bool operator==(const Choice &) const = default;
    };
    Tone tone = Tone::Info;
    QString text;
    QString details; // empty: no "Details"
    QList<Choice> choices;
    bool closable = false;
    bool operator==(const BarContent &) const = default;
};

/// A bar with a sentence and what can be done about it. Never modal; focus is never taken.
class InfoBar : public QFrame
{
    Q_OBJECT
public:
    explicit InfoBar(QWidget *parent = nullptr);

    void show(const BarContent &content);
    void clear(); // hides
    void focusChoice(); // the first one: of a question that an action of the user's brought up
    const BarContent &content() const { return m_content; }
    QString text() const { return m_content.text; }

Q_SIGNALS:
    void chosen(int id);
    void closed();
    void escaped();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void rebuildChoices();
    int widthOfActions() const; // px, side by side
    void retranslate();
    QColor toneColor() const;

    BarContent m_content;
    QLabel *m_icon;
    QLabel *m_text;
    QLabel *m_detailsText;
    QToolButton *m_details;
    QToolButton *m_close;
    QBoxLayout *m_row; // the sentence, and beside or below it
    QHBoxLayout *m_actions;
    QBoxLayout *m_choices; // side by side, or one below the other
};

} // namespace plausch::ui

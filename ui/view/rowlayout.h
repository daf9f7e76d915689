// Layer: ui. Thread: main. Owner: RowStack, while the row is on the screen or near it.
#pragma once

#include "store/rows.h"
#include "ui/view/links.h"
#include "ui/view/rowstyle.h"

#include <QDate>
#include <QTextLayout>

#include <utility>
#include <vector>

class QPainter;

namespace plausch::ui {

class ChatModel;

enum class RowLook { Mine, Theirs, WireOut, WireIn, Server, Info };

/// What one row shows, in words.
struct RowSpec
{
    RowLook look = RowLook::Theirs;
    QString body; // what can be selected
    QString name; // at the start of a group of another
    QString meta; // time, lateness, state
    QString stateIcon; // empty: none
    QString day; // heading above; empty: none
    QByteArray avatarKey; // empty: no avatar
    QString avatarName;
    bool newLine = false;
    bool faint = false; // withdrawn, notice
    bool failed = false;
    bool mention = false; // of us
    bool hidden = false; // folded away: no height
    bool startsGroup = true;
    bool endsGroup = true;
    QList<Link> links;

    struct Chip
    {
        QString reaction;
        QString count;
        bool mine = false; // we are among them
    };
    QString quoteName; // whose message is answered
    QString quote; // empty: no answer
    QList<Chip> chips; // reactions
};
RowSpec rowSpec(const ChatModel &model, int row, QDate today);
/// A guess that costs no text layout; off-screen rows live by it.
int estimatedHeight(const ChatModel &model, int row, const RowStyle &style);
int quoteHeight(const RowStyle &style); // with the gap to the text
int chipHeight(const RowStyle &style);

/// One row, laid out at one width. Points and rectangles are relative to its upper left corner.
class RowLayout
{
public:
    RowLayout(RowSpec spec, const RowStyle &style);

    struct Emphasis
    {
        std::pair<int, int> selected{0, 0};
        int caret = -1;
        bool outlined = false; // current row, or what jumpTo brought
        QStringList marked; // words of a search
    };
    void draw(QPainter &painter, QPoint topLeft, const Emphasis &emphasis, const RowStyle &style) const;

    int height() const { return m_height; }
    int textLength() const { return static_cast<int>(m_spec.body.size()); }
    QRect bubble() const { return m_bubble; }
    const QString &day() const { return m_spec.day; }
    QRect dayPill() const { return m_dayPill; }

    int positionAt(QPoint point) const; // the nearest one
    bool isText(QPoint point) const;
    const Link *linkAt(QPoint point) const; // null: none
    const Link *linkAt(int position) const;
    bool isTryAgain(QPoint point) const;
    bool isQuote(QPoint point) const;
    QRect quoteRect() const { return m_quote; } // empty: it answers nothing
    int chipAt(QPoint point) const; // -1: none
    QRect chipRect(int chip) const;
    QRect caretRect(int position) const;
    /// Caret one line up (-1) or down (+1), near x; -1: there is no such line here.
    int positionInNextLine(int position, int direction, int x) const;
    int positionInEdgeLine(bool first, int x) const;
    int lineStart(int position) const;
    int lineEnd(int position) const;
    int nextPosition(int position, int direction, bool byWord) const; // -1: over the edge
    std::pair<int, int> wordAt(int position) const;

private:
    void placeHeadings(const RowStyle &style);
    qreal layOutText(const RowStyle &style, int width);
    void placeBubble(const RowStyle &style);
    void placeWire(const RowStyle &style);
    void placeInfo(const RowStyle &style);
    // rowextras.cpp
    int quoteWidth(const RowStyle &style) const;
    void placeChips(const RowStyle &style);
    void drawQuote(QPainter &painter, const RowStyle &style) const;
    void drawChips(QPainter &painter, const RowStyle &style) const;
    void drawHeadings(QPainter &painter, const RowStyle &style) const;
    void drawBubble(QPainter &painter, const RowStyle &style) const;
    void drawMeta(QPainter &painter, const RowStyle &style) const;
    QList<QTextLayout::FormatRange> emphasised(const Emphasis &emphasis, const RowStyle &style) const;
    QColor fill(const RowStyle &style) const;
    QColor textColor(const RowStyle &style) const;
    QColor metaColor(const RowStyle &style) const;
    QColor linkColor(const RowStyle &style) const;
    QPointF inText(QPoint point) const { return point - m_textOrigin; }

    RowSpec m_spec;
    QTextLayout m_text;
    QPoint m_textOrigin;
    int m_height = 0;
    QRect m_dayPill;
    QRect m_newLine;
    QRect m_avatar;
    QRect m_bubble;
    QRect m_name;
    QRect m_meta;
    QRect m_icon;
    QRect m_tryAgain;
    QRect m_quote;
    std::vector<QRect> m_chips;
};

} // namespace plausch::ui

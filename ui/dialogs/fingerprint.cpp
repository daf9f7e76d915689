#include "fingerprint.h"

#include "chat/identity.h"

#include <QFontDatabase>
#include <QLabel>

namespace plausch::ui {
namespace {

QLabel *selectableLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAccessibleName(text);
    return label;
}

} // namespace

QLabel *fingerprintLabel(const QByteArray &fingerprint, QWidget *parent)
{
    QLabel *label = selectableLabel(chat::readableFingerprint(fingerprint), parent);
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(font.pointSizeF() * 0.9);
    label->setFont(font);
    return label;
}

QLabel *wordsLabel(const QStringList &words, QWidget *parent)
{
    constexpr qsizetype WordsInLine = 4; // whole lines are easier to read out
    QStringList lines;
    for (qsizetype at = 0; at < words.size(); at += WordsInLine)
        lines.append(words.sliced(at, qMin(WordsInLine, words.size() - at)).join(QStringLiteral("  ")));
    QLabel *label = selectableLabel(lines.join(u'\n'), parent);
    label->setAccessibleName(words.join(u' '));
    QFont font = label->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.25);
    label->setFont(font);
    label->setAlignment(Qt::AlignCenter);
    label->setMargin(6);
    return label;
}

} // namespace plausch::ui

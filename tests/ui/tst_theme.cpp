#include "support/testmain.h"
#include "ui/avatar.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDir>
#include <QPainter>

using namespace plausch;
using chat::Presence;

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contrastIsWcag();
    void textIsReadable_data();
    void textIsReadable();
    void palettesAreReadable();
    void avatarsAreReadable();
    void initialsOfNames();
    void presenceDiffersByShape();
    void everyIconDraws();
    void iconsTakeTheColour();
};

void TestTheme::contrastIsWcag()
{
    QCOMPARE(ui::contrast(Qt::white, Qt::black), 21.0);
    QCOMPARE(ui::contrast(Qt::red, Qt::red), 1.0);
    QVERIFY(qAbs(ui::contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01); // the well-known near miss
    QCOMPARE(ui::readable(Qt::black, Qt::white), QColor(Qt::black));
    QVERIFY(ui::contrast(ui::readable(QColor(0x80, 0x80, 0x80), QColor(0x7f, 0x7f, 0x7f)), QColor(0x7f, 0x7f, 0x7f))
            >= 4.5);
}

void TestTheme::textIsReadable_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << ui::lightPalette();
    QTest::newRow("dark") << ui::darkPalette();
    QTest::newRow("desktop") << QApplication::palette();
    QPalette odd(QColor(0x80, 0x70, 0x20), QColor(0x90, 0x80, 0x30)); // a desktop of little taste
    odd.setColor(QPalette::Base, QColor(0x7a, 0x7a, 0x7a));
    odd.setColor(QPalette::Text, QColor(0x90, 0x90, 0x90));
    odd.setColor(QPalette::Highlight, QColor(0xff, 0xff, 0x00));
    QTest::newRow("odd") << odd;
}

void TestTheme::textIsReadable()
{
    QFETCH(QPalette, palette);
    const ui::Theme t = ui::Theme::of(palette);
    const QList<std::pair<QColor, QColor>> pairs{
        {t.text, t.background},    {t.muted, t.background},   {t.accent, t.background},       {t.accentText, t.accent},
        {t.mineText, t.mine},      {t.mineMuted, t.mine},     {t.mineLink, t.mine},           {t.theirsText, t.theirs},
        {t.theirsMuted, t.theirs}, {t.theirsLink, t.theirs},  {t.selectionText, t.selection}, {t.markText, t.mark},
        {t.danger, t.background},  {t.warning, t.background}, {t.good, t.background},         {t.busy, t.background},
    };
    for (const auto &[text, background] : pairs)
        QVERIFY2(ui::contrast(text, background) >= 4.5,
                 qPrintable(text.name() + QStringLiteral(" on ") + background.name()));
}

void TestTheme::palettesAreReadable()
{
    for (const QPalette &palette : {ui::lightPalette(), ui::darkPalette()}) {
        const auto ratio = [&palette](QPalette::ColorRole text, QPalette::ColorRole background) {
            return ui::contrast(palette.color(text), palette.color(background));
        };
        QVERIFY(ratio(QPalette::WindowText, QPalette::Window) >= 4.5);
        QVERIFY(ratio(QPalette::Text, QPalette::Base) >= 4.5);
        QVERIFY(ratio(QPalette::Text, QPalette::AlternateBase) >= 4.5);
        QVERIFY(ratio(QPalette::ButtonText, QPalette::Button) >= 4.5);
        QVERIFY(ratio(QPalette::PlaceholderText, QPalette::Base) >= 4.5);
        QVERIFY(ratio(QPalette::HighlightedText, QPalette::Highlight) >= 4.5);
        QVERIFY(ratio(QPalette::ToolTipText, QPalette::ToolTipBase) >= 4.5);
        QVERIFY(ratio(QPalette::Link, QPalette::Base) >= 4.5);
    }
    QVERIFY(ui::Theme::of(ui::darkPalette()).dark);
    QVERIFY(!ui::Theme::of(ui::lightPalette()).dark);
}

void TestTheme::avatarsAreReadable()
{
    QSet<QRgb> colours;
    for (int i = 0; i < 500; ++i) {
        const QColor colour = ui::avatarColor(QByteArray::number(i));
        QVERIFY(ui::contrast(Qt::white, colour) >= 4.5);
        colours.insert(colour.rgb());
    }
    QVERIFY(colours.size() > 100);
    QCOMPARE(ui::avatarColor("same"), ui::avatarColor("same"));
}

void TestTheme::initialsOfNames()
{
    QCOMPARE(ui::initials(QStringLiteral("Anna Berg")), QStringLiteral("AB"));
    QCOMPARE(ui::initials(QStringLiteral("anna maria berg")), QStringLiteral("AB"));
    QCOMPARE(ui::initials(QStringLiteral("eva")), QStringLiteral("E"));
    QCOMPARE(ui::initials(QStringLiteral("max_mustermann")), QStringLiteral("MM"));
    QCOMPARE(ui::initials(QStringLiteral("Zoë (work)")), QStringLiteral("Z"));
    QCOMPARE(ui::initials(QStringLiteral("  ")), QStringLiteral("?"));
    QCOMPARE(ui::initials(QString()), QStringLiteral("?"));
    QCOMPARE(ui::initials(QStringLiteral("!!!")), QStringLiteral("!"));
}

/// Drawn in one and the same colour, what means different things still looks different.
void TestTheme::presenceDiffersByShape()
{
    ui::Theme theme = ui::Theme::of(ui::lightPalette());
    theme.good = theme.busy = theme.danger = theme.warning = theme.muted = Qt::black;
    const auto drawn = [&theme](Presence presence) {
        QImage image(24, 24, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        ui::drawPresence(painter, QRectF(2, 2, 20, 20), presence, theme, Qt::white);
        return image;
    };
    const QList shapes{Presence::Offline, Presence::Nearby,      Presence::Connecting, Presence::Online,
                       Presence::Away,    Presence::Unreachable, Presence::Blocked};
    for (qsizetype a = 0; a < shapes.size(); ++a) {
        for (qsizetype b = a + 1; b < shapes.size(); ++b)
            QVERIFY(drawn(shapes[a]) != drawn(shapes[b]));
    }
}

void TestTheme::everyIconDraws()
{
    QVERIFY(!ui::applicationIcon().isNull());
    const QStringList files = QDir(QStringLiteral(":/icons")).entryList();
    QVERIFY(files.size() > 30);
    for (const QString &file : files) {
        const QImage image = ui::tintedPixmap(file.chopped(4), 24, Qt::black, 2.0).toImage();
        QCOMPARE(image.size(), QSize(48, 48));
        int inked = 0;
        for (int i = 0; i < 48 * 48; ++i)
            inked += image.pixelColor(i % 48, i / 48).alpha() > 128 ? 1 : 0;
        QVERIFY2(inked > 30, qPrintable(file));
    }
}

void TestTheme::iconsTakeTheColour()
{
    const QImage image = ui::tintedPixmap(QStringLiteral("state-read"), 24, QColor(10, 200, 30), 1.0).toImage();
    QCOMPARE(image.pixelColor(12, 4).rgb(), QColor(10, 200, 30).rgb());
    const QIcon icon = ui::themedIcon(QStringLiteral("stop"));
    QPalette palette = QApplication::palette();
    for (const QColor &colour :
         {QColor(200, 10, 10), QColor(10, 10, 200)}) { // follows the palette without being remade
        palette.setColor(QPalette::ButtonText, colour);
        QApplication::setPalette(palette);
        QCOMPARE(icon.pixmap(QSize(24, 24), 1.0).toImage().pixelColor(12, 6).rgb(), colour.rgb());
    }
}

PLAUSCH_GUI_TEST_MAIN(TestTheme)
#include "tst_theme.moc"

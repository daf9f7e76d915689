// What was found can be seen: the words are marked, also far behind in a long message.
#include "support/testmain.h"
#include "ui/searchpanel.h"
#include "ui/theme.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>

using namespace plausch;
using namespace plausch::ui;

class SearchPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_text.clear();
        const auto source = [this](const store::SearchQuery &, const auto &done) {
            store::MessageRow hit;
            hit.row = 1;
            hit.text = m_text;
            done(m_text.isEmpty() ? QList<store::MessageRow>() : QList{hit});
        };
        const auto name = [](const auto &) { return QStringLiteral("Anna"); };
        m_model = std::make_unique<SearchModel>(source, name, name);
        m_panel = std::make_unique<SearchPanel>(*m_model);
        m_panel->resize(600, 300);
        m_panel->show();
    }

    void theWordIsMarkedWhereverItStands_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("first") << QStringLiteral("needle in a haystack");
        QTest::newRow("far behind") << QStringLiteral("hay ").repeated(200) + QStringLiteral("needle");
        QTest::newRow("capitals") << QStringLiteral("hay ").repeated(200) + QStringLiteral("NEEDLE hay");
    }

    void theWordIsMarkedWhereverItStands()
    {
        QFETCH(QString, text);
        m_text = text;
        search(QStringLiteral("needle"));
        QCOMPARE(m_model->rowCount(), 1);
        QVERIFY(showsMark());
    }

    void aWordThatWasFoundInAnotherFormIsNotMarked()
    {
        m_text = QStringLiteral("Zürich");
        search(QStringLiteral("zurich")); // the index knows no accents
        QCOMPARE(m_model->rowCount(), 1);
        QVERIFY(!showsMark());
    }

    void nothingFoundSaysWhatWasSearched()
    {
        search(QStringLiteral("gibberish"));
        const auto labels = m_panel->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.cbegin(), labels.cend(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(QStringLiteral("gibberish"));
        }));
    }

private:
    void search(const QString &words)
    {
        m_model->search(words);
        QCoreApplication::sendPostedEvents();
    }
    bool showsMark() const
    {
        auto *list = m_panel->findChild<QListView *>();
        list->doItemsLayout(); // it would wait for the next turn
        const QImage image = list->grab().toImage();
        const QRgb mark = Theme::of(list->palette()).mark.rgb();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixel(x, y) == mark)
                    return true;
            }
        }
        return false;
    }

    QString m_text;
    std::unique_ptr<SearchModel> m_model;
    std::unique_ptr<SearchPanel> m_panel;
};

PLAUSCH_GUI_TEST_MAIN(SearchPanelTest)
#include "tst_searchpanel.moc"

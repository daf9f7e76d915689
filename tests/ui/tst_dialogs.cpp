// Contact, changed key, link, add by address: what they show and what they ask for.
#include "support/testmain.h"
#include "ui/chatstate.h"
#include "ui/dialogs/addbuddydialog.h"
#include "ui/dialogs/contactdialog.h"
#include "ui/dialogs/keydialog.h"
#include "ui/dialogs/linkdialog.h"
#include "ui/noticebar.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace plausch;
using namespace plausch::ui;
using chat::ChatInfo;
using chat::ChatKind;
using chat::Presence;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Own(32, 'o');

ChatInfo anna()
{
    ChatInfo info;
    info.id = QStringLiteral("buddy:anna");
    info.name = QStringLiteral("Anna");
    info.fingerprint = QByteArray(32, 'a');
    info.pinnedAt = QDateTime(QDate(2026, 5, 3), QTime(12, 0)).toMSecsSinceEpoch();
    return info;
}

QString textOf(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        texts.append(label->text());
    return texts.join(QLatin1Char('\n'));
}

QPushButton *button(const QWidget &widget, const QString &part)
{
    for (QPushButton *candidate : widget.findChildren<QPushButton *>()) {
        if (candidate->text().remove(QLatin1Char('&')).contains(part))
            return candidate;
    }
    return nullptr;
}

QList<int> choices(const ChatInfo &info)
{
    QList<int> ids;
    const auto content = chatBar(info, 0);
    for (const BarContent::Choice &choice : content ? content->choices : QList<BarContent::Choice>())
        ids.append(choice.id);
    return ids;
}

} // namespace

class DialogsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theContactShowsKeyAndWords()
    {
        ContactDialog dialog(anna(), Own);
        const QString text = textOf(dialog);
        QVERIFY(text.contains(chat::readableFingerprint(anna().fingerprint)));
        QVERIFY(text.simplified().contains(chat::verificationWords(Own, anna().fingerprint).join(u' ')));
    }

    void verifyingIsAskedForAndAnOutsideChangeSaysNothing()
    {
        ContactDialog dialog(anna(), Own);
        QSignalSpy verified(&dialog, &ContactDialog::verified);
        auto *box = dialog.findChildren<QCheckBox *>().last();
        ChatInfo changed = anna();
        changed.verified = true;
        dialog.show(changed);
        QVERIFY(box->isChecked() && verified.isEmpty());
        box->click();
        QCOMPARE(verified.at(0).at(0).toBool(), false);
    }

    void aVisitorHasNothingToVerify()
    {
        ChatInfo eva = anna();
        eva.kind = ChatKind::Visitor;
        eva.fingerprint.clear();
        const ContactDialog dialog(eva, Own);
        QCOMPARE(dialog.findChildren<QCheckBox *>().size(), 1); // notifications only
    }

    void aChangedKeyIsTrustedOnlyAfterComparing()
    {
        ChatInfo changed = anna();
        changed.presence = Presence::KeyChanged;
        changed.offeredFingerprint = QByteArray(32, 'x');
        KeyDialog dialog(changed, Own);
        const QString text = textOf(dialog);
        QVERIFY(text.contains(chat::readableFingerprint(changed.fingerprint)));
        QVERIFY(text.contains(chat::readableFingerprint(changed.offeredFingerprint)));
        QVERIFY(text.simplified().contains(chat::verificationWords(Own, changed.offeredFingerprint).join(u' ')));
        QVERIFY(text.contains(QStringLiteral("2026")));
        QSignalSpy trusted(&dialog, &KeyDialog::trusted);
        QPushButton *trust = button(dialog, QStringLiteral("Trust"));
        QVERIFY(!trust->isEnabled());
        trust->click();
        QVERIFY(trusted.isEmpty());
        dialog.findChild<QCheckBox *>()->click();
        trust->click();
        QCOMPARE(trusted.size(), 1);
    }

    void theRealHostIsShown_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("openable");
        QTest::newRow("plain") << u"https://example.org/a?b"_s << u"example.org"_s << true;
        QTest::newRow("a name before @ is no host")
            << u"https://bank.example@evil.example/"_s << u"evil.example"_s << true;
        QTest::newRow("mail") << u"mailto:anna@example.org"_s << u"anna@example.org"_s << true;
        QTest::newRow("irc") << u"irc://irc.example/#room"_s << u"irc.example"_s << true;
        QTest::newRow("file") << u"file:///etc/passwd"_s << u""_s << false;
        QTest::newRow("script") << u"javascript:alert(1)"_s << u""_s << false;
    }

    void theRealHostIsShown()
    {
        QFETCH(QString, url);
        QFETCH(QString, host);
        QFETCH(bool, openable);
        LinkDialog dialog{QUrl(url)};
        QSignalSpy opened(&dialog, &LinkDialog::openWanted);
        if (openable)
            QCOMPARE(dialog.findChild<QLabel *>(QStringLiteral("host"))->text(), host);
        QPushButton *open = button(dialog, QStringLiteral("Open"));
        QCOMPARE(open->isEnabled(), openable);
        open->click();
        QCOMPARE(opened.size(), openable ? 1 : 0);
    }

    void foreignLettersShowBothForms()
    {
        const QString host = realHost(QUrl(QStringLiteral("https://xn--mnchen-3ya.de/")));
        QVERIFY2(host.contains(QStringLiteral("xn--mnchen-3ya.de")), qPrintable(host));
        QVERIFY2(host.contains(QString::fromUtf8("münchen.de")), qPrintable(host));
    }

    void addingTellsWhatHappens()
    {
        AddBuddyDialog dialog;
        dialog.show();
        QPushButton *add = button(dialog, QStringLiteral("Add"));
        QVERIFY(!add->isEnabled());
        QSignalSpy given(&dialog, &AddBuddyDialog::addressGiven);
        QTest::keyClicks(dialog.findChild<QLineEdit *>(), QStringLiteral(" 10.0.0.7 "));
        QTest::keyClick(dialog.findChild<QLineEdit *>(), Qt::Key_Return);
        QCOMPARE(given.at(0).at(0).toString(), QStringLiteral("10.0.0.7"));
        dialog.setDialling(QStringLiteral("10.0.0.7"));
        QVERIFY(!add->isEnabled() && textOf(dialog).contains(QStringLiteral("10.0.0.7")));
        dialog.setFailed(QStringLiteral("refused"));
        QVERIFY(add->isEnabled() && dialog.isVisible() && textOf(dialog).contains(QStringLiteral("refused")));
    }

    void theBarOffersWhatHelps()
    {
        ChatInfo info = anna();
        info.presence = Presence::Online;
        QVERIFY(!chatBar(info, 0));
        info.presence = Presence::Unreachable;
        info.nextTryAt = 14'000;
        info.queued = 2;
        QCOMPARE(choices(info), QList<int>{int(ChatChoice::TryNow)});
        QVERIFY(chatBar(info, 0)->text.contains(QStringLiteral("0:14")));
        info.presence = Presence::KeyChanged;
        QCOMPARE(choices(info), QList<int>{int(ChatChoice::Compare)});
        info.presence = Presence::Online;
        info.kind = ChatKind::Request;
        QCOMPARE(choices(info), (QList<int>{int(ChatChoice::Accept), int(ChatChoice::Block), int(ChatChoice::Ignore)}));
        QVERIFY(!chatBar(info, 0)->text.contains(QStringLiteral("add you")));
        info.routes = {{}, {QStringLiteral("n"), QStringLiteral("TestNet"), QStringLiteral("anna_x"), false}};
        const QString met = chatBar(info, 0)->text;
        QVERIFY(met.contains(QStringLiteral("add you")) && met.contains(QStringLiteral("TestNet")));
        QVERIFY(met.contains(QStringLiteral("anna_x")));
        info.direct = true; // and at the door himself
        QVERIFY(!chatBar(info, 0)->text.contains(QStringLiteral("TestNet")));
        info.direct = false;
        info.kind = ChatKind::Buddy;
        QVERIFY(!chatBar(info, 0));
        info.tooLong = true;
        QVERIFY(chatBar(info, 0)->text.contains(QStringLiteral("too long")));
        info.kind = ChatKind::Visitor;
        QCOMPARE(choices(info), QList<int>{int(ChatChoice::Block)});
        info.presence = Presence::Blocked;
        QCOMPARE(choices(info), QList<int>{int(ChatChoice::Unblock)});
    }

    void aCountdownKeepsTheButtonUnderThePointer()
    {
        InfoBar bar;
        ChatInfo info = anna();
        info.presence = Presence::Unreachable;
        info.nextTryAt = 14'000;
        bar.show(*chatBar(info, 0));
        const QPointer<QPushButton> before = button(bar, QStringLiteral("Try now"));
        bar.show(*chatBar(info, 1'000));
        QVERIFY(before && before == button(bar, QStringLiteral("Try now")));
        QVERIFY(bar.text().contains(QStringLiteral("0:13")));
    }

    void noticesStackAndTheSolvedOneGoes()
    {
        using Notice = chat::Switchboard::Notice;
        NoticeBar bar;
        bar.notice(Notice::PortTaken, QStringLiteral("50001"), 50611);
        QVERIFY(bar.text().contains(QStringLiteral("50001")) && bar.text().contains(QStringLiteral("50611")));
        bar.notice(Notice::NotSaved, QStringLiteral("disk I/O error"), 50611);
        const QString notSaved = bar.text();
        QVERIFY(!notSaved.contains(QStringLiteral("I/O"))); // that is for Details
        QCOMPARE(bar.content().details, QStringLiteral("disk I/O error"));
        bar.notice(Notice::SavedAgain, {}, 50611);
        QVERIFY(bar.text().contains(QStringLiteral("50611")));
    }
};

PLAUSCH_GUI_TEST_MAIN(DialogsTest)
#include "tst_dialogs.moc"

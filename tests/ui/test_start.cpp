// The program as it is started: whatever is wrong is told in one sentence, and it never dies in a message of Qt's.
#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/bench_sample.h"
#include "tests/support/cli_process.h"
#include "tests/support/places.h"

namespace {

struct Run {
    int status = -1;
    bool crashed = false;
    QByteArray errors;
};

/// Without any display, then with those variables.
Run start(const QStringList& arguments, const QStringList& variables = {}) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) environment.remove(QString::fromLatin1(name));
    for (const QString& variable : variables)
        environment.insert(variable.section(QLatin1Char('='), 0, 0), variable.section(QLatin1Char('='), 1));
    process.setProcessEnvironment(environment);
    process.start(QString::fromStdString(vitrine::test::programDirectory() + "/vitrine"), arguments);
    if (!process.waitForFinished(120'000)) qFatal("vitrine hangs");
    return {process.exitCode(), process.exitStatus() == QProcess::CrashExit, process.readAllStandardError()};
}

}  // namespace

class TestStart : public QObject {
    Q_OBJECT
    QTemporaryDir directory_;

    QString file(const char* name, const QByteArray& contents) const {
        QFile made(directory_.filePath(QString::fromLatin1(name)));
        if (!made.open(QIODevice::WriteOnly) || made.write(contents) != contents.size()) qFatal("no file");
        return made.fileName();
    }

  private Q_SLOTS:
    void withoutADisplayItSaysWhatToDo_data() {
        QTest::addColumn<QStringList>("variables");
        QTest::newRow("none") << QStringList{};
        QTest::newRow("to nowhere") << QStringList{QStringLiteral("DISPLAY=:987")};
        QTest::newRow("nonsense") << QStringList{QStringLiteral("DISPLAY=nowhere.invalid:1")};
        QTest::newRow("xcb without display") << QStringList{QStringLiteral("QT_QPA_PLATFORM=xcb")};
        QTest::newRow("wayland without wayland") << QStringList{QStringLiteral("QT_QPA_PLATFORM=wayland")};
        QTest::newRow("a socket that is none") << QStringList{QStringLiteral("WAYLAND_DISPLAY=wayland-987")};
        QTest::newRow("no such platform") << QStringList{QStringLiteral("QT_QPA_PLATFORM=nonsense")};
    }
    void withoutADisplayItSaysWhatToDo() {
        QFETCH(QStringList, variables);
        const Run run = start({}, variables);
        QVERIFY2(!run.crashed, run.errors.constData());
        QCOMPARE(run.status, 2);
        QVERIFY2(run.errors.startsWith("vitrine: ") && run.errors.contains("--screenshot"), run.errors.constData());
        QCOMPARE(run.errors.count('\n'), 1);
        QVERIFY2(!run.errors.contains("Reinstalling"), run.errors.constData());
    }

    void nonsenseIsOneSentence_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("names");
        const auto picture = QStringLiteral("--screenshot=") + directory_.filePath(QStringLiteral("out.png"));
        const QString plain = file("plain.txt", "put a b\n");
        QTest::newRow("unknown option") << QStringList{QStringLiteral("--frob")} << 2 << QByteArray("frob");
        QTest::newRow("no such script") << QStringList{picture, QStringLiteral("--script=/no/such/script")} << 2 << QByteArray("/no/such/script");
        QTest::newRow("a directory for a script") << QStringList{picture, QStringLiteral("--script=/tmp")} << 2 << QByteArray("/tmp");
        QTest::newRow("a program for a script") << QStringList{picture, QStringLiteral("--script=") + file("elf", "\x7f" "ELF\x02")} << 2 << QByteArray("0x7F");
        QTest::newRow("no such directory") << QStringList{picture, QStringLiteral("/no/such/directory")} << 2 << QByteArray("/no/such/directory");
        const QString noText = file("no.text", QByteArray("\0\1\2", 3));
        QTest::newRow("a file of bytes") << QStringList{picture, noText} << 2 << noText.toUtf8();
        QTest::newRow("two scripts") << QStringList{picture, plain, QStringLiteral("--script=") + plain} << 2 << QByteArray("Two scripts");
        const QString torn = file("torn.vitrine", "{\"vitrine\": \"capsule\", \"version\": 1,");
        QTest::newRow("a session cut short") << QStringList{picture, torn} << 2 << QByteArray("torn.vitrine, line 1");
        const QString other = file("other.vitrine", "put a 1\n");
        QTest::newRow("no session at all") << QStringList{picture, other} << 2 << QByteArray("other.vitrine");
        QTest::newRow("no such report") << QStringList{picture, QStringLiteral("--benchmark=/no/such/report")} << 2 << QByteArray("/no/such/report");
        QTest::newRow("a script for a report") << QStringList{picture, QStringLiteral("--benchmark=") + plain} << 2 << QByteArray("line 1, column 1 it is not JSON");
        const QString cut = file("cut.json", vitrine::test::benchSample().left(900));
        QTest::newRow("a report cut short") << QStringList{picture, QStringLiteral("--benchmark=") + cut} << 2 << QByteArray("cut.json is cut short: it ends at line ");
        QTest::newRow("no such layout") << QStringList{picture, QStringLiteral("--layout=lessons")} << 2 << QByteArray("bytes, compaction, benchmark or learn");
        QTest::newRow("no such theme") << QStringList{picture, QStringLiteral("--theme=mauve")} << 2 << QByteArray("light, dark or high-contrast");
        const QString put = QStringLiteral("--script=") + file("one.script", "put a 1\n");
        QTest::newRow("two first screens") << QStringList{picture, QStringLiteral("--gallery"), QStringLiteral("--projector")} << 2 << QByteArray("exclude");
        QTest::newRow("no such operation") << QStringList{picture, put, QStringLiteral("--seek-to=99.1")} << 2 << QByteArray("99");
        QTest::newRow("no such step") << QStringList{picture, put, QStringLiteral("--step=99")} << 2 << QByteArray("99");
        QTest::newRow("no such record") << QStringList{picture, put, QStringLiteral("--select=9@0")} << 2 << QByteArray("segment 9");
        const QString gif = QStringLiteral("--record=") + directory_.filePath(QStringLiteral("run.gif"));
        QTest::newRow("nothing to record") << QStringList{gif} << 2 << QByteArray("nothing to record");
        QTest::newRow("no such first operation") << QStringList{gif, put, QStringLiteral("--from=99")} << 2 << QByteArray("no operation 99");
        QTest::newRow("no such last step") << QStringList{gif, put, QStringLiteral("--to=1.77")} << 2 << QByteArray("no step 77");
        QTest::newRow("an end before the beginning") << QStringList{gif, QStringLiteral("--script=") + file("two.script", "put a 1\nput b 2\n"), QStringLiteral("--from=2"), QStringLiteral("--to=1")} << 2 << QByteArray("--to comes before --from");
        QTest::newRow("a point that is none") << QStringList{gif, put, QStringLiteral("--from=x")} << 2 << QByteArray("12 or 12.2");
        QTest::newRow("too fast") << QStringList{gif, put, QStringLiteral("--steps-per-second=500")} << 2 << QByteArray("0.1 to 50");
        QTest::newRow("no such view") << QStringList{gif, put, QStringLiteral("--view=tree")} << 2 << QByteArray("segments");
        QTest::newRow("a view of nothing") << QStringList{put, QStringLiteral("--view=bytes")} << 2 << QByteArray("--record");
        QTest::newRow("a picture and a run") << QStringList{gif, picture, put} << 2 << QByteArray("exclude");
        QTest::newRow("a script that fails") << QStringList{gif, QStringLiteral("--script=") + file("broken.script", "put a 1\n\nputt b 2\n")} << 1 << QByteArray("broken.script:3: putt b 2");
        QTest::newRow("a recording nowhere") << QStringList{QStringLiteral("--record=/no/such/run.gif"), put} << 1 << QByteArray("/no/such/run.gif");
        QTest::newRow("a recording on a full disk") << QStringList{QStringLiteral("--record=/dev/full"), put} << 1 << QByteArray("/dev/full");
        QTest::newRow("a picture on a full disk") << QStringList{QStringLiteral("--screenshot=/dev/full"), put} << 1 << QByteArray("disk is full");
        QTest::newRow("a picture nowhere") << QStringList{QStringLiteral("--screenshot=/no/such/out.png")} << 1 << QByteArray("/no/such/out.png");
    }
    void nonsenseIsOneSentence() {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QByteArray, names);
        const Run run = start(arguments);
        QVERIFY(!run.crashed);
        QCOMPARE(run.status, status);
        QVERIFY2(run.errors.startsWith("vitrine: ") && run.errors.contains(names), run.errors.constData());
        QCOMPARE(run.errors.count('\n'), 1);
    }

    void aReportIsAPicture() {
        const QString picture = directory_.filePath(QStringLiteral("bench.png"));
        const Run run = start({QStringLiteral("--screenshot"), picture, QStringLiteral("--size=1280x800"), QStringLiteral("--benchmark"),
                               file("whole.json", vitrine::test::benchSample())});
        QCOMPARE(run.errors, QByteArray());
        QCOMPARE(run.status, 0);
        QCOMPARE(QImage(picture).size(), QSize(1280, 800));
        const QString other = directory_.filePath(QStringLiteral("bytes.png"));
        QCOMPARE(start({QStringLiteral("--screenshot"), other, QStringLiteral("--size=1280x800")}).status, 0);
        QVERIFY(QImage(picture) != QImage(other));
    }

    /// Whatever a person has set: a picture is the same on every machine.
    void aPictureReadsNoSettings() {
        QVERIFY(QDir(directory_.path()).mkpath(QStringLiteral("config/vitrine")));
        const QString kept = file("config/vitrine/vitrine.ini", "[view]\ntheme=dark\nscale=2\n");
        const QStringList variables{QStringLiteral("XDG_CONFIG_HOME=") + directory_.filePath(QStringLiteral("config"))};
        const QString one = directory_.filePath(QStringLiteral("one.png")), two = directory_.filePath(QStringLiteral("two.png"));
        QCOMPARE(start({QStringLiteral("--screenshot"), one}).status, 0);
        QCOMPARE(start({QStringLiteral("--screenshot"), two}, variables).status, 0);
        QCOMPARE(QImage(one), QImage(two));
        QFile after(kept);
        QVERIFY(after.open(QIODevice::ReadOnly) && after.readAll() == "[view]\ntheme=dark\nscale=2\n");
    }

    /// What lies over the window can be shown at once, and be a picture.
    void theOverlaysArePictures() {
        const QString script = file("two-puts.script", "put user:1 Ada\nput user:2 Grace\n");
        const auto picture = [&](const QStringList& options) {
            const QString to = directory_.filePath(QStringLiteral("overlay.png"));
            QFile::remove(to);
            const Run run = start(QStringList{QStringLiteral("--screenshot"), to, QStringLiteral("--script"), script} + options);
            return run.errors.isEmpty() && run.status == 0 ? QImage(to) : QImage();
        };
        const QImage plain = picture({}), gallery = picture({QStringLiteral("--gallery")}),
                     newest = picture({QStringLiteral("--projector")}), other = picture({QStringLiteral("--projector=user:1")}),
                     same = picture({QStringLiteral("--projector=user:2")});
        for (const QImage& image : {plain, gallery, newest, other, same}) QCOMPARE(image.size(), QSize(1600, 1000));
        QVERIFY(gallery != plain && newest != plain && gallery != newest && other != newest);
        QCOMPARE(same, newest);  // the key used last
    }

    void aRunIsRecorded() {
        const QString script = file("story.script", "use log segment=256\nput a 1\nput a 2\n\nget nobody\n---\nerror not_found\n");
        const QString gif = directory_.filePath(QStringLiteral("story.gif"));
        const QStringList arguments{QStringLiteral("--script"), script, QStringLiteral("--size=1400x900"), QStringLiteral("--from=2"),
                                    QStringLiteral("--to=3"), QStringLiteral("--steps-per-second=5")};
        const Run run = start(QStringList{QStringLiteral("--record"), gif} + arguments);
        QCOMPARE(run.errors, QByteArray());
        QCOMPARE(run.status, 0);
        const QImage first(gif);
        QCOMPARE(first.size(), QSize(1400, 900));
        // The same script gives the same frames.
        const QString again = directory_.filePath(QStringLiteral("again.gif"));
        QCOMPARE(start(QStringList{QStringLiteral("--record"), again} + arguments).status, 0);
        QFile one(gif), other(again);
        QVERIFY(one.open(QIODevice::ReadOnly) && other.open(QIODevice::ReadOnly));
        QVERIFY(one.readAll() == other.readAll());
        // The same as files, of one view at the size asked for.
        const QString folder = directory_.filePath(QStringLiteral("frames"));
        const Run files = start({QStringLiteral("--record"), folder, QStringLiteral("--script"), script, QStringLiteral("--view=segments"),
                                 QStringLiteral("--size=700x260"), QStringLiteral("--to=2")});
        QCOMPARE(files.errors, QByteArray());
        QCOMPARE(files.status, 0);
        const QStringList frames = QDir(folder).entryList(QDir::Files, QDir::Name);
        QVERIFY(frames.size() >= 3);
        QCOMPARE(QImage(folder + QLatin1Char('/') + frames.last()).size(), QSize(700, 260));
        QVERIFY(QImage(folder + QLatin1Char('/') + frames.last()) != QImage(folder + QLatin1Char('/') + frames.first()));
        // What is left in the folder are whole recordings.
        QVERIFY(QDir(directory_.path()).entryList({QStringLiteral("*.part*")}, QDir::AllEntries | QDir::Hidden).isEmpty());
    }

    void aScriptAndASavedSessionAreOpenedByTheirNames() {
        const QString script = file("two.script", "put user:1 Ada\nput user:2 Grace\n");
        const QString session = directory_.filePath(QStringLiteral("two.vitrine"));
        const auto saved = vitrine::test::runCli({QStringLiteral("run"), script, QStringLiteral("--save"), session});
        QCOMPARE(saved.status, 0);
        const QString one = directory_.filePath(QStringLiteral("script.png")), two = directory_.filePath(QStringLiteral("session.png"));
        const QStringList moment{QStringLiteral("--seek-to=2.1"), QStringLiteral("--view=bytes")};
        QCOMPARE(start(QStringList{QStringLiteral("--screenshot"), one, script} + moment).status, 0);
        QCOMPARE(start(QStringList{QStringLiteral("--screenshot"), two, session} + moment).status, 0);
        QVERIFY(!QImage(one).isNull());
        QCOMPARE(QImage(one), QImage(two));
    }

    void aDirectoryIsShown() {
        QVERIFY(QDir(directory_.path()).mkpath(QStringLiteral("db")));
        const QString picture = directory_.filePath(QStringLiteral("db.png"));
        const Run run = start({QStringLiteral("--screenshot"), picture, directory_.filePath(QStringLiteral("db")),
                               QStringLiteral("--script"), file("put.script", "put user:1 Ada\n")});
        QCOMPARE(run.errors, QByteArray());
        QCOMPARE(run.status, 0);
        QCOMPARE(QImage(picture).size(), QSize(1600, 1000));
        QVERIFY(QFile::exists(directory_.filePath(QStringLiteral("db/0000000001.log"))));
    }
};

QTEST_GUILESS_MAIN(TestStart)
#include "test_start.moc"

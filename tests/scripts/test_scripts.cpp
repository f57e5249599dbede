// Runs every golden script and every lesson: what the console answers is what the files say.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/session/script.h"
#include "core/session/session.h"
#include "tests/support/places.h"

using namespace vitrine;

class TestScripts : public QObject {
    Q_OBJECT

  private slots:
    void script_data();
    void script();
    void aWrongExpectationIsFound();
};

void TestScripts::script_data() {
    QTest::addColumn<QString>("path");
    for (const char* place : {"/tests/scripts", "/resources/lessons"}) {
        const QDir directory(QString::fromStdString(test::sourceDirectory() + place));
        const QStringList names = directory.entryList({"*.script"}, QDir::Files, QDir::Name);
        QVERIFY(!names.isEmpty());
        for (const QString& name : names) QTest::newRow(qPrintable(name)) << directory.filePath(name);
    }
}

void TestScripts::script() {
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const std::string text = file.readAll().toStdString();
    // Files and directories that a script names lie in a directory of its own.
    QTemporaryDir scratch;
    QVERIFY(scratch.isValid());
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(scratch.path()));
    QVERIFY(QDir().mkdir("data"));
    const QDir shipped(QFileInfo(path).dir().filePath("files"));
    for (const QString& name : shipped.entryList(QDir::Files)) QVERIFY(QFile::copy(shipped.filePath(name), name));
    Session session;
    const ScriptReport report = runScript(text, QFileInfo(path).fileName().toStdString(),
                                          [&](std::string_view line) { return session.execute(line); });
    QDir::setCurrent(before);
    QByteArray failures;
    for (const ScriptFailure& failure : report.failures) failures += QByteArray::fromStdString(failure.message) + '\n';
    QVERIFY2(report.failures.empty(), failures);
    QVERIFY(report.commands > 0);
}

void TestScripts::aWrongExpectationIsFound() {
    Session session;
    const auto run = [&](std::string_view line) { return session.execute(line); };
    QVERIFY(runScript("put a b\n\nget a\n---\nc\n", "wrong", run).failures.size() == 1);
    QVERIFY(runScript("get a\n---\nb\n", "right", run).failures.empty());
}

QTEST_GUILESS_MAIN(TestScripts)
#include "test_scripts.moc"

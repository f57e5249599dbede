// What a real directory adds: permissions, other processes, limits, files that are none.
#include <QDir>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

#include <sys/fsuid.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/disk/posix_disk.h"
#include "tests/support/disk_cases.h"

using namespace vitrine;
using namespace vitrine::test;

class TestPosixDisk : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> temporary_;
    std::string path_;

    std::unique_ptr<PosixDisk> openHere() { return PosixDisk::open(path_).value(); }

  private Q_SLOTS:
    void init();
    void saysWhyADirectoryCannotBeOpened();
    void createsTheDirectory();
    void directoryWithoutPermissionIsReadOnly();
    void listsRegularFilesOnly();
    void pipesAndDirectoriesAreNoFiles();
    void secondDiskOfTheProcessIsLockedOut();
    void lockDiesWithItsProcess();
    void fullDiskKeepsAPrefix();
    void survivesRenamingOfTheDirectory();
    void snapshotSurvivesTruncationByOthers();
    void errorsNameThePath();
};

void TestPosixDisk::init() {
    temporary_ = std::make_unique<QTemporaryDir>();
    path_ = temporary_->path().toStdString();
}

void TestPosixDisk::saysWhyADirectoryCannotBeOpened() {
    const auto missing = PosixDisk::open(path_ + "/data");
    QCOMPARE(missing.error().code, ErrorCode::notFound);
    QCOMPARE(missing.error().message, "There is no directory " + path_ + "/data; create it, or choose another.");
    QCOMPARE(putFile(*openHere(), "file", "x"), std::string());
    const auto file = PosixDisk::open(path_ + "/file");
    QCOMPARE(file.error().code, ErrorCode::invalidArgument);
    QCOMPARE(file.error().message, path_ + "/file is not a directory; a database is a directory of files.");
    QCOMPARE(PosixDisk::open("").error().code, ErrorCode::invalidArgument);
}

void TestPosixDisk::createsTheDirectory() {
    auto disk = PosixDisk::open(path_ + "/data", true);
    QVERIFY2(disk, disk ? "" : disk.error().message.c_str());
    QVERIFY((*disk)->writable());
    QCOMPARE((*disk)->place(), path_ + "/data");
    QCOMPARE(putFile(**disk, "1.log", "Ada"), std::string());
    QCOMPARE(contentsOf(*PosixDisk::open(path_ + "/data", true).value(), "1.log"), Bytes("Ada"));  // it was there
    const auto orphan = PosixDisk::open(path_ + "/no/data", true);
    QCOMPARE(orphan.error().code, ErrorCode::notFound);
    QVERIFY(orphan.error().message.find("the one above it is not there") != std::string::npos);
}

void TestPosixDisk::directoryWithoutPermissionIsReadOnly() {
    QCOMPARE(putFile(*openHere(), "1.log", "Ada"), std::string());
    QCOMPARE(::chmod((path_ + "/1.log").c_str(), 0444), 0);
    QCOMPARE(::chmod(path_.c_str(), 0555), 0);
    if (::geteuid() == 0) ::setfsuid(65534);  // root may write anywhere: be nobody as far as files are concerned
    const auto back = qScopeGuard([&] {
        ::setfsuid(::geteuid());
        ::chmod(path_.c_str(), 0755);
    });
    auto disk = openHere();
    QVERIFY(!disk->writable());
    QCOMPARE(contentsOf(*disk, "1.log"), Bytes("Ada"));
    QCOMPARE(disk->open("1.log", OpenMode::readWrite).error().code, ErrorCode::readOnly);
    const auto created = disk->open("2.log", OpenMode::createNew);
    QCOMPARE(created.error().code, ErrorCode::readOnly);
    QVERIFY(created.error().message.find(path_ + " cannot be written to") != std::string::npos);
    QCOMPARE(disk->remove("1.log").error().code, ErrorCode::readOnly);
    QCOMPARE(disk->rename("1.log", "2.log").error().code, ErrorCode::readOnly);
    QVERIFY(disk->lock());
}

void TestPosixDisk::listsRegularFilesOnly() {
    auto disk = openHere();
    QVERIFY(QDir(temporary_->path()).mkdir("sub"));
    QCOMPARE(::mkfifo((path_ + "/pipe").c_str(), 0600), 0);
    QCOMPARE(putFile(*disk, "2.log", ""), std::string());
    QCOMPARE(putFile(*disk, "1.log", ""), std::string());
    QCOMPARE(disk->list().value(), (std::vector<std::string>{"1.log", "2.log"}));
    QCOMPARE(disk->list().value().size(), 2u);  // and again
}

void TestPosixDisk::pipesAndDirectoriesAreNoFiles() {
    auto disk = openHere();
    QVERIFY(QDir(temporary_->path()).mkdir("sub"));
    QCOMPARE(::mkfifo((path_ + "/pipe").c_str(), 0600), 0);
    for (const char* name : {"sub", "pipe"}) {
        const auto file = disk->open(name, OpenMode::readOnly);  // returns, rather than wait for a writer
        QCOMPARE(file.error().code, ErrorCode::invalidArgument);
        QVERIFY(disk->open(name, OpenMode::createNew).error().code == ErrorCode::exists);
    }
    QVERIFY(!disk->remove("sub"));
}

void TestPosixDisk::secondDiskOfTheProcessIsLockedOut() {
    auto first = openHere();
    auto second = openHere();
    auto held = first->lock();
    QVERIFY(held);
    QCOMPARE(second->lock().error().code, ErrorCode::inUse);
    first.reset();  // the lock is its own, not the disk's
    QCOMPARE(second->lock().error().code, ErrorCode::inUse);
    held->reset();
    QVERIFY(second->lock());
}

void TestPosixDisk::lockDiesWithItsProcess() {
    auto disk = openHere();
    int ready[2];
    QCOMPARE(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto held = disk->lock();
        const char byte = held ? '1' : '0';
        if (::write(ready[1], &byte, 1) != 1) ::_exit(1);
        while (true) ::pause();
    }
    char byte = '?';
    QCOMPARE(::read(ready[0], &byte, 1), 1);
    QCOMPARE(byte, '1');
    QCOMPARE(disk->lock().error().code, ErrorCode::inUse);
    QCOMPARE(::kill(child, SIGKILL), 0);
    QCOMPARE(::waitpid(child, nullptr, 0), child);
    QVERIFY(disk->lock());
    ::close(ready[0]);
    ::close(ready[1]);
}

void TestPosixDisk::fullDiskKeepsAPrefix() {
    auto disk = openHere();
    auto file = disk->open("1.log", OpenMode::createNew).value();
    // A limit on file sizes fails like a full disk: first a short write, then none.
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit tight = before;
    tight.rlim_cur = 60;
    const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tight), 0);
    std::size_t written = 0;
    const Status cut = file->write(10, Bytes(100, 'x'), &written);
    const Status room = file->preallocate(1000);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, oldHandler);
    QCOMPARE(cut.error().code, ErrorCode::noSpace);
    QVERIFY(cut.error().message.find(path_ + "/1.log") != std::string::npos);
    QCOMPARE(written, 50u);
    QCOMPARE(room.error().code, ErrorCode::noSpace);
    QCOMPARE(contentsOf(*disk, "1.log"), Bytes(10, '\0') + Bytes(50, 'x'));
}

void TestPosixDisk::survivesRenamingOfTheDirectory() {
    auto disk = PosixDisk::open(path_ + "/data", true).value();
    QVERIFY(QDir(temporary_->path()).rename("data", "moved"));
    QCOMPARE(putFile(*disk, "1.log", "Ada"), std::string());
    QVERIFY(disk->syncDirectory());
    QCOMPARE(contentsOf(*PosixDisk::open(path_ + "/moved").value(), "1.log"), Bytes("Ada"));
}

void TestPosixDisk::snapshotSurvivesTruncationByOthers() {
    auto disk = openHere();
    QCOMPARE(putFile(*disk, "1.log", "Ada Lovelace"), std::string());
    const auto snapshot = disk->open("1.log", OpenMode::readOnly).value()->snapshot();
    QCOMPARE(::truncate((path_ + "/1.log").c_str(), 3), 0);
    QCOMPARE(snapshot->size(), 12u);
    QCOMPARE(contentsOf(*snapshot), Bytes("Ada"));
    Bytes out(4, '?');
    QCOMPARE(snapshot->read(8, out), 0u);
}

void TestPosixDisk::errorsNameThePath() {
    auto disk = openHere();
    for (const Error& error : {disk->open("1.log", OpenMode::readOnly).error(), disk->remove("1.log").error(),
                               disk->rename("1.log", "2.log").error()}) {
        QCOMPARE(error.code, ErrorCode::notFound);
        QCOMPARE(error.message, "There is no file 1.log in " + path_ + ".");
    }
}

QTEST_APPLESS_MAIN(TestPosixDisk)
#include "test_posix_disk.moc"

// Reading through memory: what another program does to a file below a mapping ends a read, and never the process.
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <cstring>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fcntl.h>

#include "core/disk/faulty_disk.h"
#include "core/disk/posix_disk.h"
#include "core/disk/traced_disk.h"
#include "core/trace/tracer.h"
#include "tests/support/log_table.h"
#include "tests/support/trace_sink.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

const Bytes kValue(8000, 'v');

/// Runs it in a process of its own; its exit status, or 128 + the signal that ended it.
template <class Work>
int inAChild(Work work) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int touchBeyondTheEnd(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || ::ftruncate(fd, 4096) != 0) return 3;
    void* const at = ::mmap(nullptr, 4096, PROT_READ, MAP_SHARED, fd, 0);
    if (at == MAP_FAILED || ::ftruncate(fd, 0) != 0) return 4;
    return *static_cast<volatile const char*>(at);
}

}  // namespace

class TestMapping : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> directory_;
    std::unique_ptr<PosixDisk> disk_;

    std::string path(const char* name) const { return directory_->filePath(name).toStdString(); }
    std::unique_ptr<File> fileOf(const char* name, char filler) {
        auto file = disk_->open(name, OpenMode::createNew);
        return (*file)->write(0, Bytes(20'000, filler)) ? std::move(*file) : nullptr;
    }

  private Q_SLOTS:
    // What comes before a mapping matters here: those that map in this process come last, and the handler that tests have
    // goes first.
    void initTestCase() { std::signal(SIGBUS, SIG_DFL); }
    void init() {
        directory_ = std::make_unique<QTemporaryDir>();
        disk_ = PosixDisk::open(directory_->path().toStdString()).value();
    }

    void aFileTruncatedBelowItsMappingEndsNoProcess() {
        QCOMPARE(inAChild([&] {
                     const auto first = fileOf("a", 'a');
                     const auto second = fileOf("b", 'b');
                     const auto lost = first->mapped(0, 20'000);
                     const auto kept = second->mapped(0, 20'000);
                     if (!lost || !kept || ::truncate(path("a").c_str(), 0) != 0) return 1;
                     if (*lost == Bytes(20'000, 'a')) return 2;  // touches every page of it
                     if (*kept != Bytes(20'000, 'b')) return 3;
                     return 0;
                 }),
                 0);
    }

    void aGetOfWhatWasTruncatedSaysSoAndOthersGoOn() {
        QCOMPARE(inAChild([&] {
                     EngineOptions options;
                     options.segmentBytes = 20'000;  // two values each
                     auto engine = openLog(*disk_, options);
                     for (const char* const key : {"a", "b", "c", "d"})
                         if (!(*engine)->put(key, kValue)) return 1;
                     if ((*engine)->stats().segments.size() < 2) return 2;
                     Bytes value;
                     for (const char* const key : {"a", "b", "c", "d"}) {  // maps both
                         const auto found = (*engine)->find(key, value);
                         if (!found || value != kValue) return 3;
                     }
                     if (::truncate(path("0000000001.log").c_str(), 100) != 0) return 4;
                     for (const char* const key : {"a", "b"})
                         if ((*engine)->find(key, value)) return 5;
                     for (const char* const key : {"c", "d"}) {
                         const auto found = (*engine)->find(key, value);
                         if (!found || value != kValue) return 6;
                     }
                     return 0;
                 }),
                 0);
    }

    void anotherHandlerStillGetsItsSignals() {
        // A handler of before the first mapping is asked for what is not ours, also after all files are closed.
        QCOMPARE(inAChild([&] {
                     std::signal(SIGBUS, [](int) { ::_exit(42); });
                     {
                         const auto file = fileOf("a", 'a');
                         if (!file->mapped(0, 100)) return 1;
                     }
                     return touchBeyondTheEnd(path("other"));
                 }),
                 42);
    }

    void withoutAnotherHandlerItEndsTheProcessAsItWould() {
        QCOMPARE(inAChild([&] {
                     const auto file = fileOf("a", 'a');
                     if (!file->mapped(0, 100)) return 1;
                     return touchBeyondTheEnd(path("other"));
                 }),
                 128 + SIGBUS);
    }

    void whatIsAppendedShowsInAMappingMadeBefore() {
        const auto file = fileOf("a", 'a');
        QCOMPARE(file->mapped(0, 20'000).value(), ByteView(Bytes(20'000, 'a')));
        QVERIFY(file->write(20'000, "more"));
        QCOMPARE(file->mapped(20'000, 4).value(), ByteView("more"));
        QVERIFY(file->write(20'004, Bytes(300'000, 'b')));  // longer than the first mapping
        QCOMPARE(file->mapped(310'000, 2).value(), ByteView("bb"));
    }

    /// Where reads are to fail, or to be seen, they must not go round it.
    void disksThatWatchReadsGiveNoMapping() {
        QVERIFY(fileOf("a", 'a'));
        FaultyDisk faulty(*disk_);
        auto file = faulty.open("a", OpenMode::readOnly);
        QVERIFY(!(*file)->mapped(0, 100));
        QVERIFY((*disk_->open("a", OpenMode::readOnly))->mapped(0, 100));
        TestSink sink;
        CountingClock clock;
        Tracer tracer(sink, clock);
        TracedDisk traced(*disk_, tracer);
        file = traced.open("a", OpenMode::readOnly);
        QVERIFY(!(*file)->mapped(0, 100));
        auto engine = openLog(faulty, {});
        QVERIFY(!engine);  // the file is none of ours
        VERIFY_DONE(disk_->remove("a"));
        engine = openLog(faulty, {});
        VERIFY_DONE((*engine)->put("user:1", "Ada"));
        faulty.add({DiskCall::read, 1, Fault::Kind::ioError, 0});
        Bytes value;
        const auto found = (*engine)->find("user:1", value);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::ioError);
    }
};

QTEST_APPLESS_MAIN(TestMapping)
#include "test_mapping.moc"

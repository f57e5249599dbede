// Disks that a power cut left, written into a real directory: recovered there, through the system's own maps, they answer
// what they answered in memory, and stay so. On each configuration that is measured.
#include <QTemporaryDir>
#include <QTest>

#include "core/disk/posix_disk.h"
#include "core/lab/explorer.h"
#include "tests/support/crash_scenarios.h"

using namespace vitrine;

namespace {

/// Makes the directory hold exactly that.
void write(const DiskImage& image, PosixDisk& disk) {
    const auto must = [](const auto& done) {
        if (!done) qFatal("%s", describe(done.error()).c_str());
    };
    const std::vector<std::string> before = disk.list().value();
    for (const std::string& name : before) must(disk.remove(name));
    for (const ImageFile& file : image.files)
        must(disk.open(file.name, OpenMode::createNew).value()->write(0, file.bytes()));
}

/// What the directory answers otherwise than the image did, or nothing.
std::string difference(PosixDisk& disk, const EngineOptions& options, const lab::Recovered& inMemory) {
    for (const char* when : {"recovered", "opened again"}) {
        const auto opened = lab::openShared("log", disk, options);
        if (!opened && inMemory.refused) return {};
        if (!opened) return std::string(when) + ": " + describe(opened.error());
        if (inMemory.refused) return std::string(when) + ": it opens";
        const auto state = lab::readEveryWay(*opened->engine);
        if (!state) return std::string(when) + ": " + describe(state.error());
        if (*state != inMemory.state) return std::string(when) + ": the answers differ";
    }
    return {};
}

}  // namespace

class TestRealDirectory : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void answersWhatTheImageAnswered_data() {
        QTest::addColumn<int>("configuration");
        for (int i = 0; i < static_cast<int>(measuredConfigurations().size()); ++i)
            QTest::addRow("%s", std::string(at(i).name).c_str()) << i;
    }
    void answersWhatTheImageAnswered() {
        QFETCH(int, configuration);
        const QTemporaryDir directory;
        const auto disk = PosixDisk::open(directory.path().toStdString()).value();
        std::uint64_t disks = 0;
        auto scenarios = test::crashScenarios(at(configuration));
        for (lab::Scenario& scenario : test::largeScenarios(at(configuration)))
            scenarios.push_back(std::move(scenario));
        for (const lab::Scenario& scenario : scenarios) {
            EngineOptions options = scenario.engine;
            options.seed = 38;
            std::uint64_t seen = 0;
            std::uint64_t here = 0;
            std::string wrong;
            lab::ExploreOptions some;
            some.mostRecoveryCuts = 4;
            some.cancelled = [&] { return here == kDisksAScenario || !wrong.empty(); };
            some.eachDisk = [&](const DiskImage& image, const lab::Recovered& recovered) {
                if (seen++ % kEach != 0 || some.cancelled()) return;
                write(image, *disk);
                wrong = difference(*disk, options, recovered);
                ++here;
            };
            const auto report = lab::explore(scenario, some);
            QVERIFY2(report.has_value(), report ? "" : describe(report.error()).c_str());
            QVERIFY2(wrong.empty(), (scenario.name + ": " + wrong).c_str());
            disks += here;
        }
        qInfo("%llu disks", static_cast<unsigned long long>(disks));
        QVERIFY(disks > 500);
    }

  private:
    static constexpr std::uint64_t kEach = 5;  // of the distinct disks, so that they come from all of a scenario
    static constexpr std::uint64_t kDisksAScenario = 60;
    static MeasuredConfiguration at(int index) { return measuredConfigurations()[static_cast<std::size_t>(index)]; }
};

QTEST_GUILESS_MAIN(TestRealDirectory)
#include "test_real_directory.moc"

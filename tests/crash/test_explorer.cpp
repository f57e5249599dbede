// Every boundary of small scenarios, every disk that a power cut may leave there within the bound, each recovered and
// judged; recoveries cut, too. On each configuration that is measured. VITRINE_CRASH_SEED changes identities; it is
// printed with every failure. With VITRINE_CRASH_LONG=1 (tests/run.sh --long) random lives follow until a million distinct
// disks were recovered.
#include <QTest>

#include "core/lab/explorer.h"
#include "tests/support/crash_scenarios.h"

using namespace vitrine;

class TestExplorer : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyScenarioKeepsItsPromises_data() {
        QTest::addColumn<int>("index");
        const auto add = [&](std::string_view configuration, std::vector<lab::Scenario> some, bool large) {
            for (lab::Scenario& scenario : some) {
                QTest::addRow("%s: %s", std::string(configuration).c_str(), scenario.name.c_str())
                    << static_cast<int>(scenarios_.size());
                scenarios_.push_back({std::string(configuration), std::move(scenario), large});
            }
        };
        for (const MeasuredConfiguration& measured : measuredConfigurations()) {
            add(measured.name, test::crashScenarios(measured), false);
            add(measured.name, test::largeScenarios(measured), true);
        }
        add("preallocated, not synced", test::otherScenarios(), false);
    }

    void everyScenarioKeepsItsPromises() {
        QFETCH(int, index);
        const Row& row = scenarios_[static_cast<std::size_t>(index)];
        lab::ExploreOptions options;
        options.seed = qEnvironmentVariableIntValue("VITRINE_CRASH_SEED") + 1u;
        if (row.large) options.mostRecoveryCuts = 4;
        explore(row.configuration, row.scenario, options);
    }

    /// In groups, each a row of its own: none takes minutes.
    void randomLivesKeepTheirPromises_data() {
        QTest::addColumn<quint64>("first");
        const std::uint64_t first = 1000 * qEnvironmentVariableIntValue("VITRINE_CRASH_SEED") + 1u;
        const std::uint64_t groups = isLong() ? kMostGroups : 1;
        for (std::uint64_t group = 0; group < groups; ++group)
            QTest::addRow("from seed %llu", static_cast<unsigned long long>(first + group * kRandomLives))
                << quint64{first + group * kRandomLives};
    }
    void randomLivesKeepTheirPromises() {
        QFETCH(quint64, first);
        if (altogether().distinctDisks >= wanted() && first % 1000 != 1) return;  // it was long enough
        for (std::uint64_t seed = first; seed < first + kRandomLives; ++seed)
            explore("random lives", test::randomScenario(seed), {});
    }

    /// Each configuration alone, so that none rests on what was seen of another.
    void atLeastTwentyThousandDistinctDisksEach() {
        for (const auto& [configuration, total] : totals_)
            qInfo("%s: %s", configuration.c_str(), total.sentence().c_str());
        for (const MeasuredConfiguration& measured : measuredConfigurations()) {
            const lab::ExploreReport& total = totals_[std::string(measured.name)];
            QVERIFY2(total.distinctDisks >= 20'000, total.sentence().c_str());
        }
    }

    void asManyDisksAsWanted() {
        const lab::ExploreReport all = altogether();
        qInfo("altogether: %s", all.sentence().c_str());
        QVERIFY2(all.distinctDisks >= wanted(), all.sentence().c_str());
        QCOMPARE(all.violationCount, 0u);
    }

  private:
    struct Row {
        std::string configuration;
        lab::Scenario scenario;
        bool large = false;
    };

    void explore(const std::string& configuration, const lab::Scenario& scenario, const lab::ExploreOptions& options) {
        const auto report = lab::explore(scenario, options);
        QVERIFY2(report.has_value(), report ? "" : describe(report.error()).c_str());
        totals_[configuration].add(*report);
        qInfo("%s", report->sentence().c_str());
        for (const auto& violation : report->violations)
            qWarning("seed %llu: %s", static_cast<unsigned long long>(options.seed), describe(violation).c_str());
        QCOMPARE(report->violationCount, 0u);
        QVERIFY(report->boundaries > 0);
    }

    static bool isLong() { return qEnvironmentVariableIntValue("VITRINE_CRASH_LONG") != 0; }
    static std::uint64_t wanted() { return isLong() ? 1'000'000 : 50'000; }
    lab::ExploreReport altogether() const {
        lab::ExploreReport all;
        for (const auto& [configuration, total] : totals_) all.add(total);
        return all;
    }

    static constexpr std::uint64_t kRandomLives = 20;
    static constexpr std::uint64_t kMostGroups = 40;
    std::vector<Row> scenarios_;
    std::map<std::string, lab::ExploreReport> totals_;
};

QTEST_GUILESS_MAIN(TestExplorer)
#include "test_explorer.moc"

// A disk that fails once, or twice in a row, at every call of small scenarios that changes something, and goes on: what
// the database answers then, and what a power cut leaves at every boundary behind it. On each configuration that is
// measured. VITRINE_CRASH_SEED changes identities and random lives.
#include <QTest>

#include "core/lab/explore_faults.h"
#include "tests/support/crash_scenarios.h"

using namespace vitrine;

class TestExplorerFaults : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyScenarioKeepsItsPromises_data() {
        QTest::addColumn<int>("index");
        for (const MeasuredConfiguration& measured : measuredConfigurations())
            for (lab::Scenario& scenario : test::faultScenarios(measured)) {
                QTest::addRow("%s: %s", std::string(measured.name).c_str(), scenario.name.c_str())
                    << static_cast<int>(scenarios_.size());
                scenarios_.push_back(std::move(scenario));
            }
    }

    void everyScenarioKeepsItsPromises() {
        QFETCH(int, index);
        lab::ExploreOptions options;
        options.mostRecoveryCuts = 8;
        explore(scenarios_[static_cast<std::size_t>(index)], options);
    }

    /// Longer than the scenarios, so not everything is looked at: a handful of outcomes at every boundary.
    void randomLivesKeepTheirPromises_data() {
        QTest::addColumn<quint64>("seed");
        const std::uint64_t first = 1000 * qEnvironmentVariableIntValue("VITRINE_CRASH_SEED") + 1u;
        for (std::uint64_t seed = first; seed < first + kRandomLives; ++seed)
            QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << quint64{seed};
    }
    void randomLivesKeepTheirPromises() {
        QFETCH(quint64, seed);
        lab::ExploreOptions options;
        options.bound.exhaustiveUpTo = 32;
        options.bound.randomSubsets = 16;
        options.cutRecoveries = false;
        explore(test::randomScenario(seed), options);
    }

    void cleanupTestCase() { qInfo("all scenarios: %s", total_.sentence().c_str()); }

  private:
    void explore(const lab::Scenario& scenario, lab::ExploreOptions options) {
        options.seed = qEnvironmentVariableIntValue("VITRINE_CRASH_SEED") + 1u;
        const auto report = lab::exploreFaults(scenario, options);
        QVERIFY2(report.has_value(), report ? "" : describe(report.error()).c_str());
        qInfo("%s: %s", scenario.name.c_str(), report->sentence().c_str());
        total_.add(*report);
        for (const auto& violation : report->violations)
            qWarning("seed %llu: %s", static_cast<unsigned long long>(options.seed), describe(violation).c_str());
        QCOMPARE(report->violationCount, 0u);
        QVERIFY2(report->faults > 50, report->sentence().c_str());
    }

    static constexpr std::uint64_t kRandomLives = 8;
    std::vector<lab::Scenario> scenarios_;
    lab::ExploreReport total_;
};

QTEST_GUILESS_MAIN(TestExplorerFaults)
#include "test_explorer_faults.moc"

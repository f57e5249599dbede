// Every boundary of small scenarios, every disk that a power cut may leave there within the bound, each recovered and
// judged; recoveries cut, too. VITRINE_CRASH_SEED changes identities; it is printed with every failure.
#include <QTest>

#include "core/lab/explorer.h"
#include "tests/support/crash_scenarios.h"

using namespace vitrine;

class TestExplorer : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyScenarioKeepsItsPromises_data() {
        QTest::addColumn<QString>("name");
        for (const auto& scenario : test::crashScenarios()) QTest::newRow(scenario.name.c_str()) << QString::fromStdString(scenario.name);
    }

    void everyScenarioKeepsItsPromises() {
        QFETCH(QString, name);
        lab::ExploreOptions options;
        options.seed = qEnvironmentVariableIntValue("VITRINE_CRASH_SEED") + 1u;
        const auto report = lab::explore(test::scenarioNamed(name.toStdString()), options);
        QVERIFY2(report.has_value(), report ? "" : describe(report.error()).c_str());
        total_.add(*report);
        qInfo("%s", report->sentence().c_str());
        for (const auto& violation : report->violations) qWarning("seed %llu: %s", static_cast<unsigned long long>(options.seed), describe(violation).c_str());
        QCOMPARE(report->violationCount, 0u);
        QVERIFY(report->boundaries > 0);
    }

    void randomLivesKeepTheirPromises() {
        const std::uint64_t first = 1000 * qEnvironmentVariableIntValue("VITRINE_CRASH_SEED") + 1u;
        for (std::uint64_t seed = first; seed < first + kRandomLives; ++seed) {
            const auto scenario = test::randomScenario(seed);
            const auto report = lab::explore(scenario);
            QVERIFY2(report.has_value(), report ? "" : describe(report.error()).c_str());
            for (const auto& violation : report->violations) qWarning("seed %llu: %s", static_cast<unsigned long long>(seed), describe(violation).c_str());
            QCOMPARE(report->violationCount, 0u);
            total_.add(*report);
        }
    }

    void atLeastTwentyThousandDistinctDisks() {
        qInfo("all scenarios: %s", total_.sentence().c_str());
        QVERIFY2(total_.distinctDisks >= 20'000, total_.sentence().c_str());
    }

  private:
    static constexpr std::uint64_t kRandomLives = 20;
    lab::ExploreReport total_;
};

QTEST_GUILESS_MAIN(TestExplorer)
#include "test_explorer.moc"

// The judge of the crash tests: what it lets pass, and what it does not.
#include <QTest>

#include "core/lab/oracle.h"

using namespace vitrine;
using lab::Oracle;
using lab::State;

namespace {

Batch put(std::string_view key, std::string_view value) {
    return {{false, Bytes(key), Bytes(value)}};
}

void accept(Oracle& oracle, const Batch& batch) {
    oracle.begin(batch);
    oracle.accepted();
}

}  // namespace

class TestOracle : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aPrefixNotOlderThanThePromise() {
        Oracle oracle;
        accept(oracle, put("a", "1"));
        oracle.promiseAll();
        accept(oracle, put("b", "2"));
        accept(oracle, put("c", "3"));
        QVERIFY(!oracle.allows({}));
        QVERIFY(oracle.allows({{"a", "1"}}));
        QVERIFY(oracle.allows({{"a", "1"}, {"b", "2"}}));
        QVERIFY(!oracle.allows({{"a", "1"}, {"c", "3"}}));
    }

    void aBatchInFlightIsWholeOrAbsent() {
        Oracle oracle;
        oracle.begin({{false, "a", "1"}, {false, "b", "2"}});
        QVERIFY(oracle.allows({}));
        QVERIFY(oracle.allows({{"a", "1"}, {"b", "2"}}));
        QVERIFY(!oracle.allows({{"a", "1"}}));
    }

    void aKilledProcessLosesOnlyWhatItHeld() {
        Oracle oracle;
        accept(oracle, put("a", "1"));
        oracle.handAllOver();
        accept(oracle, put("b", "2"));
        QVERIFY(oracle.allows({}));
        QVERIFY(!oracle.allowsAfterKill({}));
        QVERIFY(oracle.allowsAfterKill({{"a", "1"}}));
        QVERIFY(oracle.allowsAfterKill({{"a", "1"}, {"b", "2"}}));
    }

    void whatFailedIsAbsentThenAbsentOrWhole() {
        Oracle oracle;
        accept(oracle, put("a", "1"));
        oracle.promiseAll();
        oracle.begin({{false, "b", "2"}, {false, "c", "2"}});
        oracle.failed();
        QCOMPARE(oracle.now(), (State{{"a", "1"}}));
        accept(oracle, put("d", "3"));
        QCOMPARE(oracle.now(), (State{{"a", "1"}, {"d", "3"}}));
        QVERIFY(oracle.allows({{"a", "1"}, {"d", "3"}}));
        QVERIFY(oracle.allows({{"a", "1"}, {"b", "2"}, {"c", "2"}, {"d", "3"}}));
        QVERIFY(!oracle.allows({{"a", "1"}, {"b", "2"}, {"d", "3"}}));
        oracle.promiseAll();
        QVERIFY2(!oracle.allows({{"a", "1"}, {"b", "2"}, {"c", "2"}}), "what came behind it is promised now");
    }

    void whatWasRefusedNeverWas() {
        Oracle oracle;
        oracle.begin(put("a", "1"));
        oracle.refused();
        accept(oracle, put("b", "2"));
        QVERIFY(oracle.allows({{"b", "2"}}));
        QVERIFY(!oracle.allows({{"a", "1"}}));
        QVERIFY(!oracle.allows({{"a", "1"}, {"b", "2"}}));
    }

    void whatOpenShowedIsFinal() {
        Oracle oracle;
        accept(oracle, put("a", "1"));
        accept(oracle, put("b", "2"));
        oracle.settle({{"a", "1"}});
        QVERIFY(oracle.allows({{"a", "1"}}));
        QVERIFY(!oracle.allows({}));
        QVERIFY(!oracle.allows({{"a", "1"}, {"b", "2"}}));
    }
};

QTEST_APPLESS_MAIN(TestOracle)
#include "test_oracle.moc"

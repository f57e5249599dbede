// What the traced disk states, and that inspect() restates just that.
#include <QTest>
#include <map>
#include <set>

#include "core/base/random.h"
#include "core/disk/faulty_disk.h"
#include "core/disk/simulated_disk.h"
#include "core/disk/traced_disk.h"
#include "tests/support/disk_cases.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

/// Keeps facts as lines, and a picture of the files that they tell of.
class Recorder final : public ChunkSink {
  public:
    struct Space {
        Bytes bytes;
        std::set<std::uint64_t> notDurable;
        std::set<std::uint64_t> doomed;
        bool nameDurable = false;
        bool operator==(const Space&) const = default;
    };
    using Picture = std::map<std::string, Space>;  // by name

    void accept(std::unique_ptr<Chunk> chunk) override {
        for (const Fact& fact : chunk->facts) {
            const Bytes payload(chunk->payloadOf(fact));
            const auto source = fact.kind == FactKind::spaceCreated && fact.y ? chunk->sources[fact.y - 1] : nullptr;
            note(fact, payload, source.get());
            apply(fact, payload, source.get());
        }
    }
    bool congested() const override { return congested_; }
    QStringList takeLines() { return std::exchange(lines_, {}); }
    void setCongested(bool congested) { congested_ = congested; }

    Picture picture() const {
        Picture picture;
        for (const auto& [name, id] : names_) picture[name] = spaces_.at(id);
        for (auto& [name, space] : picture) space.doomed.clear();  // how it came about is not part of what is
        return picture;
    }

  private:
    void note(const Fact& fact, const Bytes& payload, const ByteSource* source) {
        static const char* const words[] = {
            "begin",  "end",     "created", "staged",           "written",       "read",     "truncated",
            "synced", "renamed", "removed", "directory synced", "process ended", "power cut"};
        const auto kind = static_cast<std::size_t>(fact.kind);
        QString line = kind < std::size(words) ? words[kind] : fact.kind == FactKind::gap ? "gap" : "other";
        const auto numbers = [&](std::initializer_list<std::uint64_t> list) {
            for (const std::uint64_t number : list) line += QString(" %1").arg(number);
        };
        switch (fact.kind) {
            case FactKind::spaceCreated:
                numbers({fact.subject, fact.x});
                break;
            case FactKind::written:
            case FactKind::read:
                numbers({fact.subject, fact.x, fact.y});
                break;
            case FactKind::truncated:
            case FactKind::renamed:
                numbers({fact.subject, fact.x});
                break;
            case FactKind::synced:
            case FactKind::removed:
                numbers({fact.subject});
                break;
            default:
                break;
        }
        if (!payload.empty() && kind >= 2) line += " " + QString::fromStdString(escape(payload));
        if (source) line += " = " + QString::fromStdString(escape(contentsOf(*source)));
        const std::pair<std::uint8_t, const char*> flags[] = {{fact_flags::existing, "existing"},
                                                              {fact_flags::unchanged, "unchanged"},
                                                              {fact_flags::namePending, "namePending"},
                                                              {fact_flags::restated, "restated"},
                                                              {fact_flags::failed, "failed"}};
        for (const auto& [bit, word] : flags)
            if (fact.flags & bit) line += QString(" ") + word;
        if (isDiskFact(fact.kind) || fact.kind == FactKind::gap) lines_ << line;
    }
    void apply(const Fact& fact, const Bytes& payload, const ByteSource* source) {
        if (isRestart(fact.kind)) {
            names_.clear();
            spaces_.clear();
        }
        Space& space = spaces_[fact.subject];
        switch (fact.kind) {
            case FactKind::spaceCreated:
                names_[payload] = fact.subject;
                space.nameDurable = (fact.flags & fact_flags::existing) && !(fact.flags & fact_flags::namePending);
                if (source) space.bytes = contentsOf(*source);
                break;
            case FactKind::written:
                if (!(fact.flags & fact_flags::restated)) {
                    if (space.bytes.size() < fact.x + fact.y) space.bytes.resize(fact.x + fact.y);
                    space.bytes.replace(fact.x, fact.y, payload);
                }
                for (std::uint64_t at = fact.x; at < fact.x + fact.y; ++at)
                    space.notDurable.insert(at), space.doomed.erase(at);
                break;
            case FactKind::truncated:
                space.bytes.resize(fact.x);
                space.notDurable.erase(space.notDurable.lower_bound(fact.x), space.notDurable.end());
                space.doomed.erase(space.doomed.lower_bound(fact.x), space.doomed.end());
                break;
            case FactKind::synced:
                if (fact.flags & fact_flags::failed)
                    space.doomed.insert(space.notDurable.begin(), space.notDurable.end());
                else
                    space.notDurable = space.doomed;
                break;
            case FactKind::renamed:
                std::erase_if(names_, [&](const auto& entry) { return entry.second == fact.subject; });
                names_[payload] = fact.subject;
                space.nameDurable = false;
                break;
            case FactKind::removed:
                std::erase_if(names_, [&](const auto& entry) { return entry.second == fact.subject; });
                break;
            case FactKind::directorySynced:
                for (auto& [id, each] : spaces_) each.nameDurable = true;
                break;
            default:
                break;
        }
    }

    QStringList lines_;
    std::map<std::string, SpaceId> names_;
    std::map<SpaceId, Space> spaces_;
    bool congested_ = false;
};

struct Stack {
    SimulatedDisk simulated{{.sectorBytes = 1}};
    FaultyDisk faulty{simulated};
    Recorder recorder;
    CountingClock clock;
    Tracer tracer{recorder, clock};
    TracedDisk disk{faulty, tracer};

    Stack() {
        tracer.setRestate([this](Tracer& to) { disk.inspect(to); });
    }
    QStringList facts() {
        tracer.flush();
        return recorder.takeLines();
    }
    /// What someone who comes new is told.
    Recorder::Picture inspected() {
        Recorder fresh;
        {
            Tracer to(fresh, clock);
            disk.inspect(to);
        }
        return fresh.picture();
    }
};

}  // namespace

class TestTracedDisk : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void statesWhatHappens();
    void statesWhatFailed();
    void filesThatWereThereExist();
    void restatesBehindARestart();
    void powerCutBeginsNewLives();
    void gapsAreRestatedAnew();
    void editsAreWrittenAndDurable();
    void cutsAndExtensionsFromBehindAreStated();
    void factsAndInspectAgree();
};

void TestTracedDisk::statesWhatHappens() {
    Stack stack;
    auto part = stack.disk.open("1.part", OpenMode::createNew).value();
    QCOMPARE(part->space(), 1u);
    QVERIFY(part->write(0, "Ada"));
    QVERIFY(part->write(5, "\x01"));
    Bytes out(9, '?');
    QCOMPARE(part->read(1, out).value(), 5u);
    QCOMPARE(part->read(6, out).value(), 0u);
    QVERIFY(part->preallocate(4));  // it is that long already: nothing happens
    QVERIFY(part->preallocate(8));
    QVERIFY(part->truncate(3));
    QVERIFY(part->sync());
    QCOMPARE(stack.facts(), QStringList({"created 1 0 1.part", "written 1 0 3 Ada", "written 1 5 1 \\x01", "read 1 1 5",
                                         "truncated 1 8", "truncated 1 3", "synced 1"}));
    auto old = stack.disk.open("1.log", OpenMode::createNew).value();
    QVERIFY(stack.disk.rename("1.part", "1.log"));
    QVERIFY(stack.disk.syncDirectory());
    QVERIFY(stack.disk.rename("1.log", "1.log"));
    QVERIFY(stack.disk.rename("1.log", "2.log"));
    QCOMPARE(stack.disk.spaceOf("2.log"), 1u);
    QCOMPARE(stack.disk.spaceOf("1.log"), 0u);
    QVERIFY(stack.disk.remove("2.log"));
    QCOMPARE(stack.facts(), QStringList({"created 2 0 1.log", "renamed 1 2 1.log", "directory synced",
                                         "renamed 1 0 2.log", "removed 1"}));
    QCOMPARE(stack.disk.open("2.log", OpenMode::createNew).value()->space(), 3u);  // never an old id
}

void TestTracedDisk::statesWhatFailed() {
    Stack stack;
    auto file = stack.disk.open("1.log", OpenMode::createNew).value();
    stack.faulty.add(parseFault("write#1", "short:2").value());
    std::size_t written = 9;
    QVERIFY(!file->write(0, "Grace", &written));
    QCOMPARE(written, 2u);
    stack.faulty.add(parseFault("write#1", "eio").value());
    QVERIFY(!file->write(2, "ace"));  // nothing landed: nothing to state
    stack.faulty.add(parseFault("sync#1", "eio").value());
    QVERIFY(!file->sync());
    QVERIFY(file->write(2, "!"));
    QVERIFY(file->sync());
    stack.faulty.add(parseFault("syncdir#1", "eio").value());
    QVERIFY(!stack.disk.syncDirectory());
    QVERIFY(!stack.disk.remove("2.log"));
    QCOMPARE(stack.facts(), QStringList({"created 1 0 1.log", "written 1 0 2 Gr failed", "synced 1 failed",
                                         "written 1 2 1 !", "synced 1"}));
    // What the failed sync dropped stays not durable, whatever later syncs answer.
    stack.tracer.restart(FactKind::processEnded);
    QCOMPARE(stack.facts(), QStringList({"process ended", "created 1 3 1.log = Gr! existing unchanged namePending",
                                         "written 1 0 2 restated"}));
}

void TestTracedDisk::filesThatWereThereExist() {
    SimulatedDisk inner;
    QCOMPARE(putFile(inner, "1.log", "Ada"), std::string());
    Recorder recorder;
    CountingClock clock;
    Tracer tracer(recorder, clock);
    TracedDisk disk(inner, tracer);
    QCOMPARE(putFile(inner, "2.log", "Grace"), std::string());  // behind its back
    QCOMPARE(disk.open("2.log", OpenMode::readOnly).value()->space(), 2u);
    QCOMPARE(disk.open("1.log", OpenMode::readOnly).value()->space(), 1u);
    tracer.flush();
    QCOMPARE(recorder.takeLines(),
             QStringList({"created 1 3 1.log = Ada existing", "created 2 5 2.log = Grace existing"}));
}

void TestTracedDisk::restatesBehindARestart() {
    Stack stack;
    auto file = stack.disk.open("1.log", OpenMode::createNew).value();
    QVERIFY(file->write(0, "Ada"));
    QVERIFY(file->sync());
    QVERIFY(stack.disk.syncDirectory());
    QVERIFY(file->write(3, "Grace"));
    QVERIFY(file->write(10, "!"));
    auto second = stack.disk.open("2.log", OpenMode::createNew).value();
    stack.facts();
    stack.tracer.restart(FactKind::processEnded, 1);
    QCOMPARE(stack.facts(), QStringList({"process ended", "created 1 11 1.log = AdaGrace\\x00\\x00! existing unchanged",
                                         "written 1 3 5 restated", "written 1 10 1 restated",
                                         "created 2 0 2.log existing unchanged namePending"})
                                .replaceInStrings("2.log existing", "2.log =  existing"));
}

void TestTracedDisk::powerCutBeginsNewLives() {
    Stack stack;
    auto file = stack.disk.open("1.log", OpenMode::createNew).value();
    QVERIFY(file->write(0, "Ada"));
    QVERIFY(file->sync());
    QVERIFY(stack.disk.syncDirectory());
    QVERIFY(file->write(3, "Grace"));
    stack.disk.open("2.log", OpenMode::createNew).value();
    stack.facts();
    const CrashPoint point = stack.simulated.crashPoint();
    stack.simulated.powerCut(point, point.keepNone());
    stack.disk.powerCutHappened();
    stack.tracer.restart(FactKind::powerCut);
    QCOMPARE(stack.facts(), QStringList({"power cut", "created 3 3 1.log = Ada existing"}));
    stack.tracer.restart(FactKind::keyframe);
    QCOMPARE(stack.facts(), QStringList({"created 3 3 1.log = Ada existing unchanged"}));
    QCOMPARE(stack.disk.open("1.log", OpenMode::readOnly).value()->space(), 3u);
}

void TestTracedDisk::gapsAreRestatedAnew() {
    constexpr SpanKind kind{1, SpanLevel::operation, "command", "{line:raw}", "", "", "line result"};
    Stack stack;
    auto first = stack.disk.open("1.log", OpenMode::createNew).value();
    auto second = stack.disk.open("2.log", OpenMode::createNew).value();
    QVERIFY(second->write(0, "Ada"));
    QVERIFY(second->sync());
    stack.facts();
    stack.recorder.setCongested(true);
    stack.tracer.beginOperation(kind, 1, "put a b");
    QVERIFY(!stack.tracer.recording());
    QVERIFY(first->write(0, "unseen"));
    auto third = stack.disk.open("3.log", OpenMode::createNew).value();
    QVERIFY(third->write(0, "new"));
    QVERIFY(stack.disk.syncDirectory());
    stack.tracer.endOperation(kind, 0, "ok");
    stack.recorder.setCongested(false);
    stack.tracer.beginOperation(kind, 2, "get a");
    stack.tracer.endOperation(kind, 0, "b");
    // The gap names the first and the last line that fell into it, 1 and 1, each behind its length.
    QCOMPARE(stack.facts(), QStringList({"gap \\x01\\x01\\x01\\x01", "created 1 6 1.log = unseen existing", "written 1 0 6 restated",
                                         "created 2 3 2.log = Ada existing unchanged",
                                         "created 3 3 3.log = new existing", "written 3 0 3 restated"}));
}

void TestTracedDisk::editsAreWrittenAndDurable() {
    Stack stack;
    auto file = stack.disk.open("1.log", OpenMode::createNew).value();
    QVERIFY(file->write(0, "Ada Lovelace"));
    QVERIFY(file->sync());
    stack.facts();
    QVERIFY(stack.simulated.editBytes("1.log", 4, "X"));
    stack.disk.editedBehind("1.log", 4, 1);
    QCOMPARE(stack.facts(), QStringList({"written 1 4 1 X", "synced 1"}));
    QVERIFY(file->write(12, "!!"));
    stack.facts();
    QVERIFY(stack.simulated.editBytes("1.log", 12, "Y"));
    stack.disk.editedBehind("1.log", 12, 1);
    stack.tracer.flush();
    QCOMPARE(stack.recorder.picture(), stack.inspected());
    QCOMPARE(stack.recorder.picture().at("1.log").bytes, Bytes("Ada XovelaceY!"));
    QCOMPARE(stack.recorder.picture().at("1.log").notDurable, std::set<std::uint64_t>{13});
}

void TestTracedDisk::cutsAndExtensionsFromBehindAreStated() {
    Stack stack;
    auto file = stack.disk.open("1.log", OpenMode::createNew).value();
    QVERIFY(file->write(0, "Ada Lovelace"));
    stack.facts();
    QVERIFY(stack.simulated.cutFile("1.log", 3));
    stack.disk.resizedBehind("1.log", 12);
    QCOMPARE(stack.facts(), QStringList({"truncated 1 3", "synced 1"}));
    QVERIFY(stack.simulated.extendFile("1.log", "!?"));
    stack.disk.resizedBehind("1.log", 3);
    QCOMPARE(stack.facts(), QStringList({"written 1 3 2 !?", "synced 1"}));
    stack.tracer.flush();
    QCOMPARE(stack.recorder.picture(), stack.inspected());
    QCOMPARE(stack.recorder.picture().at("1.log").bytes, Bytes("Ada!?"));
    QVERIFY(stack.recorder.picture().at("1.log").notDurable.empty());
}

void TestTracedDisk::factsAndInspectAgree() {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Random random(seed);
        Stack stack;
        const std::string names[] = {"1", "2", "3"};
        for (int step = 0; step < 60; ++step) {
            const std::string& name = names[random.below(3)];
            if (random.below(12) == 0)
                stack.faulty.add(
                    parseFault("any#" + std::to_string(1 + random.below(3)), random.below(2) ? "eio" : "short:2")
                        .value());
            auto file = stack.disk.open(name, OpenMode::readWrite);
            if (!file) file = stack.disk.open(name, OpenMode::createNew);
            if (!file) continue;
            switch (random.below(9)) {
                case 0:
                    (void)stack.disk.remove(name);
                    break;
                case 1:
                    (void)stack.disk.rename(name, names[random.below(3)]);
                    break;
                case 2:
                    (void)(*file)->sync();
                    break;
                case 3:
                    (void)stack.disk.syncDirectory();
                    break;
                case 4:
                    (void)(*file)->truncate(random.below(20));
                    break;
                case 5:
                    (void)(*file)->preallocate(random.below(20));
                    break;
                default:
                    (void)(*file)->write(random.below(16),
                                         Bytes(1 + random.below(6), static_cast<char>('a' + step % 26)));
            }
            if (random.below(30) == 0) stack.tracer.restart(FactKind::keyframe);
            stack.tracer.flush();
            const auto where = QString("seed %1, step %2").arg(seed).arg(step);
            const Recorder::Picture told = stack.recorder.picture();
            QVERIFY2(told == stack.inspected(), qPrintable(where));
            for (const auto& [name_, space] : told)
                QVERIFY2(space.bytes == contentsOf(stack.simulated, name_), qPrintable(where));
            QVERIFY2(told.size() == stack.simulated.list().value().size(), qPrintable(where));
            // What is said to be durable is on the platter whatever a power cut takes.
            const CrashPoint point = stack.simulated.crashPoint();
            const DiskImage least = point.image(point.keepNone());
            for (const auto& [name_, space] : told) {
                const ImageFile* left = least.find(name_);
                if (!space.nameDurable || !left) continue;
                for (std::uint64_t at = 0; at < std::min(space.bytes.size(), left->bytes().size()); ++at)
                    QVERIFY2(space.notDurable.contains(at) || space.bytes[at] == '\0' ||
                                 space.bytes[at] == left->bytes()[at],
                             qPrintable(where));
            }
        }
    }
}

QTEST_APPLESS_MAIN(TestTracedDisk)
#include "test_traced_disk.moc"

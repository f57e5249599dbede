// The picture never lies: what a Scene shows after facts alone is what the engine and the disk say of themselves.
#include <QTest>
#include <fmt/core.h>

#include "core/disk/simulated_disk.h"
#include "core/disk/traced_disk.h"
#include "core/session/session_spans.h"
#include "tests/support/engine_model.h"
#include "tests/support/engine_watch.h"

using namespace vitrine;
using test::Model;

namespace {

constexpr const SpanKind& kCommand = session_spans::command;

/// A watched database on a simulated disk, driven as a Session drives one: an operation a command.
class Theatre {
  public:
    Theatre(std::uint64_t seed, const EngineOptions& options) : random_(seed), options_(options) {
        options_.seed = seed;
        watch.tracer().setRestate([this](Tracer& tracer) { inspect(tracer); });
        watch.tracer().restart(FactKind::keyframe);
        open();
    }

    /// One random command, with all that a lecturer may do to a database.
    void step() {
        const std::uint64_t choice = random_.below(100);
        if (choice < 40) {
            const Bytes key = test::someKey(random_, 24), value = test::someValue(random_);
            command("put", [&] { return code(engine->put(key, value)); });
        } else if (choice < 52) {
            const Bytes key = test::someKey(random_, 24);
            command("del", [&] { return code(engine->erase(key)); });
        } else if (choice < 58) {
            Batch batch;
            for (std::uint64_t left = 1 + random_.below(4); left > 0; --left)
                batch.push_back({false, test::someKey(random_, 24), test::someValue(random_)});
            command("batch", [&] { return code(engine->write(batch)); });
        } else if (choice < 66) {
            const Bytes key = test::someKey(random_, 24);
            command("get", [&] { return code(engine->get(key)); });
        } else if (choice < 68) {
            command("scan", [&] { return code(test::scanned(*engine)); });
        } else if (choice < 71) {
            command("sync", [&] { return code(engine->sync()); });
        } else if (choice < 73) {
            command("flush", [&] { return code(engine->flush()); });
        } else if (choice < 76) {
            command("roll", [&] { return code(engine->roll()); });
        } else if (choice < 94) {
            compact();
        } else {
            endAndOpen(choice);
        }
    }

    /// The facts so far against what disk and engine say of themselves now; a sentence if they differ.
    std::optional<std::string> lie() {
        test::Watch fresh;
        fresh.tracer().restart(FactKind::keyframe);
        inspect(fresh.tracer());
        watch.tracer().flush();
        rolling_.seek(watch.timeline().end());
        std::string why;
        if (!Scene::same(rolling_, fresh.scene(), &why)) return fmt::format("after {} ({}): {}", number_, last_, why);
        return {};
    }

    std::uint64_t commands() const { return number_; }
    Random& random() { return random_; }

    test::Watch watch;
    SimulatedDisk platter;
    TracedDisk disk{platter, watch.tracer()};
    std::unique_ptr<StorageEngine> engine;

  private:
    template <class T>
    static std::uint32_t code(const Result<T>& result) {
        return result ? 0 : static_cast<std::uint32_t>(result.error().code) + 1;
    }

    template <class Work>
    void command(std::string_view word, Work work) {
        last_ = word;
        watch.tracer().beginOperation(kCommand, ++number_, word);
        watch.tracer().endOperation(kCommand, work(), "");
    }

    void inspect(Tracer& to) {
        disk.inspect(to);
        if (engine) engine->inspect(to);
    }

    void open() {
        command("open", [&] {
            auto opened = test::openNow("log", disk, options_, OpenAs::writer, nullptr, &watch.tracer());
            if (!opened) qFatal("%s", describe(opened.error()).c_str());
            engine = std::move(*opened);
            return 0u;
        });
    }

    void compact() {
        command("compact", [&]() -> std::uint32_t {
            if (!compaction_) {
                auto job = engine->compact();
                if (!job) return code(job);
                compaction_ = std::move(*job);
                return 0;
            }
            if (random_.below(30) == 0) compaction_->cancel();
            for (std::uint64_t steps = 1 + random_.below(10); steps > 0; --steps) {
                if (compaction_->step() == JobState::more) continue;
                compaction_.reset();
                return 0;
            }
            return 0;
        });
    }

    /// Ends the engine in one of the ways there are, and opens it again.
    void endAndOpen(std::uint64_t choice) {
        command("end", [&] {
            compaction_.reset();
            std::uint32_t ended = 0;
            if (choice >= 98) ended = code(engine->close());
            engine.reset();
            if (choice >= 96) {
                watch.tracer().restart(FactKind::processEnded, choice >= 98 ? 0 : 1);
                return ended;
            }
            const CrashPoint point = platter.crashPoint();
            platter.powerCut(point, random_.below(2) == 0 ? point.keepNone() : point.keepAll());
            disk.powerCutHappened();
            watch.tracer().restart(FactKind::powerCut);
            return ended;
        });
        open();
    }

    Random random_;
    EngineOptions options_;
    std::unique_ptr<Job> compaction_;
    std::uint64_t number_ = 0;
    std::string last_;
    Scene rolling_{watch.timeline()};
};

EngineOptions optionsOf(std::uint64_t seed) {
    EngineOptions options;
    options.segmentBytes = seed % 2 ? 300 : 5000;
    options.durability = static_cast<Durability>(seed % 3);
    options.preallocate = seed % 5 == 0;
    return options;
}

/// Names the first fact in which two timelines differ; nothing if they are equal byte for byte.
std::optional<std::string> firstDifference(const Timeline& a, const Timeline& b) {
    if (a.begin() != b.begin() || a.end() != b.end())
        return fmt::format("facts {}..{} and {}..{}", a.begin(), a.end(), b.begin(), b.end());
    for (FactId id = a.begin(); id < a.end(); ++id) {
        const FactView one = a.at(id), other = b.at(id);
        const auto parts = [](const Fact& fact) {
            return std::tuple(fact.kind, fact.flags, fact.lane, fact.subject, fact.x, fact.y);
        };
        if (parts(one.fact) != parts(other.fact) || one.payload != other.payload) return fmt::format("fact {}", id);
    }
    return {};
}

}  // namespace

class TestPicture : public QObject {
    Q_OBJECT

    static void seeds(std::uint64_t first, std::uint64_t last) {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = first; seed <= last; ++seed) QTest::addRow("seed %llu", seed) << seed;
    }

  private slots:
    void equalsWhatTheEngineSaysOfItself_data() { seeds(1, 10); }
    void equalsWhatTheEngineSaysOfItself() {
        QFETCH(quint64, seed);
        Theatre theatre(seed, optionsOf(seed));
        for (int step = 0; step < 250; ++step) {
            theatre.step();
            const std::optional<std::string> lie = theatre.lie();
            QVERIFY2(!lie, fmt::format("seed {}, {}", seed, lie.value_or("")).c_str());
        }
    }

    void aLargeTableIsTrueAsFarAsItGoes() {
        EngineOptions options;
        Theatre theatre(38, options);
        theatre.watch.tracer().setCellLimit(64);
        for (int i = 0; i < 3000; ++i) {
            QVERIFY(theatre.engine->put("user:" + std::to_string(i % 700), std::to_string(i)));
            if (i % 100 != 0) continue;
            // inspect() into a fresh tracer has to keep to the same limit to be comparable.
            test::Watch fresh;
            fresh.tracer().setCellLimit(64);
            fresh.tracer().restart(FactKind::keyframe);
            theatre.disk.inspect(fresh.tracer());
            theatre.engine->inspect(fresh.tracer());
            std::string why;
            QVERIFY2(Scene::same(theatre.watch.scene(), fresh.scene(), &why), why.c_str());
        }
    }

    void spansPairUp_data() { seeds(21, 26); }
    void spansPairUp() {
        QFETCH(quint64, seed);
        Theatre theatre(seed, optionsOf(seed));
        for (int step = 0; step < 150; ++step) theatre.step();
        theatre.watch.tracer().flush();
        const Timeline& timeline = theatre.watch.timeline();
        std::map<LaneId, std::vector<std::uint32_t>> open;
        for (FactId id = timeline.begin(); id < timeline.end(); ++id) {
            const Fact& fact = timeline.at(id).fact;
            if (fact.kind == FactKind::spanBegin) open[fact.lane].push_back(fact.subject);
            if (fact.kind != FactKind::spanEnd) continue;
            QVERIFY2(!open[fact.lane].empty(), fmt::format("seed {}, fact {}: an end too many", seed, id).c_str());
            QVERIFY2(open[fact.lane].back() == fact.subject, fmt::format("seed {}, fact {}: ends {} inside {}", seed, id,
                                                                         fact.subject, open[fact.lane].back()).c_str());
            open[fact.lane].pop_back();
        }
        for (const auto& [lane, spans] : open)
            QVERIFY2(spans.empty(), fmt::format("seed {}: lane {} ends within a span", seed, lane).c_str());
    }

    void steppingBackAndForthChangesNothing_data() { seeds(31, 36); }
    void steppingBackAndForthChangesNothing() {
        QFETCH(quint64, seed);
        Theatre theatre(seed, optionsOf(seed));
        for (int step = 0; step < 120; ++step) theatre.step();
        theatre.watch.tracer().flush();
        const Timeline& timeline = theatre.watch.timeline();
        Scene wanderer(timeline);
        Random random(seed);
        for (int jump = 0; jump < 60; ++jump) {
            const FactId to = timeline.begin() + random.below(timeline.end() - timeline.begin() + 1);
            wanderer.seek(to);
            Scene direct(timeline);
            direct.seek(to);
            std::string why;
            QVERIFY2(Scene::same(wanderer, direct, &why), fmt::format("seed {}, at {}: {}", seed, to, why).c_str());
            QVERIFY(wanderer.openSpans().size() == direct.openSpans().size());
        }
        // One fact at a time, back and forth over the newest stretch.
        const FactId from = timeline.end() - std::min<FactId>(400, timeline.end() - timeline.begin());
        for (FactId to = timeline.end(); to > from; --to) wanderer.seek(to);
        for (FactId to = from; to <= timeline.end(); ++to) wanderer.seek(to);
        std::string why;
        QVERIFY2(Scene::same(wanderer, theatre.watch.scene(), &why), fmt::format("seed {}: {}", seed, why).c_str());
    }

    void theSameSeedGivesTheSameFacts_data() { seeds(41, 45); }
    void theSameSeedGivesTheSameFacts() {
        QFETCH(quint64, seed);
        Theatre first(seed, optionsOf(seed)), second(seed, optionsOf(seed));
        for (int step = 0; step < 150; ++step) first.step(), second.step();
        first.watch.tracer().flush();
        second.watch.tracer().flush();
        const auto differs = firstDifference(first.watch.timeline(), second.watch.timeline());
        QVERIFY2(!differs, fmt::format("seed {}: {}", seed, differs.value_or("")).c_str());
        QVERIFY2(first.platter.image() == second.platter.image(), "and the same bytes");
    }

    void watchingChangesNoByte_data() { seeds(51, 53); }
    void watchingChangesNoByte() {
        QFETCH(quint64, seed);
        SimulatedDisk watched, unwatched;
        test::Watch watch;
        TracedDisk traced(watched, watch.tracer());
        EngineOptions options = optionsOf(seed);
        options.seed = seed;
        for (Disk* disk : {static_cast<Disk*>(&traced), static_cast<Disk*>(&unwatched)}) {
            Random random(seed);
            auto opened = test::openNow("log", *disk, options, OpenAs::writer, nullptr,
                                        disk == &traced ? &watch.tracer() : nullptr);
            QVERIFY(opened);
            for (int i = 0; i < 200; ++i) {
                const Bytes key = test::someKey(random, 24);
                if (random.below(3) == 0)
                    static_cast<void>((*opened)->erase(key));
                else
                    QVERIFY((*opened)->put(key, test::someValue(random)));
                if (random.below(50) == 0) {
                    auto job = (*opened)->compact();
                    if (job) QVERIFY(runToEnd(**job));
                }
            }
            QVERIFY((*opened)->close());
        }
        QVERIFY2(watched.image() == unwatched.image(), fmt::format("seed {}", seed).c_str());
    }

    void aGapIsMendedByRestating() {
        for (std::uint64_t seed = 61; seed <= 63; ++seed) {
            Theatre theatre(seed, optionsOf(seed));
            for (int round = 0; round < 6; ++round) {
                for (int step = 0; step < 20; ++step) theatre.step();
                theatre.watch.setCongested(true);
                for (int step = 0; step < 20; ++step) theatre.step();
                QVERIFY(!theatre.watch.tracer().recording());
                theatre.watch.setCongested(false);
                theatre.step();
                QVERIFY(theatre.watch.tracer().recording());
                const std::optional<std::string> lie = theatre.lie();
                QVERIFY2(!lie, fmt::format("seed {}, {}", seed, lie.value_or("")).c_str());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestPicture)
#include "test_picture.moc"

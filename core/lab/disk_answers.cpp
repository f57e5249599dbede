#include "core/lab/disk_answers.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/disk/memory_disk.h"
#include "core/lab/boundary_disk.h"
#include "core/lab/change_disk.h"
#include "core/lab/crash_sentences.h"

namespace vitrine::lab {

namespace {

bool sameFailure(const std::optional<Error>& a, const std::optional<Error>& b) {
    return a.has_value() == b.has_value() && (!a || a->code == b->code);
}

std::uint64_t hashOf(const DiskAnswer& answer) {
    std::uint64_t hash = answer.refused ? 1 : answer.unreadable ? 2 : 3;
    for (const auto& [key, value] : answer.state) hash = hashBytes(value, hashBytes(key, hash));
    return hash;
}

}  // namespace

/// Sentences name offsets and checksums of one torn record: the kind of failure counts.
bool DiskAnswer::operator==(const DiskAnswer& other) const {
    return sameFailure(refused, other.refused) && sameFailure(unreadable, other.unreadable) && state == other.state;
}

DiskAnswers::Options DiskAnswers::optionsFor(const Place& place) {
    Options options;
    options.engineKind = place.engine;
    options.engine = place.engineOptions;
    options.disk = {place.sectorBytes, place.ordered ? CrashMode::ordered : CrashMode::strict, place.staleHoles};
    options.seedOfOpening = [place](std::uint64_t opening) { return place.seedOfOpening(opening); };
    return options;
}

DiskAnswers::DiskAnswers(Options options, ExploreReport& report) : options_(std::move(options)), report_(report) {}

std::uint32_t DiskAnswers::keep(DiskAnswer answer) {
    const std::uint64_t hash = hashOf(answer);
    const auto [begin, end] = answerByHash_.equal_range(hash);
    for (auto at = begin; at != end; ++at)
        if (answers_[at->second] == answer) return at->second;
    if (answers_.size() < kMostAnswers) {
        answers_.push_back(std::move(answer));
        answerByHash_.emplace(hash, static_cast<std::uint32_t>(answers_.size() - 1));
    }
    return static_cast<std::uint32_t>(answers_.size() - 1);
}

EngineOptions DiskAnswers::engineWith(std::uint64_t opening) const {
    EngineOptions engine = options_.engine;
    engine.seed = options_.seedOfOpening(opening);
    return engine;
}

DiskAnswer DiskAnswers::readFrom(Disk& disk, std::uint64_t opening) {
    DiskAnswer answer;
    ++recoveries_;
    auto job = openEngine(options_.engineKind, disk, engineWith(opening), OpenAs::writer, nullptr);
    const Status ran = job ? runToEnd(**job) : Status(passOn(job));
    if (!ran) {
        answer.refused = ran.error();
        return answer;
    }
    const auto engine = (*job)->take();
    if (auto state = readAll(*engine))
        answer.state = std::move(*state);
    else
        answer.unreadable = state.error();
    return answer;
}

std::uint32_t DiskAnswers::plain(const OutcomeImages& images, std::uint64_t opening) {
    const auto [entry, isNew] = known_.try_emplace(images.hash());
    if (isNew) {
        ++distinct_;
        MemoryDisk disk(images.image(), true);
        entry->second.answer = keep(readFrom(disk, opening));
    }
    return entry->second.answer;
}

DiskAnswers::Known DiskAnswers::of(const OutcomeImages& images, std::uint64_t openings) {
    if (known_.size() >= kMostKnown) known_.clear();
    if (!options_.cutRecoveries) return {plain(images, openings + 1), 0, false};
    const auto found = known_.find(images.hash());
    if (found != known_.end() && found->second.cut) return found->second;
    if (found == known_.end()) ++distinct_;
    Cut made = cut(images.image(), openings, false);
    Known known{made.answer, 0, true};
    if (!made.seconds.empty()) {
        known.second = static_cast<std::uint32_t>(seconds_.size());
        seconds_.push_back(std::move(made.seconds));
    }
    known_[images.hash()] = known;
    return known;
}

SecondCut DiskAnswers::secondCut(const DiskImage& disk, std::uint64_t openings, const SecondAnswer& wanted) {
    for (SecondAnswer& found : cut(disk, openings, true).seconds)  // deterministic: it is found again
        if (found.cut.when == wanted.cut.when && found.answer == wanted.answer) return std::move(found.cut);
    return wanted.cut;
}

// ---- the second cut --------------------------------------------------------------------------------------------------

/// One recovery gives the answer and the moments in it at which the power may fail once more.
DiskAnswers::Cut DiskAnswers::cut(const DiskImage& image, std::uint64_t openings, bool inWords) {
    using When = SecondCut::When;
    SimulatedDisk disk(options_.disk, image);
    ChangeDisk counted(disk, [](std::uint64_t, const auto&) { return true; });
    std::vector<Moment> moments;
    When now = When::recovering;
    std::uint64_t before = 0;  // changes when that began
    const auto look = [&](const std::string&) {
        moments.push_back({now, counted.changes() - before, disk.crashPoint()});
    };
    BoundaryDisk watched(counted, look);
    ++recoveries_;
    std::vector<SecondAnswer> found;
    DiskAnswer answer;
    auto job = openEngine(options_.engineKind, watched, engineWith(openings + 1), OpenAs::writer, nullptr);
    const Status ran = job ? runToEnd(**job) : Status(passOn(job));
    if (!ran) {
        answer.refused = ran.error();
        moments.clear();  // what a refusal leaves is refused again
    } else {
        const auto engine = (*job)->take();
        if (auto state = readAll(*engine))
            answer.state = std::move(*state);
        else
            answer.unreadable = state.error();
        if (auto whole = engine->checkInvariants(); !whole)
            found.push_back({{When::reopened, 0, {}}, 0, vitrine::describe(whole.error())});
        moments.push_back({When::reopened, 0, disk.crashPoint()});
        // What is durable goes on like any other disk that is the same.
        if (!moments.back().point.nothingPending() || inWords || goneOnFrom_.insert(disk.image().hash()).second) {
            if (std::string broken = openAgain(disk.image(), openings + 2); !broken.empty())
                found.push_back({{When::reopened, 0, {}}, 0, std::move(broken)});
            // The next put, and its sync.
            now = When::inPut;
            before = counted.changes();
            if (engine->put(kNextKey, kNextValue)) moments.push_back({When::afterPut, 0, disk.crashPoint()});
            now = When::inSync;
            before = counted.changes();
            if (engine->sync()) moments.push_back({When::afterSync, 0, disk.crashPoint()});
        }
    }
    const std::uint32_t index = keep(answer);
    for (SecondAnswer& byItself : found) byItself.answer = index;
    Oracle after(answer.state);
    for (const Moment& moment : moments) {
        // What open showed is final; the next put is promised when it is synced.
        if (moment.when >= When::inPut && after.now() == answer.state)
            after.begin({{false, kNextKey, kNextValue}}), after.accepted();
        if (moment.when == When::afterSync) after.promiseAll();
        judgeMoment(moment, index, after, openings, inWords, found);
    }
    return {index, std::move(found)};
}

void DiskAnswers::judgeMoment(const Moment& moment, std::uint32_t first, const Oracle& after, std::uint64_t openings,
                              bool inWords, std::vector<SecondAnswer>& found) {
    const bool answered =
        moment.when != SecondCut::When::recovering;  // until then another recovery may decide otherwise
    OutcomeEnumerator outcomes(moment.point, options_.bound);
    OutcomeImages images(moment.point);
    std::vector<std::uint64_t> disks;  // hashes
    Outcome outcome;
    for (std::uint64_t i = 0; i < options_.mostRecoveryCuts && outcomes.next(outcome); ++i) {
        images.choose(outcome);
        const std::uint32_t index = plain(images, openings + 2);
        disks.push_back(images.hash());
        if (found.size() >= kMostSeconds) continue;
        if (index == first && moment.when != SecondCut::When::afterSync) continue;
        const DiskAnswer& again = answers_[index];
        std::string broken;
        if (again.refused || again.unreadable)
            broken = answerSentence(again, after.now());
        else if (answered && !after.allows(again.state))
            broken = after.difference(again.state);
        else if (answered)
            continue;
        const bool known = std::ranges::any_of(
            found, [&](const SecondAnswer& other) { return other.answer == index && other.cut.when == moment.when; });
        if (known) continue;
        found.push_back({{moment.when, moment.call, inWords ? crashWordsFor(moment.point, outcome) : ""},
                         index,
                         std::move(broken)});
    }
    if (inWords) return;  // it was counted before
    std::ranges::sort(disks);
    report_.pairs += static_cast<std::uint64_t>(std::unique(disks.begin(), disks.end()) - disks.begin());
    ++report_.boundaries;
    report_.exhaustive += static_cast<double>(outcomes.explored()) >= outcomes.allowed().value ? 1 : 0;
    report_.explored += outcomes.explored();
    report_.allowed += outcomes.allowed().value;
}

std::string DiskAnswers::openAgain(const DiskImage& left, std::uint64_t opening) {
    MemoryDisk again(left, true);
    ++recoveries_;
    auto job = openEngine(options_.engineKind, again, engineWith(opening), OpenAs::writer, nullptr);
    const Status ran = job ? runToEnd(**job) : Status(passOn(job));
    if (!ran) return "opening a recovered database again failed: " + vitrine::describe(ran.error());
    return again.image() == left ? std::string() : "opening a recovered database again changed its files.";
}

}  // namespace vitrine::lab

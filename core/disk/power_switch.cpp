#include "core/disk/power_switch.h"

#include <utility>

#include <fmt/format.h>

#include "core/base/assert.h"

namespace vitrine {

std::string keptText(const CrashWords& words) {
    return words.but.empty() ? words.keep : fmt::format("{} but {}", words.keep, words.but);
}

struct PowerSwitch::State {
    SimulatedDisk* platter = nullptr;
    std::optional<PowerPlan> plan;  // its number counts down
    std::uint64_t planned = 0;      // the number as it was planned
    std::uint64_t changes = 0;
    std::uint64_t life = 1;  // files of an earlier one are dead
    std::optional<PowerFailure> failure;
    std::optional<std::string> refusal;
    std::function<void()> onFailure;

    Status alive(std::uint64_t ofFile) const {
        if (!failure && ofFile == life) return {};
        return fail(ErrorCode::powerCut, "The disk has no power: open the database again.");
    }
    /// A change is done; `what` makes its name, for sentences.
    template <class What>
    void changed(const What& what) {
        ++changes;
        if (!plan || --plan->change > 0) return;
        const CrashWords words = std::exchange(plan, std::nullopt)->words;
        const CrashPoint point = platter->crashPoint();
        const auto outcome = outcomeFromWords(point, words.keep, words.but);
        if (!outcome) {
            refusal = fmt::format("the power did not fail behind change {}, {}: {}", planned, what(), outcome.error().message);
            return;
        }
        failure = PowerFailure{planned, what(), point.items().size(), words, point.image(*outcome)};
        if (onFailure) onFailure();
    }
};

class PowerSwitch::SwitchedFile final : public File {
  public:
    SwitchedFile(std::unique_ptr<File> inner, std::string_view name, std::shared_ptr<State> state)
        : inner_(std::move(inner)), name_(name), state_(std::move(state)), life_(state_->life) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<char> out) override {
        if (Status ok = alive(); !ok) return passOn(ok);
        return inner_->read(offset, out);
    }
    std::optional<ByteView> mapped(std::uint64_t offset, std::size_t size) override {
        return alive() ? inner_->mapped(offset, size) : std::nullopt;
    }
    Status write(std::uint64_t offset, ByteView bytes, std::size_t* written) override {
        if (written) *written = 0;
        if (Status ok = alive(); !ok) return ok;
        std::size_t landed = 0;
        const Status status = inner_->write(offset, bytes, &landed);
        if (status) landed = bytes.size();
        if (written) *written = landed;
        if (landed > 0)
            state_->changed([&] {
                return fmt::format("a write of {} byte{} at {} of {}{}", landed, landed == 1 ? "" : "s", hexOffset(offset),
                                   name_, status ? "" : fmt::format(", of {} that it should have been", bytes.size()));
            });
        return status;
    }
    void writeSoon(std::uint64_t offset, std::uint64_t size) override {
        if (alive()) inner_->writeSoon(offset, size);
    }
    Status sync() override {
        if (Status ok = alive(); !ok) return ok;
        Status status = inner_->sync();
        if (status) state_->changed([&] { return fmt::format("a sync of {}", name_); });
        return status;
    }
    Status truncate(std::uint64_t sizeBytes) override {
        if (Status ok = alive(); !ok) return ok;
        Status status = inner_->truncate(sizeBytes);
        if (status) state_->changed([&] { return fmt::format("the truncation of {} to {} bytes", name_, sizeBytes); });
        return status;
    }
    Status preallocate(std::uint64_t sizeBytes) override {
        if (Status ok = alive(); !ok) return ok;
        const Result<std::uint64_t> before = inner_->size();
        Status status = inner_->preallocate(sizeBytes);
        if (status && before && *before < sizeBytes)
            state_->changed([&] { return fmt::format("the reservation of {} bytes for {}", sizeBytes, name_); });
        return status;
    }
    Result<std::uint64_t> size() override {
        if (Status ok = alive(); !ok) return passOn(ok);
        return inner_->size();
    }
    std::shared_ptr<const ByteSource> snapshot() override { return inner_->snapshot(); }
    SpaceId space() const override { return inner_->space(); }
    void reveal() override {
        if (alive()) inner_->reveal();
    }

  private:
    Status alive() const { return state_->alive(life_); }

    std::unique_ptr<File> inner_;
    std::string name_;  // when it was opened
    std::shared_ptr<State> state_;
    std::uint64_t life_;
};

PowerSwitch::PowerSwitch(Disk& inner, SimulatedDisk* platter) : inner_(inner), state_(std::make_shared<State>()) {
    state_->platter = platter;
}
PowerSwitch::~PowerSwitch() = default;

// ---- the failure ----------------------------------------------------------------------------------------------------

void PowerSwitch::plan(PowerPlan plan) {
    VITRINE_ASSERT(state_->platter && plan.change > 0);
    state_->planned = plan.change;
    state_->plan = std::move(plan);
}

bool PowerSwitch::takeBack() { return std::exchange(state_->plan, std::nullopt).has_value(); }

std::optional<std::uint64_t> PowerSwitch::changesAway() const {
    return state_->plan ? std::optional(state_->plan->change) : std::nullopt;
}

std::uint64_t PowerSwitch::changes() const { return state_->changes; }

void PowerSwitch::setOnFailure(std::function<void()> called) { state_->onFailure = std::move(called); }

const PowerFailure* PowerSwitch::failure() const { return state_->failure ? &*state_->failure : nullptr; }

std::optional<std::string> PowerSwitch::takeRefusal() { return std::exchange(state_->refusal, std::nullopt); }

void PowerSwitch::powerBack() {
    VITRINE_ASSERT(state_->failure);
    state_->platter->powerCut(state_->failure->left);
    state_->failure.reset();
    ++state_->life;
}

// ---- the disk -------------------------------------------------------------------------------------------------------

Result<std::unique_ptr<File>> PowerSwitch::open(std::string_view name, OpenMode mode) {
    if (Status ok = state_->alive(state_->life); !ok) return passOn(ok);
    auto file = inner_.open(name, mode);
    if (!file) return file;
    auto switched = std::make_unique<SwitchedFile>(std::move(*file), name, state_);
    if (mode == OpenMode::createNew) state_->changed([&] { return fmt::format("the creation of {}", name); });
    return switched;
}

Status PowerSwitch::rename(std::string_view from, std::string_view to) {
    if (Status ok = state_->alive(state_->life); !ok) return ok;
    Status status = inner_.rename(from, to);
    if (status && from != to) state_->changed([&] { return fmt::format("the renaming of {} to {}", from, to); });
    return status;
}

Status PowerSwitch::remove(std::string_view name) {
    if (Status ok = state_->alive(state_->life); !ok) return ok;
    Status status = inner_.remove(name);
    if (status) state_->changed([&] { return fmt::format("the removal of {}", name); });
    return status;
}

Result<std::vector<std::string>> PowerSwitch::list() {
    if (Status ok = state_->alive(state_->life); !ok) return passOn(ok);
    return inner_.list();
}

Status PowerSwitch::syncDirectory() {
    if (Status ok = state_->alive(state_->life); !ok) return ok;
    Status status = inner_.syncDirectory();
    if (status) state_->changed([] { return "a sync of the directory"; });
    return status;
}

Result<std::unique_ptr<DiskLock>> PowerSwitch::lock() {
    if (Status ok = state_->alive(state_->life); !ok) return passOn(ok);
    return inner_.lock();
}

}  // namespace vitrine

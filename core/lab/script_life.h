// The life of a database that a script leads: what Session does on such lines, untraced and without words, and what the
// database has promised by then (oracle.h). Same lines, same calls on the disk as in a session of that seed.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/disk/faulty_disk.h"
#include "core/disk/simulated_disk.h"
#include "core/lab/change_disk.h"
#include "core/lab/oracle.h"
#include "core/lab/recoverer.h"
#include "core/lab/script_scenario.h"

namespace vitrine::lab {

class ScriptLife {
  public:
    using ChangeText = std::function<std::string()>;
    /// Called behind each change of the disk, with its number within the line.
    using OnChange = std::function<void(std::uint64_t call, const ChangeText& text)>;
    ScriptLife(std::uint64_t sessionSeed, OnChange onChange);

    /// The actions that follow are those of the next line.
    void beginLine();
    void perform(const ScriptAction& action);

    const Place& place() const { return place_; }
    SimulatedDisk& disk() { return world_->disk; }
    const Oracle& oracle() const { return oracle_; }
    std::uint64_t changesInLine() const { return changes_; }
    /// How often the database was opened since `use`; Place::seedOfOpening makes seeds of that.
    std::uint64_t openings() const { return openings_; }
    /// Bytes were changed on purpose: a refusal, or `corrupt`, is a right answer from now on.
    bool damaged() const { return damaged_; }
    /// What accepted and lost operations of this line have changed of what may come back.
    bool wroteInLine() const { return wroteInLine_; }
    /// A sentence if the last action showed that a promise was broken without any further power cut.
    const std::string& broken() const { return broken_; }
    /// What it then answered, as far as it could be read.
    const State& shown() const { return shown_; }
    bool isOpen() const { return running_.engine != nullptr; }

  private:
    enum class Ended { closed, killed, powerCut };  // the worse the later
    struct World {
        explicit World(const SimulatedDiskOptions& options, ChangeDisk::Hook hook)
            : disk(options), faulty(disk), counted(faulty, std::move(hook)) {}
        SimulatedDisk disk;
        FaultyDisk faulty;
        ChangeDisk counted;
    };
    struct Plan {
        std::uint64_t changes = 0;  // that it is away
        std::string keep;
        std::string but;
    };

    void makeWorld();
    void use(const ScriptAction& action);
    bool behindChange(const ChangeText& text);
    EngineOptions nextOptions();
    void open(OpenAs as);
    void opened(OpenedEngine engine, OpenAs as);
    void openBegin();
    void write(const Batch& batch);
    void sync();
    void flush();
    void compact(const ScriptAction& action);
    void compactBegin(const ScriptAction& action);
    void tidy();
    void step(std::uint64_t steps);
    void cancel();
    void close();
    void kill();
    void crash(const ScriptAction& action);
    void powerFailed();
    void edit(const ScriptAction& action);
    void look(const ScriptAction& action);
    void lookAtRunning();
    void lose(Ended how);

    OnChange onChange_;
    Place place_;
    std::unique_ptr<World> world_;
    OpenedEngine running_;
    std::unique_ptr<Job> job_;    // of compact begin or open begin
    OpenJob* opening_ = nullptr;  // the same job, if it is a recovery
    Oracle oracle_;
    Ended ended_ = Ended::closed;  // how lives since the last opening ended, at worst
    bool everOpened_ = false;
    bool readOnly_ = false;
    bool damaged_ = false;
    bool wroteInLine_ = false;
    std::uint64_t openings_ = 0;
    std::uint64_t changes_ = 0;
    std::optional<Plan> plan_;       // of crash at=N
    std::optional<DiskImage> left_;  // the power has failed amid the action
    std::string broken_;
    State shown_;
};

}  // namespace vitrine::lab

// A Session owns one database: a disk, an engine, an index, a clock, a seed, and the log of its commands. The toolbar,
// the console, a script, a lesson and a test all send it the same command lines. Deterministic: same seed and commands,
// same bytes and same facts. It runs on one thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/disk/disk.h"
#include "core/engine/storage_engine.h"
#include "core/session/line_record.h"
#include "core/trace/tracer.h"

namespace vitrine {

class SimulatedDisk;

/// What a command answered. `lines` is what the console shows; `fields` is what --json adds to the object.
struct CommandResult {
    std::uint64_t number = 0;       // of the operation, from 1; 0 if the line was empty or a comment
    std::string command;            // its first word
    bool ok = true;
    Error error;                    // if not ok
    std::vector<std::string> lines;
    std::vector<std::pair<std::string, std::string>> fields;  // values are JSON texts
    std::uint64_t leftOut = 0;      // operations of it that are not on the timeline: recording was paused
    static constexpr std::uint64_t kLive = ~std::uint64_t{0};
    std::optional<std::uint64_t> movedTo;      // back and seek: behind so many lines, or kLive
    std::optional<std::uint64_t> movedToFact;  // the same of a capsule that a window saved
};

/// One command under way. Destroying it before its end cancels it.
class CommandJob : public Job {
  public:
    virtual const CommandResult& result() const = 0;
};

struct SessionOptions {
    std::uint64_t seed = 38;
    ChunkSink* sink = nullptr;  // where facts go; nullptr: nothing is traced
    Clock* clock = nullptr;     // nullptr: a counting clock, so that replays are equal byte for byte
    KeepLimits keep{};
};

/// How a session's database stands between two commands.
struct DatabaseState {
    /// Why commands that need it are refused ("The power was cut: open the database first."); empty while they are not:
    /// it is open, or the first of them opens it.
    std::string whyClosed;
    bool readOnly = false;    // open, and writes are refused
    bool recovering = false;  // `open begin` is under way
    bool simulated = true;    // its disk is one whose power can be cut, as it is before the first use
    BreakSwitches broken;     // rules that `use … break=` took from the engine
};

class Session {
  public:
    explicit Session(const SessionOptions& options = {});
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Begins a command. One at a time, except that `step`, `finish` and `cancel` drive a job begun by `… begin`.
    std::unique_ptr<CommandJob> begin(std::string_view line);
    /// begin() and run to the end.
    CommandResult execute(std::string_view line);
    /// Begins a line that another session did, as it was done there: with the same input, given up at the same point, and
    /// without writing again what it wrote outside. With `stopAtOperation` it is given up behind so many of its operations.
    std::unique_ptr<CommandJob> replay(const LineRecord& line, std::uint64_t stopAtOperation = ~std::uint64_t{0});
    /// `syntax` and the like for a line that could never do anything, whatever the database holds; changes nothing.
    Status understands(std::string_view line);

    /// nullptr while no database is open.
    StorageEngine* engine();
    DatabaseState databaseState() const;
    /// The traced disk where there is a tracer; nullptr before the first use.
    Disk* disk();
    /// The simulated disk below it, for looking at files and at what a power cut may leave without being counted or
    /// traced; nullptr before the first use and on other disks.
    SimulatedDisk* simulatedDisk();
    Tracer* tracer();
    const SpanCatalog& catalog() const;
    std::uint64_t seed() const;
    /// "data/ · simulated disk · seed 38", for the status bar.
    std::string describePlace() const;
    /// Every command line so far, in order: with the seed, all that is needed to replay.
    const std::vector<LineRecord>& records() const;
    /// Their texts.
    std::vector<std::string> history() const;
    /// Its real directory, which no other session can have; false on a copy of one.
    bool holdsDirectory() const;
    /// True on a copy in memory of what a real directory held.
    bool onCopy() const;
    /// Files and index together, in bytes: what keeping the session costs.
    std::uint64_t memoryBytes();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Whether a line done again came out as the first time: "" or a sentence. On a copy of a directory the words may differ.
std::string whatDiffers(const LineRecord& first, const LineRecord& again, bool onCopy);

/// The catalog with every module's span kinds.
SpanCatalog allSpanKinds();

/// For `help` and for completion: each command's word, its form and a sentence.
struct CommandHelp {
    std::string_view word;
    std::string_view form;
    std::string_view sentence;
};
const std::vector<CommandHelp>& commandHelp();

}  // namespace vitrine

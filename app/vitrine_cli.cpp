// vitrine-cli: the console language without a window.
#include <cerrno>
#include <cstring>
#include <exception>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "app/bench_command.h"
#include "app/explore_command.h"
#include "app/interrupt.h"
#include "app/open_files.h"
#include "app/script_run.h"
#include "app/streams.h"
#include "core/session/capsule.h"

namespace {

using namespace vitrine::app;

struct Arguments {
    std::string file;
    std::vector<std::string> commands;
    RunOptions run;
    BenchArguments bench;
    ExploreArguments explore;
};

void addRunOptions(CLI::App& app, Arguments& arguments) {
    app.add_flag("--json", arguments.run.json, "Print one JSON object a command");
    app.add_option("--seed", arguments.run.seed, "Seed of everything random; the same seed and commands give the same bytes")
        ->capture_default_str()
        ->type_name("N");
    app.add_flag("--quiet", arguments.run.quiet, "Print only what failed");
    app.add_flag("--progress", arguments.run.progress,
                 "Print the progress of long commands on standard error, also when it is no terminal");
}

/// Not a flag, and not what stands without a name.
bool takesOneValue(const CLI::Option& option) {
    return !option.get_positional() && option.get_items_expected_min() == 1 && option.get_items_expected_max() == 1;
}

/// The first option with one value that is given more often; empty if there is none.
std::string repeatedOption(const CLI::App& command) {
    for (const CLI::Option* option : command.get_options())
        if (takesOneValue(*option) && option->count() > 1) return option->get_name();
    return {};
}

CLI::App* addBench(CLI::App& app, BenchArguments& bench) {
    CLI::App* command = app.add_subcommand("bench", "Measure the log engine, and the peers that were built in");
    command->add_option("WORKLOAD", bench.workloads, "What to measure, by name; every workload if none is named");
    command->add_flag("--list", bench.list, "Name the workloads; with --json the engines as well");
    command->add_option("--engines", bench.engines, "Only these, by name or part of it; several with commas")
        ->type_name("A,B");
    command->add_option("--dir", bench.directory, "A directory on the disk to be measured; the current one if not said");
    command->add_option("--keys", bench.keys, "Keys in the database; several numbers, with commas, to see how cost grows")
        ->capture_default_str()
        ->type_name("N,N");
    command->add_option("--operations", bench.operations, "Operations on a filled database; as many as keys if not said");
    command->add_option("--key-size", bench.keyBytes, "Bytes of a key")->capture_default_str();
    command->add_option("--value-size", bench.valueBytes, "Bytes of a value")->capture_default_str();
    command->add_option("--rounds", bench.rounds, "Rounds, of which the median counts; of an even number the lower middle one")
        ->capture_default_str();
    command->add_option("--seed", bench.seed, "Seed of keys and values")->capture_default_str();
    // Of a repeated option the last one is taken, so that the parser does not refuse it in its own words.
    for (CLI::Option* option : command->get_options())
        if (takesOneValue(*option)) option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    command->add_flag("--json", bench.json, "Print everything as one JSON object instead of a table");
    command->add_flag("--progress", bench.progress, "Print progress on standard error, also when it is no terminal");
    return command;
}

CLI::App* addExplore(CLI::App& app, ExploreArguments& explore) {
    CLI::App* command = app.add_subcommand("explore", "Cut the power at every moment of a script, in every way, and recover");
    command->add_option("SCRIPT", explore.file, "The script, or - for standard input")->required();
    command->add_option("limit=N", explore.words, "Look at N outcomes at most");
    command->add_flag("--json", explore.json, "Print everything as one JSON object");
    command->add_option("--seed", explore.seed, "Seed of the session that runs the script")->capture_default_str()->type_name("N");
    command->add_flag("--progress", explore.progress, "Print progress on standard error, also when it is no terminal");
    return command;
}

/// By its first bytes, whatever its name; one that has the name of a capsule, but is none, is told of as such.
bool isCapsule(int fd) {
    char begin[16];
    const ssize_t size = ::pread(fd, begin, sizeof begin, 0);
    return size > 0 && vitrine::beginsLikeCapsule({begin, static_cast<std::size_t>(size)});
}

int runFile(const Arguments& arguments, Output& out, Output& errors) {
    const bool standardInput = arguments.file == "-";
    const int fd = standardInput ? STDIN_FILENO : ::open(arguments.file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        errors.write(fmt::format("vitrine-cli: {} cannot be opened: {}\n", arguments.file, std::strerror(errno)));
        return usageError;
    }
    if (!standardInput && (isCapsule(fd) || arguments.file.ends_with(".vitrine"))) {
        ::close(fd);
        return runCapsule(arguments.file, arguments.run, out, errors);
    }
    RunOptions options = arguments.run;
    if (standardInput && ::isatty(fd) == 1) options.tellFailures = false;
    const std::string name = standardInput ? "stdin" : arguments.file;
    LineReader lines(fd);
    int status = ScriptRun(name, options, out, errors).run([&] { return lines.next(); });
    if (lines.error() != 0) {
        errors.write(fmt::format("vitrine-cli: {} cannot be read: {}\n", name, std::strerror(lines.error())));
        status = status == everythingHeld ? static_cast<int>(usageError) : status;
    }
    if (!standardInput) ::close(fd);
    return status;
}

int runCommands(const Arguments& arguments, Output& out, Output& errors) {
    std::size_t next = 0;
    return ScriptRun("command", arguments.run, out, errors).run([&]() -> std::optional<std::string> {
        if (next == arguments.commands.size()) return std::nullopt;
        return arguments.commands[next++];
    });
}

int realMain(int argc, char** argv) {
    Arguments arguments;
    CLI::App app("Vitrine: real storage engines behind glass, driven from the command line", "vitrine-cli");
    app.set_version_flag("--version", "vitrine-cli " VITRINE_VERSION);
    app.add_option("-c", arguments.commands, "A command to execute; may be repeated")
        ->type_name("COMMAND")
        ->expected(1)
        ->take_all();
    addRunOptions(app, arguments);
    CLI::App* run = app.add_subcommand("run", "Run a script: commands, # comments, and expected output behind ---");
    run->add_option("FILE", arguments.file, "The script or capsule, or - for standard input, answered line by line")->required();
    addRunOptions(*run, arguments);
    run->add_option("--save", arguments.run.save, "Save all branches in a capsule at the end")->type_name("X.vitrine");
    const CLI::App* bench = addBench(app, arguments.bench);
    const CLI::App* explore = addExplore(app, arguments.explore);
    app.require_subcommand(0, 1);
    app.footer("The exit status is 0 only when everything held, 1 when something failed, 2 when this command line makes\n"
               "no sense, and 130 after Ctrl+C. `vitrine-cli -c help` lists the commands.");

    try {
        app.parse(argc, argv);
        if (run->parsed() && !arguments.commands.empty()) throw CLI::ExcludesError("-c", "run");
        if (explore->parsed() && !arguments.commands.empty()) throw CLI::ExcludesError("-c", "explore");
        if (bench->parsed()) arguments.bench.repeated = repeatedOption(*bench);
        if (!run->parsed() && !bench->parsed() && !explore->parsed() && arguments.commands.empty())
            throw CLI::RequiredError("Say what to do: `run FILE`, or `-c COMMAND`.", CLI::ExitCodes::RequiredError);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? everythingHeld : usageError;
    }

    catchInterrupts();
    raiseOpenFileLimit();
    Output out(STDOUT_FILENO);
    Output errors(STDERR_FILENO);
    if (bench->parsed()) return runBench(arguments.bench, out, errors);
    if (explore->parsed()) {
        arguments.explore.json |= arguments.run.json;  // wherever it stands
        return runExplore(arguments.explore, out, errors);
    }
    return run->parsed() ? runFile(arguments, out, errors) : runCommands(arguments, out, errors);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return realMain(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "vitrine-cli: %s\n", error.what());
        return somethingFailed;
    }
}

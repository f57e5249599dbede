#include "tests/support/cli_process.h"

#include <QJsonDocument>

#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <sys/prctl.h>

#include "tests/support/places.h"

namespace vitrine::test {
namespace {

// Long enough that only a hang reaches it, on whatever machine.
constexpr int kHangMilliseconds = 120'000;

[[noreturn]] void hangs(const char* doing) {
    std::fprintf(stderr, "vitrine-cli hangs: %s\n", doing);
    std::abort();
}

int statusOf(const QProcess& process) {
    return process.exitStatus() == QProcess::CrashExit ? 128 + process.exitCode() : process.exitCode();
}

}  // namespace

QString cliProgram() { return QString::fromStdString(programDirectory() + "/vitrine-cli"); }

CliRun runCli(const QStringList& arguments, const QByteArray& input) {
    QProcess process;
    process.start(cliProgram(), arguments);
    if (!process.waitForStarted(kHangMilliseconds)) hangs("it does not start");
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(kHangMilliseconds)) hangs("it does not end");
    return {statusOf(process), process.readAllStandardOutput(), process.readAllStandardError()};
}

CliSession::CliSession(const QStringList& moreArguments, bool merged) {
    // A test that crashes leaves no process behind.
    process_.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    if (merged) process_.setProcessChannelMode(QProcess::MergedChannels);
    process_.start(cliProgram(), QStringList{"run", "-", "--json"} + moreArguments);
    if (!process_.waitForStarted(kHangMilliseconds)) hangs("it does not start");
}

CliSession::~CliSession() {
    if (process_.state() != QProcess::NotRunning) kill();
}

void CliSession::send(const QByteArray& line) { process_.write(line + '\n'); }

QByteArray CliSession::line(QProcess::ProcessChannel channel) {
    process_.setReadChannel(channel);
    while (!process_.canReadLine()) {
        if (process_.state() == QProcess::NotRunning) return process_.readAll();
        const bool more = process_.waitForReadyRead(kHangMilliseconds);
        if (!more && process_.state() != QProcess::NotRunning && process_.error() == QProcess::Timedout)
            hangs("it does not answer");
    }
    return process_.readLine();
}

QByteArray CliSession::outputLine() { return line(QProcess::StandardOutput); }

QJsonObject CliSession::answer() { return QJsonDocument::fromJson(outputLine()).object(); }

QJsonObject CliSession::ask(const QByteArray& line) {
    send(line);
    return answer();
}

QByteArray CliSession::errorLine() { return line(QProcess::StandardError); }

void CliSession::kill() {
    process_.kill();
    if (!process_.waitForFinished(kHangMilliseconds)) hangs("it survives kill -9");
}

void CliSession::interrupt() { ::kill(static_cast<pid_t>(process_.processId()), SIGINT); }

int CliSession::finish() {
    process_.closeWriteChannel();
    if (process_.state() != QProcess::NotRunning && !process_.waitForFinished(kHangMilliseconds)) hangs("it does not end");
    return statusOf(process_);
}

}  // namespace vitrine::test

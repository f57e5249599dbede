#include "ui/bridge/bench_process.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <sys/prctl.h>
#include <csignal>
#include <cstring>

namespace vitrine::ui {
namespace {

constexpr int kPatienceMs = 5000;  // for a run to remove what it made when the window closes

}  // namespace

BenchProcess::BenchProcess(QString program, QObject* parent) : QObject(parent), program_(std::move(program)) {
    // A window that is killed leaves no run behind; SIGTERM lets it remove its directories.
    process_.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    process_.setStandardInputFile(QProcess::nullDevice());
    connect(&process_, &QProcess::readyReadStandardError, this, &BenchProcess::readErrors);
    connect(&process_, &QProcess::finished, this, &BenchProcess::ended);
    connect(&process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) couldNotStart();
    });
}

BenchProcess::~BenchProcess() {
    process_.disconnect(this);
    if (process_.state() == QProcess::NotRunning) return;
    process_.terminate();
    if (!process_.waitForFinished(kPatienceMs)) {
        process_.kill();
        process_.waitForFinished(kPatienceMs);
    }
    removeLeftovers();
}

QString BenchProcess::programBeside() {
    return QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("vitrine-cli"));
}

void BenchProcess::list() {
    if (state_ != State::idle) return;
    directory_.clear();
    start(State::listing, {QStringLiteral("bench"), QStringLiteral("--list"), QStringLiteral("--json")});
}

void BenchProcess::measure(const BenchChoice& choice) {
    if (state_ != State::idle) return;
    directory_ = choice.directory;
    start(State::measuring, choice.arguments());
}

void BenchProcess::start(State state, const QStringList& arguments) {
    errorTail_.clear();
    complaint_.clear();
    pid_ = 0;
    enter(state);
    process_.start(program_, arguments);
    pid_ = process_.processId();
}

void BenchProcess::cancel() {
    if (state_ != State::measuring) return;
    enter(State::cancelling);
    process_.terminate();
}

void BenchProcess::enter(State state) {
    state_ = state;
    Q_EMIT stateChanged();
}

void BenchProcess::readErrors() {
    errorTail_ += process_.readAllStandardError();
    for (qsizetype end = errorTail_.indexOf('\n'); end >= 0; end = errorTail_.indexOf('\n')) {
        const QString line = QString::fromUtf8(errorTail_.left(end)).trimmed();
        errorTail_.remove(0, end + 1);
        if (const auto progress = readBenchProgress(line))
            Q_EMIT progressed(*progress);
        else if (!line.isEmpty())
            complaint_ = line;
    }
}

void BenchProcess::couldNotStart() {
    enter(State::idle);
    const QFileInfo file(program_);
    if (!file.exists())
        Q_EMIT failed(tr("Measuring is done by vitrine-cli, and it is not at %1: build it with “app/build.sh release "
                         "vitrine-cli”, "
                         "or put it beside this program.")
                          .arg(file.absoluteFilePath()));
    else
        Q_EMIT failed(tr("%1 cannot be started: %2.").arg(file.absoluteFilePath(), process_.errorString()));
}

void BenchProcess::ended() {
    readErrors();
    const State before = state_;
    const QByteArray out = process_.readAllStandardOutput();
    removeLeftovers();
    enter(State::idle);
    if (!out.trimmed().isEmpty()) return before == State::listing ? listed(out) : measured(out);
    if (before == State::cancelling)
        return failed(tr("Cancelled before the first measurement was done: there is nothing to show."));
    if (process_.exitStatus() == QProcess::CrashExit)
        return failed(tr("%1 was ended by signal %2 (%3); what it had measured is lost.")
                          .arg(program_)
                          .arg(process_.exitCode())
                          .arg(QString::fromLocal8Bit(::strsignal(process_.exitCode()))));
    failed(complaint_.isEmpty()
               ? tr("%1 ended with status %2 and printed nothing.").arg(program_).arg(process_.exitCode())
               : complaint_);
}

/// A run removes its directory itself, unless it was killed.
void BenchProcess::removeLeftovers() {
    if (directory_.isEmpty() || pid_ <= 0) return;
    QDir made(QStringLiteral("%1/vitrine-bench-%2").arg(directory_).arg(pid_));
    if (made.exists()) made.removeRecursively();
}

}  // namespace vitrine::ui

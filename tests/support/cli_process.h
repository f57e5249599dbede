// vitrine-cli as a process: driven through pipes, one answer a command, killed at will.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

namespace vitrine::test {

/// The path of vitrine-cli.
QString cliProgram();

struct CliRun {
    int status = -1;
    QByteArray out;
    QByteArray errors;
};

/// Runs vitrine-cli to its end with that on standard input.
CliRun runCli(const QStringList& arguments, const QByteArray& input = {});

/// `vitrine-cli run - --json` kept running.
class CliSession {
  public:
    /// `merged`: lines of standard error come between the answers, in the order in which they were written.
    explicit CliSession(const QStringList& moreArguments = {}, bool merged = false);
    ~CliSession();

    /// Sends a line and does not wait.
    void send(const QByteArray& line);
    /// The next answer; an empty object when the process has ended.
    QJsonObject answer();
    /// Sends a line and returns its answer.
    QJsonObject ask(const QByteArray& line);
    /// The next line of output as it is; nothing when the process has ended.
    QByteArray outputLine();
    /// The next line on standard error; nothing when the process has ended.
    QByteArray errorLine();
    /// kill -9, and waits until it is gone; answers given before can still be read.
    void kill();
    void interrupt();
    /// Closes standard input and returns the exit status; 128 + signal when a signal ended it.
    int finish();

  private:
    QByteArray line(QProcess::ProcessChannel channel);
    QProcess process_;
};

}  // namespace vitrine::test

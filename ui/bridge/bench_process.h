// `vitrine-cli bench` as a process of its own beside the window: what is measured there shares no thread with what a person
// does here, and a cancel or a crash of it is only a result.
//
// States: idle → listing → idle; idle → measuring → idle, by way of cancelling if someone cancelled. Every list() and
// measure() is answered by exactly one of the signals listed, measured and failed.
#pragma once

#include <QObject>
#include <QProcess>

#include "ui/models/bench_catalog.h"

namespace vitrine::ui {

class BenchProcess : public QObject {
    Q_OBJECT
  public:
    enum class State { idle, listing, measuring, cancelling };
    /// `program` is the path of vitrine-cli; it need not be there yet.
    explicit BenchProcess(QString program, QObject* parent = nullptr);
    /// Ends a run that goes on, and removes what it made.
    ~BenchProcess() override;

    /// vitrine-cli beside this program.
    static QString programBeside();
    const QString& program() const { return program_; }
    State state() const { return state_; }

    /// Asks what can be measured. Nothing happens unless idle.
    void list();
    /// Measures; `choice.whyNot()` is empty. Nothing happens unless idle.
    void measure(const BenchChoice& choice);
    /// Asks a run to end: it stops the engine at work, removes its directories and tells what it has.
    void cancel();

  Q_SIGNALS:
    void stateChanged();
    void progressed(const vitrine::ui::BenchProgressLine& line);
    void listed(const QByteArray& json);
    void measured(const QByteArray& json);
    void failed(const QString& sentence);

  private:
    void start(State state, const QStringList& arguments);
    void enter(State state);
    void readErrors();
    void ended();
    void couldNotStart();
    void removeLeftovers();

    const QString program_;
    QProcess process_;
    State state_ = State::idle;
    QString directory_;  // in which it measures
    qint64 pid_ = 0;
    QByteArray errorTail_;  // of a line that is not whole yet
    QString complaint_;     // the last line on standard error that is no progress
};

}  // namespace vitrine::ui

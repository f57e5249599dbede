// Whether the engine that is shown is broken on purpose: which rules the newest `use` before the shown moment took from it.
// `use` is no operation of the timeline, so this remembers the lines of each history.
#pragma once

#include <QObject>
#include <QStringList>
#include <map>
#include <vector>

#include "ui/bridge/bridge.h"

namespace vitrine::ui {

class BrokenEngine : public QObject {
    Q_OBJECT
  public:
    /// The one of that bridge; made, and from then on told of every line, when it is first asked for.
    static BrokenEngine& of(Bridge& bridge);

    /// The words of `break=` at the shown moment, in the order of the switches; empty while the engine is sound.
    const QStringList& words() const { return words_; }
    /// The newest `use` before the shown moment; empty if there was none.
    QString useLine() const;
    /// A line that goes to a fresh place on the simulated disk with the options of that one, and these rules broken.
    QString useLineWith(const QStringList& words) const;
    /// It is on a real directory, which is never broken.
    bool onDirectory() const;

  Q_SIGNALS:
    void changed();

  private:
    explicit BrokenEngine(Bridge& bridge);
    struct Use {
        std::uint64_t number = 0;  // of the line, as the console counts
        QString line;
        QStringList words;
    };
    void learn(std::uint32_t history, const QString& line, const CommandResult& result);
    const Use* useAtCursor() const;
    void judge();

    Bridge& bridge_;
    std::map<std::uint32_t, std::vector<Use>> uses_;  // of each history, by number
    QStringList words_;
};

}  // namespace vitrine::ui

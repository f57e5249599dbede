// Whether the directory that is open is still there. Asks when the file system tells of a change, and behind every command.
#pragma once

#include <QFileSystemWatcher>

#include "ui/bridge/bridge.h"

namespace vitrine::ui {

class DirectoryWatch : public QObject {
    Q_OBJECT
  public:
    DirectoryWatch(Bridge& bridge, QObject* parent);
    /// The directory in use; empty for a disk that is no directory.
    void watch(const QString& directory);
    /// The directory in use is not there.
    bool gone() const { return !directory_.isEmpty() && !there_; }
    void look();

  Q_SIGNALS:
    void vanished(const QString& directory);
    void cameBack(const QString& directory);

  private:
    QFileSystemWatcher watcher_;
    QString directory_;
    bool there_ = false;
};

/// The directory that a `use` line takes up: a path, empty for the simulated disk and the one in memory, nothing when the
/// line is another.
std::optional<QString> directoryOfLine(const QString& line);

}  // namespace vitrine::ui

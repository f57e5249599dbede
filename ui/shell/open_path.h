// What a path is, and what the window does with it: a directory is a database, a .vitrine file a capsule, another text file a
// script.
#pragma once

#include <QObject>
#include <QStringList>
#include <functional>
#include <vector>

#include "core/base/result.h"
#include "core/session/script.h"
#include "ui/bridge/bridge.h"

namespace vitrine::ui {

enum class PathKind { directory, script, capsule };

/// `notFound`, `readOnly` (it cannot be read) or `invalidArgument` (a program, a picture, a script with a mistake), each with a
/// sentence that names the path.
Result<PathKind> kindOfPath(const QString& path);

/// The command lines of a script. `ioError` when it cannot be read, else what is wrong in which line.
Result<std::vector<ScriptEntry>> readScriptEntries(const QString& path);
Result<QStringList> readScript(const QString& path);

/// Opens paths: gives the lines that do it to the bridge.
class PathOpener : public QObject {
    Q_OBJECT
  public:
    /// `bridge` outlives it. `useLine` makes the line that begins with a directory, with the kinds chosen at the moment.
    PathOpener(Bridge& bridge, std::function<QString(const QString& directory)> useLine, QObject* parent);
    /// Nothing was begun when it fails; the errors are those of kindOfPath and readScript.
    Status open(const QString& path);

  Q_SIGNALS:
    void opened(const QString& path);

  private:
    void openDirectory(const QString& path);
    Status openScript(const QString& path);
    Status openCapsule(const QString& path);

    Bridge& bridge_;
    std::function<QString(const QString&)> useLine_;
};

}  // namespace vitrine::ui

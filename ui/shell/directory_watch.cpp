#include "ui/shell/directory_watch.h"

#include <QFileInfo>

#include "core/session/place.h"

namespace vitrine::ui {

DirectoryWatch::DirectoryWatch(Bridge& bridge, QObject* parent) : QObject(parent) {
    connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, &DirectoryWatch::look);
    connect(&bridge.engine(), &EngineThread::finished, this, [this](const QString& line, const CommandResult& result) {
        if (const auto directory = directoryOfLine(line); directory && result.ok) watch(*directory);
        look();
    });
}

void DirectoryWatch::watch(const QString& directory) {
    if (!watcher_.directories().isEmpty()) watcher_.removePaths(watcher_.directories());
    directory_ = directory.isEmpty() ? QString() : QFileInfo(directory).absoluteFilePath();
    there_ = !directory_.isEmpty() && QFileInfo(directory_).isDir();
    if (there_) watcher_.addPath(directory_);
}

void DirectoryWatch::look() {
    if (directory_.isEmpty()) return;
    const bool there = QFileInfo(directory_).isDir();
    if (there == there_) return;
    there_ = there;
    if (!there) {
        Q_EMIT vanished(directory_);
        return;
    }
    watcher_.addPath(directory_);
    Q_EMIT cameBack(directory_);
}

std::optional<QString> directoryOfLine(const QString& line) {
    const auto command = parseCommand(line.toStdString());
    if (!command || !command->form || command->form->word != "use") return std::nullopt;
    const auto place = parsePlace(*command, 0);
    if (!place) return std::nullopt;
    return place->disk == DiskKind::directory ? QString::fromStdString(place->directory) : QString();
}

}  // namespace vitrine::ui

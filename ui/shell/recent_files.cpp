#include "ui/shell/recent_files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace vitrine::ui {

QList<RecentFile> RecentFiles::list() const {
    QList<RecentFile> files;
    for (const QString& path : settings_.recentPaths()) {
        if (files.size() == kMost) break;
        if (path.isEmpty()) continue;
        const QFileInfo info(path);
        const QString title = info.fileName().isEmpty() ? path : info.fileName();
        QString whyNot;
        if (!info.exists())
            whyNot = QCoreApplication::translate("RecentFiles", "It is not there any more.");
        else if (!info.isReadable())
            whyNot = QCoreApplication::translate("RecentFiles", "It cannot be read: its permissions forbid it.");
        files << RecentFile{path, title, whyNot};
    }
    return files;
}

void RecentFiles::add(const QString& path) {
    const QString whole = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    QStringList paths = settings_.recentPaths();
    paths.removeAll(whole);
    paths.prepend(whole);
    settings_.setRecentPaths(paths.mid(0, kMost));
}

}  // namespace vitrine::ui

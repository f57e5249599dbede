#include "ui/shell/open_path.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include "core/session/script.h"

namespace vitrine::ui {
namespace {

tl::unexpected<Error> refuse(ErrorCode code, const QString& sentence) {
    return fail(code, sentence.toStdString());
}

QString text(const char* words) {
    return QCoreApplication::translate("OpenPath", words);
}

constexpr qint64 kLookedAt = 4096;  // bytes, to tell text from anything else

}  // namespace

Result<PathKind> kindOfPath(const QString& path) {
    const QFileInfo info(path);
    if (!info.exists())
        return refuse(
            ErrorCode::notFound,
            text(QT_TRANSLATE_NOOP("OpenPath", "%1 is not there: create it first, or name another.")).arg(path));
    if (!info.isReadable() || (info.isDir() && !info.isExecutable()))
        return refuse(ErrorCode::readOnly,
                      text(QT_TRANSLATE_NOOP("OpenPath", "%1 cannot be read: change its permissions, or name another."))
                          .arg(path));
    if (info.isDir()) return PathKind::directory;
    if (info.suffix().compare(QLatin1String("vitrine"), Qt::CaseInsensitive) == 0) return PathKind::capsule;
    QFile file(path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        return refuse(
            ErrorCode::readOnly,
            text(QT_TRANSLATE_NOOP("OpenPath", "%1 cannot be read: it is no file and no directory.")).arg(path));
    if (file.read(kLookedAt).contains('\0'))
        return refuse(
            ErrorCode::invalidArgument,
            text(QT_TRANSLATE_NOOP("OpenPath",
                                   "%1 is no text: what can be opened are directories, scripts and .vitrine files."))
                .arg(path));
    return PathKind::script;
}

Result<std::vector<ScriptEntry>> readScriptEntries(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::ioError,
                    QStringLiteral("The script %1 cannot be read: %2.").arg(path, file.errorString()).toStdString());
    const QByteArray contents = file.readAll();
    return parseScript(std::string_view(contents.constData(), static_cast<std::size_t>(contents.size())), path.toStdString());
}

Result<QStringList> readScript(const QString& path) {
    const auto entries = readScriptEntries(path);
    if (!entries) return passOn(entries);
    QStringList lines;
    for (const ScriptEntry& entry : *entries) lines << QString::fromStdString(entry.command.text);
    return lines;
}

PathOpener::PathOpener(Bridge& bridge, std::function<QString(const QString&)> useLine, QObject* parent)
    : QObject(parent), bridge_(bridge), useLine_(std::move(useLine)) {}

Status PathOpener::open(const QString& path) {
    const auto kind = kindOfPath(path);
    if (!kind) return passOn(kind);
    Status done;
    if (*kind == PathKind::directory) openDirectory(path);
    if (*kind == PathKind::script) done = openScript(path);
    if (*kind == PathKind::capsule) done = openCapsule(path);
    // Whether a saved session is whole is known when it stands.
    if (done && *kind != PathKind::capsule) Q_EMIT opened(path);
    return done;
}

void PathOpener::openDirectory(const QString& path) {
    bridge_.run(useLine_(QFileInfo(path).absoluteFilePath()));
    bridge_.run(QStringLiteral("open"));
}

Status PathOpener::openScript(const QString& path) {
    const auto lines = readScript(path);
    if (!lines) return passOn(lines);
    for (const QString& line : *lines) bridge_.run(line);
    return {};
}

/// Where a saved session comes back: its commands, and its moment.
/// What is wrong with it is told behind Bridge::capsuleOpened: reading and replaying it is the engine's work.
Status PathOpener::openCapsule(const QString& path) {
    bridge_.openCapsule(path);
    return {};
}

}  // namespace vitrine::ui

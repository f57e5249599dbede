#include "ui/export/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace vitrine::ui {
namespace {

constexpr int kMostNames = 1000;  // tried for the part's file

tl::unexpected<Error> failed(const QString& path, int systemError) {
    return tl::unexpected<Error>(cannotWrite(path, systemError));
}

QByteArray partNameOf(const QByteArray& name, int attempt) {
    const qsizetype slash = name.lastIndexOf('/') + 1;
    return name.left(slash) + '.' + name.mid(slash) + '.' + QByteArray::number(::getpid()) + '-' +
           QByteArray::number(attempt) + ".part";
}

}  // namespace

Error cannotWrite(const QString& path, int systemError) {
    const auto sentence = [&]() -> QString {
        switch (systemError) {
            case ENOSPC:
            case EDQUOT:
                return QCoreApplication::translate(
                           "Export", "The disk is full: %1 was not written. Free some space, or choose another folder.")
                    .arg(path);
            case ENOENT:
                return QCoreApplication::translate(
                           "Export",
                           "%1 cannot be written: its folder is not there. Create it, or choose another folder.")
                    .arg(path);
            case ENOTDIR:
                return QCoreApplication::translate(
                           "Export",
                           "%1 cannot be written: a part of its path is a file, no folder. Choose another folder.")
                    .arg(path);
            case EISDIR:
                return QCoreApplication::translate("Export", "%1 is a folder: add the name of a file.").arg(path);
            case EACCES:
            case EPERM:
            case EROFS:
                return QCoreApplication::translate(
                           "Export", "%1 cannot be written: its folder is protected. Choose another folder.")
                    .arg(path);
            default:
                return QCoreApplication::translate("Export", "%1 cannot be written: %2. Choose another place.")
                    .arg(path, QString::fromLocal8Bit(std::strerror(systemError)));
        }
    };
    return {ErrorCode::ioError, sentence().toStdString(), {}};
}

OutputFile::OutputFile(QString path, QByteArray name, QByteArray partName, int file)
    : path_(std::move(path)), name_(std::move(name)), partName_(std::move(partName)), file_(file) {}

Result<std::unique_ptr<OutputFile>> OutputFile::create(const QString& path) {
    const QFileInfo info(path);
    const QString place = info.exists() ? info.canonicalFilePath() : path;
    const QByteArray name = QFile::encodeName(place);
    struct stat there {};
    const bool exists = ::stat(name.constData(), &there) == 0;
    if (exists && S_ISDIR(there.st_mode)) return failed(path, EISDIR);
    if (name.endsWith('/') || name.isEmpty()) return failed(path, EISDIR);
    if (exists && !S_ISREG(there.st_mode)) {
        const int file = ::open(name.constData(), O_WRONLY | O_CLOEXEC);
        if (file < 0) return failed(path, errno);
        return std::unique_ptr<OutputFile>(new OutputFile(path, name, {}, file));
    }
    if (exists && ::access(name.constData(), W_OK) != 0) return failed(path, errno);
    const mode_t mode = exists ? there.st_mode & 0777 : 0666;
    for (int attempt = 0; attempt < kMostNames; ++attempt) {
        const QByteArray part = partNameOf(name, attempt);
        const int file = ::open(part.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (file >= 0) return std::unique_ptr<OutputFile>(new OutputFile(path, name, part, file));
        if (errno != EEXIST) return failed(path, errno);
    }
    return failed(path, EEXIST);
}

OutputFile::~OutputFile() {
    if (file_ < 0) return;
    ::close(file_);
    if (!partName_.isEmpty()) ::unlink(partName_.constData());
}

Status OutputFile::write(QByteArrayView bytes) {
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(file_, bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return failed(path_, errno);
        bytes = bytes.sliced(written);
    }
    return {};
}

Status OutputFile::commit() {
    // A pipe or device may not know fsync; a file on a full disk may be told only here.
    if (!partName_.isEmpty() && ::fsync(file_) != 0) return failed(path_, errno);
    const int file = std::exchange(file_, -1);
    int error = ::close(file) == 0 ? 0 : errno;
    if (error == 0 && !partName_.isEmpty() && ::rename(partName_.constData(), name_.constData()) != 0) error = errno;
    if (error == 0) return {};
    if (!partName_.isEmpty()) ::unlink(partName_.constData());
    return failed(path_, error);
}

Status writeWholeFile(const QString& path, QByteArrayView bytes) {
    auto file = OutputFile::create(path);
    if (!file) return passOn(file);
    if (const Status written = (*file)->write(bytes); !written) return written;
    return (*file)->commit();
}

}  // namespace vitrine::ui

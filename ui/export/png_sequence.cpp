#include <sys/stat.h>
#include <unistd.h>
#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <cstdio>

#include "ui/export/frame_writer.h"
#include "ui/export/output_file.h"

namespace vitrine::ui {
namespace {

class PngSequence final : public FrameWriter {
  public:
    PngSequence(QString folder, QString part) : folder_(std::move(folder)), part_(std::move(part)) {}
    ~PngSequence() override {
        if (!part_.isEmpty()) QDir(part_).removeRecursively();
    }

    Status add(const QImage& frame, int) override {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        frame.save(&buffer, "PNG");
        const QString name = QStringLiteral("frame-%1.png").arg(++frames_, 5, 10, QLatin1Char('0'));
        // Errors name the place that was asked for, not the one where it is being made.
        QFile file(part_ + QLatin1Char('/') + name);
        errno = 0;
        if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush()) return {};
        return tl::unexpected<Error>(cannotWrite(folder_ + QLatin1Char('/') + name, errno ? errno : EIO));
    }

    Status finish() override {
        if (std::rename(QFile::encodeName(part_).constData(), QFile::encodeName(folder_).constData()) != 0)
            return tl::unexpected<Error>(cannotWrite(folder_, errno));
        part_.clear();
        return {};
    }

  private:
    QString folder_;
    QString part_;  // where it is made
    int frames_ = 0;
};

}  // namespace

Result<std::unique_ptr<FrameWriter>> makePngSequence(const QString& folder) {
    QString place = QDir::cleanPath(folder);
    const QFileInfo there(place);
    if (there.exists() && !there.isDir()) return tl::unexpected<Error>(cannotWrite(folder, ENOTDIR));
    if (there.isDir() && !QDir(place).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return fail(ErrorCode::invalidArgument,
                    QCoreApplication::translate("Export", "The folder %1 has something in it: name a new one.")
                        .arg(folder)
                        .toStdString());
    const QString part = QStringLiteral("%1/.%2.%3.part").arg(there.absolutePath(), there.fileName()).arg(::getpid());
    QDir(part).removeRecursively();
    if (::mkdir(QFile::encodeName(part).constData(), 0777) != 0)
        return tl::unexpected<Error>(cannotWrite(folder, errno));
    return std::make_unique<PngSequence>(place, part);
}

Result<std::unique_ptr<FrameWriter>> makeFrameWriter(const QString& path) {
    return path.endsWith(QLatin1String(".gif"), Qt::CaseInsensitive) ? makeGifWriter(path) : makePngSequence(path);
}

}  // namespace vitrine::ui

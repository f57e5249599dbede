// A file that is there whole or not at all: written beside its place under another name and renamed when it is complete.
#pragma once

#include <QByteArrayView>
#include <QString>
#include <memory>

#include "core/base/result.h"

namespace vitrine::ui {

/// On any one thread at a time. Given up before commit(), it leaves nothing behind and what was there stays. A device or
/// pipe that exists is written to as it is. Errors are `ioError`: one sentence that names the file and what to do.
class OutputFile {
  public:
    static Result<std::unique_ptr<OutputFile>> create(const QString& path);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    Status write(QByteArrayView bytes);
    /// On the platter, then under its name.
    Status commit();
    const QString& path() const { return path_; }

  private:
    OutputFile(QString path, QByteArray name, QByteArray partName, int file);
    QString path_;         // as it was named
    QByteArray name_;      // where links lead to
    QByteArray partName_;  // empty: written in place
    int file_;
};

/// Writes all of it, or leaves what was there.
Status writeWholeFile(const QString& path, QByteArrayView bytes);

/// The sentence for a file that could not be written, by the system's error number.
Error cannotWrite(const QString& path, int systemError);

}  // namespace vitrine::ui

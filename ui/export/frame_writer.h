// Frames become an animated GIF or a folder of PNG files.
#pragma once

#include <QImage>
#include <QString>
#include <memory>

#include "core/base/result.h"

namespace vitrine::ui {

/// Takes frames one after the other, on any one thread, and keeps at most two of them. Given up before finish(), it leaves
/// nothing behind. Errors are `ioError`, one sentence each.
class FrameWriter {
  public:
    virtual ~FrameWriter() = default;
    /// Shown for so many hundredths of a second. All frames have the size of the first.
    virtual Status add(const QImage& frame, int hundredths) = 0;
    virtual Status finish() = 0;
};

/// Loops forever. A frame holds what changed since the one before: the smallest rectangle around it, with what stayed the
/// same in it left transparent, and a palette of its own (gif_palette.h). The same frames give the same bytes.
/// (GIF89a specification, CompuServe 1990; the loop is Netscape's application extension.)
Result<std::unique_ptr<FrameWriter>> makeGifWriter(const QString& path);

/// frame-00001.png, …: the folder appears under its name when the last one is in it. A folder that is there and has
/// something in it is refused.
Result<std::unique_ptr<FrameWriter>> makePngSequence(const QString& folder);

/// By the name: one that ends in .gif is a GIF, any other a folder.
Result<std::unique_ptr<FrameWriter>> makeFrameWriter(const QString& path);

}  // namespace vitrine::ui

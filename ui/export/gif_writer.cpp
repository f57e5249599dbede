#include <gif_lib.h>
#include <QCoreApplication>
#include <QRect>
#include <algorithm>
#include <array>
#include <vector>

#include "ui/export/frame_writer.h"
#include "ui/export/gif_palette.h"
#include "ui/export/output_file.h"

namespace vitrine::ui {
namespace {

constexpr int kMostSide = 65535;  // pixels, by the format
constexpr int kMostHundredths = 65535;

const QRgb* rowOf(const QImage& image, int y) {
    return reinterpret_cast<const QRgb*>(image.constScanLine(y));
}

/// The smallest rectangle around what differs; empty if nothing does. Both are Format_RGB32 and of one size.
QRect changedPart(const QImage& before, const QImage& now) {
    int left = now.width(), right = -1, top = now.height(), bottom = -1;
    for (int y = 0; y < now.height(); ++y) {
        const QRgb* a = rowOf(before, y);
        const QRgb* b = rowOf(now, y);
        if (std::equal(b, b + now.width(), a)) continue;
        top = std::min(top, y);
        bottom = y;
        const auto first = static_cast<int>(std::mismatch(b, b + now.width(), a).first - b);
        int last = now.width() - 1;
        while (a[last] == b[last]) --last;
        left = std::min(left, first);
        right = std::max(right, last);
    }
    return right < 0 ? QRect() : QRect(QPoint(left, top), QPoint(right, bottom));
}

class GifWriter final : public FrameWriter {
  public:
    explicit GifWriter(std::unique_ptr<OutputFile> file) : file_(std::move(file)) {}
    ~GifWriter() override {
        int error = 0;
        if (gif_) EGifCloseFile(gif_, &error);
    }

    Status add(const QImage& frame, int hundredths) override {
        const QImage now = frame.convertToFormat(QImage::Format_RGB32);
        if (!gif_)
            if (const Status begun = begin(now.size()); !begun) return begun;
        QRect part = before_.isNull() ? now.rect() : changedPart(before_, now);
        if (part.isEmpty()) part = QRect(0, 0, 1, 1);  // nothing changed, and time passes all the same
        if (const Status drawn = addPart(now, part, hundredths); !drawn) return drawn;
        before_ = now;
        return {};
    }

    Status finish() override {
        int error = 0;
        GifFileType* gif = std::exchange(gif_, nullptr);
        if (gif && EGifCloseFile(gif, &error) != GIF_OK) return refused();
        if (!status_) return status_;
        return file_->commit();
    }

  private:
    static int writeBytes(GifFileType* gif, const GifByteType* bytes, int count) {
        auto& self = *static_cast<GifWriter*>(gif->UserData);
        if (self.status_) self.status_ = self.file_->write({reinterpret_cast<const char*>(bytes), count});
        return self.status_ ? count : 0;
    }

    /// What the file said, or that the encoder gave up.
    Status refused() {
        if (!status_) return status_;
        return fail(ErrorCode::ioError,
                    QCoreApplication::translate("Export", "%1 cannot be encoded as a GIF: %2.")
                        .arg(file_->path(), QString::fromLatin1(GifErrorString(gif_ ? gif_->Error : 0)))
                        .toStdString());
    }

    Status begin(const QSize& size) {
        if (size.width() > kMostSide || size.height() > kMostSide || size.isEmpty())
            return fail(ErrorCode::invalidArgument,
                        QCoreApplication::translate(
                            "Export", "A GIF is at most 65,535 pixels wide and high: choose a smaller size for %1.")
                            .arg(file_->path())
                            .toStdString());
        int error = 0;
        gif_ = EGifOpen(this, writeBytes, &error);
        if (!gif_) return refused();
        EGifSetGifVersion(gif_, true);
        constexpr std::array<unsigned char, 3> forever = {1, 0, 0};
        const bool begun = EGifPutScreenDesc(gif_, size.width(), size.height(), 8, 0, nullptr) == GIF_OK &&
                           EGifPutExtensionLeader(gif_, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
                           EGifPutExtensionBlock(gif_, 11, "NETSCAPE2.0") == GIF_OK &&
                           EGifPutExtensionBlock(gif_, static_cast<int>(forever.size()), forever.data()) == GIF_OK &&
                           EGifPutExtensionTrailer(gif_) == GIF_OK;
        return begun ? Status{} : refused();
    }

    bool stays(const QImage& now, int x, int y) const {
        return !before_.isNull() && rowOf(before_, y)[x] == rowOf(now, y)[x];
    }

    Status addPart(const QImage& now, const QRect& part, int hundredths) {
        std::vector<QRgb> changed;
        for (int y = part.top(); y <= part.bottom(); ++y)
            for (int x = part.left(); x <= part.right(); ++x)
                if (!stays(now, x, y)) changed.push_back(rowOf(now, y)[x]);
        const GifPalette palette(changed);
        const auto transparent = static_cast<int>(palette.colours().size());
        int bits = 1;
        while ((1 << bits) < transparent + 1) ++bits;
        std::array<GifColorType, 256> colours{};
        for (std::size_t i = 0; i < palette.colours().size(); ++i) {
            const QRgb c = palette.colours()[i];
            colours[i] = {static_cast<GifByteType>(qRed(c)), static_cast<GifByteType>(qGreen(c)),
                          static_cast<GifByteType>(qBlue(c))};
        }
        GraphicsControlBlock control{};
        control.DisposalMode = DISPOSE_DO_NOT;
        control.DelayTime = std::clamp(hundredths, 1, kMostHundredths);
        control.TransparentColor = transparent;
        std::array<GifByteType, 4> packed{};
        EGifGCBToExtension(&control, packed.data());
        ColorMapObject* map = GifMakeMapObject(1 << bits, colours.data());
        const bool begun =
            map && EGifPutExtension(gif_, GRAPHICS_EXT_FUNC_CODE, 4, packed.data()) == GIF_OK &&
            EGifPutImageDesc(gif_, part.left(), part.top(), part.width(), part.height(), false, map) == GIF_OK;
        GifFreeMapObject(map);
        if (!begun) return refused();
        std::vector<GifPixelType> row(static_cast<std::size_t>(part.width()));
        for (int y = part.top(); y <= part.bottom(); ++y) {
            const QRgb* pixels = rowOf(now, y);
            for (int x = part.left(); x <= part.right(); ++x)
                row[static_cast<std::size_t>(x - part.left())] =
                    stays(now, x, y) ? static_cast<GifPixelType>(transparent) : palette.indexOf(pixels[x]);
            if (EGifPutLine(gif_, row.data(), part.width()) != GIF_OK) return refused();
        }
        return {};
    }

    std::unique_ptr<OutputFile> file_;
    Status status_;  // of the file
    GifFileType* gif_ = nullptr;
    QImage before_;
};

}  // namespace

Result<std::unique_ptr<FrameWriter>> makeGifWriter(const QString& path) {
    auto file = OutputFile::create(path);
    if (!file) return passOn(file);
    return std::make_unique<GifWriter>(std::move(*file));
}

}  // namespace vitrine::ui

// Reads a GIF back as a viewer would show it. For tests that link giflib.
#pragma once

#include <QImage>
#include <QRect>
#include <QString>
#include <gif_lib.h>
#include <optional>
#include <vector>

namespace vitrine::test {

struct GifFrame {
    QImage shown;  // the whole picture while this frame is shown
    QRect part;    // that the file holds of it
    int hundredths = 0;
};
struct GifRead {
    std::vector<GifFrame> frames;
    bool loopsForever = false;
};

inline std::optional<GifRead> readGif(const QString& path) {
    int error = 0;
    GifFileType* gif = DGifOpenFileName(path.toLocal8Bit().constData(), &error);
    if (!gif) return std::nullopt;
    if (DGifSlurp(gif) != GIF_OK) return DGifCloseFile(gif, &error), std::nullopt;
    GifRead read;
    QImage canvas(gif->SWidth, gif->SHeight, QImage::Format_RGB32);
    canvas.fill(Qt::magenta);
    for (int i = 0; i < gif->ImageCount; ++i) {
        const SavedImage& image = gif->SavedImages[i];
        const GifImageDesc& at = image.ImageDesc;
        GraphicsControlBlock control{};
        control.TransparentColor = NO_TRANSPARENT_COLOR;
        DGifSavedExtensionToGCB(gif, i, &control);
        for (int e = 0; e + 1 < image.ExtensionBlockCount; ++e) {
            const ExtensionBlock &name = image.ExtensionBlocks[e], &value = image.ExtensionBlocks[e + 1];
            const QByteArray bytes(reinterpret_cast<const char*>(value.Bytes), value.ByteCount);
            if (name.Function == APPLICATION_EXT_FUNC_CODE && name.ByteCount == 11 &&
                QByteArray(reinterpret_cast<const char*>(name.Bytes), 11) == "NETSCAPE2.0" && bytes == QByteArray("\1\0\0", 3))
                read.loopsForever = true;
        }
        for (int y = 0; y < at.Height; ++y)
            for (int x = 0; x < at.Width; ++x) {
                const int index = image.RasterBits[y * at.Width + x];
                if (index == control.TransparentColor) continue;
                const GifColorType& c = (at.ColorMap ? at.ColorMap : gif->SColorMap)->Colors[index];
                canvas.setPixel(at.Left + x, at.Top + y, qRgb(c.Red, c.Green, c.Blue));
            }
        read.frames.push_back({canvas, QRect(at.Left, at.Top, at.Width, at.Height), control.DelayTime});
    }
    DGifCloseFile(gif, &error);
    return read;
}

}  // namespace vitrine::test

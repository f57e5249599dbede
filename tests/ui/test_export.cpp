// Files that pictures and recordings become: whole or not there, readable by others, the same for the same frames.
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QGlyphRun>
#include <QPainter>
#include <QPainterPath>
#include <QRandomGenerator>
#include <QRawFont>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

#include "tests/support/gif_reader.h"
#include "ui/export/frame_encoder.h"
#include "ui/export/frame_writer.h"
#include "ui/export/gif_palette.h"
#include "ui/export/output_file.h"
#include "ui/export/picture.h"
#include "ui/views/hatch.h"
#include "ui/views/record_paint.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

constexpr QRgb kPaper = 0xFFF4F2EE, kCard = 0xFFFFFFFF;

/// Something like the window: two surfaces, and a block that moves.
QImage frame(int step, int width = 120, int height = 80) {
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(kPaper);
    QPainter painter(&image);
    painter.fillRect(10, 10, width - 20, height - 20, QColor(kCard));
    painter.fillRect(20 + 5 * step, 30, 12, 12, QColor(46, 125, 91));
    return image;
}

/// As many colours as pixels, almost: what a palette cannot hold and LZW cannot pack.
QImage noise(quint32 seed, int side) {
    QImage image(side, side, QImage::Format_RGB32);
    QRandomGenerator random(seed);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) image.setPixel(x, y, 0xFF000000 | random.bounded(0x1000000));
    return image;
}

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

double distance(const QImage& a, const QImage& b) {
    double sum = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q));
        }
    return sum / (3.0 * a.width() * a.height());
}

/// The traps of an SVG: clips that are rotated or cut letters, hatches, glyphs without text, a child cut by its parent.
class Traps : public QWidget {
  public:
    Traps() {
        resize(300, 200);
        child_ = new QWidget(this);
        child_->setGeometry(250, 150, 200, 200);
        child_->setAutoFillBackground(true);
        QPalette palette = child_->palette();
        palette.setColor(QPalette::Window, QColor(0, 90, 200));
        child_->setPalette(palette);
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillRect(rect(), Qt::white);
        painter.save();
        painter.setClipRect(10, 10, 60, 40);
        painter.fillRect(0, 0, 200, 200, QColor(200, 40, 40));  // would cover most of it without the clip
        painter.restore();
        painter.save();
        painter.translate(130, 60);
        painter.rotate(45);
        painter.setClipRect(-20, -20, 40, 40);
        painter.fillRect(-100, -100, 200, 200, QColor(40, 160, 40));
        painter.restore();
        painter.fillRect(QRectF(10, 70, 80, 40), hatchBrush(QColor(40, 40, 40), 1, 1));
        QPainterPath round;
        round.addEllipse(200, 20, 60, 60);
        fillHatch(painter, round, Qt::darkBlue, 6, 1.5);
        painter.setPen(Qt::black);
        QFont font(QStringLiteral("Inter"));
        font.setPixelSize(24);
        painter.setFont(font);
        painter.drawText(QPointF(10, 150), QStringLiteral("plain 0x7D"));
        painter.save();
        painter.setClipRect(10, 160, 40, 30);
        painter.drawText(QPointF(10, 185), QStringLiteral("cut off here"));
        painter.restore();
        const QRawFont raw = QRawFont::fromFont(font);
        QGlyphRun run;
        run.setRawFont(raw);
        run.setGlyphIndexes(raw.glyphIndexesForString(QStringLiteral("HH")));
        run.setPositions({QPointF(0, 0), QPointF(40, 0)});
        painter.drawGlyphRun(QPointF(170, 130), run);
    }

  private:
    QWidget* child_;
};

}  // namespace

class TestExport : public QObject {
    Q_OBJECT
    QTemporaryDir directory_;
    QString at(const char* name) const { return directory_.filePath(QString::fromLatin1(name)); }
    QStringList files() const { return QDir(directory_.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot); }

    Status write(const QString& path, const std::vector<QImage>& frames, int hundredths = 50) {
        auto writer = makeFrameWriter(path);
        if (!writer) return passOn(writer);
        for (const QImage& each : frames)
            if (const Status added = (*writer)->add(each, hundredths); !added) return added;
        return (*writer)->finish();
    }

  private Q_SLOTS:
    void cleanup() {
        for (const QString& name : files()) {
            QFile::remove(directory_.filePath(name));
            QDir(directory_.filePath(name)).removeRecursively();
        }
    }

    // ---- files -----------------------------------------------------------------------------------------------------------

    void aFileIsWholeOrNotThere() {
        QVERIFY(writeWholeFile(at("one"), "first"));
        {
            auto file = OutputFile::create(at("one"));
            QVERIFY(file);
            QVERIFY((*file)->write("half"));
            QCOMPARE(contents(at("one")), QByteArray("first"));
        }
        QCOMPARE(contents(at("one")), QByteArray("first"));
        QCOMPARE(files(), QStringList{QStringLiteral("one")});
        QVERIFY(writeWholeFile(at("one"), "second"));
        QCOMPARE(contents(at("one")), QByteArray("second"));
        QVERIFY(QFile::link(at("one"), at("link")));
        QVERIFY(writeWholeFile(at("link"), "third"));
        QCOMPARE(contents(at("one")), QByteArray("third"));
        QVERIFY(QFileInfo(at("link")).isSymLink());
    }

    void whatCannotBeWrittenIsOneSentence_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("says");
        QTest::newRow("full disk") << QStringLiteral("/dev/full") << QStringLiteral("disk is full");
        QTest::newRow("below a file") << at("plain") + QStringLiteral("/x.gif") << QStringLiteral("is a file, no folder");
        QTest::newRow("no folder") << at("none/x.gif") << QStringLiteral("folder is not there");
        QTest::newRow("a folder") << directory_.path() << QStringLiteral("name of a file");
    }
    void whatCannotBeWrittenIsOneSentence() {
        QFETCH(QString, path);
        QFETCH(QString, says);
        QVERIFY(writeWholeFile(at("plain"), "a file"));
        const QStringList before = files();
        const Status whole = writeWholeFile(path, "bytes");
        QVERIFY(!whole);
        const QString sentence = QString::fromStdString(whole.error().message);
        QVERIFY2(sentence.contains(says) && sentence.contains(path) && !sentence.contains(QLatin1Char('\n')), qPrintable(sentence));
        QCOMPARE(files(), before);
        QVERIFY(QFile::exists(QStringLiteral("/dev/full")));  // a device stays a device
    }

    void aGifOnAFullDiskSaysSo() {
        auto writer = makeGifWriter(QStringLiteral("/dev/full"));
        QVERIFY(writer);
        Status status;
        for (quint32 i = 0; status && i < 20; ++i) status = (*writer)->add(noise(i, 200), 10);
        if (status) status = (*writer)->finish();
        QVERIFY(!status);
        QVERIFY2(status.error().message.find("disk is full") != std::string::npos, status.error().message.c_str());
    }

    // ---- GIF -------------------------------------------------------------------------------------------------------------

    void aGifIsReadBackAsItWas() {
        std::vector<QImage> frames;
        for (int i = 0; i < 8; ++i) frames.push_back(frame(i));
        frames.push_back(frame(7));  // nothing changed, and it counts
        QVERIFY(write(at("a.gif"), frames, 25));
        const auto read = test::readGif(at("a.gif"));
        QVERIFY(read);
        QVERIFY(read->loopsForever);
        QCOMPARE(read->frames.size(), frames.size());
        for (std::size_t i = 0; i < frames.size(); ++i) {
            QCOMPARE(read->frames[i].shown, frames[i]);
            QCOMPARE(read->frames[i].hundredths, 25);
        }
        // Only what changed is held: the old block and the new one.
        QCOMPARE(read->frames[1].part, QRect(20, 30, 17, 12));
        QCOMPARE(read->frames[8].part.size(), QSize(1, 1));
    }

    void framesWithMoreColoursComeClose() {
        QImage first = frame(0, 200, 200);
        const QImage specks = noise(5, 60);
        QPainter(&first).drawImage(70, 70, specks);
        QImage second = first;
        QPainter(&second).drawImage(75, 75, noise(6, 60));
        QVERIFY(write(at("b.gif"), {first, second}));
        const auto read = test::readGif(at("b.gif"));
        QVERIFY(read);
        QCOMPARE(read->frames[0].shown.pixel(1, 1), kPaper);  // surfaces keep their colour
        QCOMPARE(read->frames[0].shown.pixel(15, 15), kCard);
        QVERIFY2(distance(read->frames[0].shown, first) < 4, qPrintable(QString::number(distance(read->frames[0].shown, first))));
        QVERIFY(distance(read->frames[1].shown, second) < 5);
        for (int y = 0; y < 70; ++y) QCOMPARE(read->frames[1].shown.pixel(100, y), read->frames[0].shown.pixel(100, y));
    }

    void theSameFramesAreTheSameBytes() {
        const std::vector<QImage> frames{noise(1, 90), noise(2, 90), noise(2, 90)};
        QVERIFY(write(at("a.gif"), frames));
        QVERIFY(write(at("b.gif"), frames));
        QVERIFY(!contents(at("a.gif")).isEmpty());
        QCOMPARE(contents(at("a.gif")), contents(at("b.gif")));
    }

    void aPaletteHoldsWhatFits() {
        std::vector<QRgb> pixels;
        for (QRgb i = 0; i < 255; ++i) pixels.push_back(0xFF000000 | i * 0x010203);
        const GifPalette exact(pixels);
        QCOMPARE(exact.colours().size(), std::size_t{255});
        for (const QRgb pixel : pixels) QCOMPARE(exact.colours()[exact.indexOf(pixel)], pixel & RGB_MASK);
        for (QRgb i = 0; i < 5000; ++i) pixels.push_back(0xFF000000 | (i * 7919) % 0x1000000);
        for (int i = 0; i < 100; ++i) pixels.push_back(kPaper);
        const GifPalette most(pixels);
        QVERIFY(most.colours().size() <= GifPalette::kMostColours);
        QCOMPARE(most.colours()[most.indexOf(kPaper)], kPaper & RGB_MASK);
        for (const QRgb pixel : pixels) QVERIFY(most.indexOf(pixel) < most.colours().size());
    }

    // ---- PNG files -------------------------------------------------------------------------------------------------------

    void aSequenceIsAFolderOfPictures() {
        QVERIFY(write(at("run"), {frame(0), frame(1), frame(2)}));
        QCOMPARE(QDir(at("run")).entryList(QDir::Files),
                 (QStringList{QStringLiteral("frame-00001.png"), QStringLiteral("frame-00002.png"), QStringLiteral("frame-00003.png")}));
        QCOMPARE(QImage(at("run/frame-00002.png")).convertToFormat(QImage::Format_RGB32), frame(1));
        const Status again = write(at("run"), {frame(3)});
        QVERIFY(!again);  // what is in it stays
        QVERIFY(again.error().message.find("run") != std::string::npos);
        QCOMPARE(files(), QStringList{QStringLiteral("run")});
        QCOMPARE(QDir(at("run")).entryList(QDir::Files).size(), 3);
        QVERIFY(QDir(directory_.path()).mkdir(QStringLiteral("empty")));
        QVERIFY(write(at("empty"), {frame(0)}));
        QVERIFY(writeWholeFile(at("plain"), "a file"));
        QVERIFY(!write(at("plain/run"), {frame(0)}));
    }

    // ---- the encoder's thread --------------------------------------------------------------------------------------------

    void theEncoderWritesBehindTheWindowsBack() {
        auto writer = makeFrameWriter(at("c.gif"));
        QVERIFY(writer);
        FrameEncoder encoder(std::move(*writer));
        QSignalSpy finished(&encoder, &FrameEncoder::finished);
        for (int i = 0; i < 10; ++i) {
            QTRY_VERIFY(encoder.hasRoom());
            encoder.add(i == 5 ? frame(i, 240, 160) : frame(i), 20);  // a window that was resized amid
        }
        encoder.finish();
        QTRY_COMPARE(finished.size(), 1);
        const auto read = test::readGif(at("c.gif"));
        QVERIFY(read);
        QCOMPARE(read->frames.size(), std::size_t{10});
        QCOMPARE(read->frames[9].shown, frame(9));
    }

    void whatIsGivenUpLeavesNothing() {
        for (const char* name : {"d.gif", "folder"}) {
            auto writer = makeFrameWriter(at(name));
            QVERIFY(writer);
            FrameEncoder encoder(std::move(*writer));
            encoder.add(frame(0), 20);
            QSignalSpy room(&encoder, &FrameEncoder::roomMade);
            QTRY_COMPARE(room.size(), 1);
            QVERIFY(!files().isEmpty());
        }
        QCOMPARE(files(), QStringList());
    }

    void aFullDiskEndsTheEncoder() {
        auto writer = makeFrameWriter(QStringLiteral("/dev/full"));
        QVERIFY(!writer);  // no GIF by its name, and no folder
        writer = makeGifWriter(QStringLiteral("/dev/full"));
        QVERIFY(writer);
        FrameEncoder encoder(std::move(*writer));
        QSignalSpy failed(&encoder, &FrameEncoder::failed);
        encoder.add(noise(1, 300), 10);
        encoder.finish();
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("disk is full")));
    }

    // ---- pictures --------------------------------------------------------------------------------------------------------

    void aPictureHasTheScaleAskedFor() {
        Look look;
        Traps widget;
        QCOMPARE(imageOf(widget, look.theme(), 1).size(), QSize(300, 200));
        const QImage large = imageOf(widget, look.theme(), 3);
        QCOMPARE(large.size(), QSize(900, 600));
        // Painted at that scale: the edge of the clip lies at one of the large picture's pixels.
        QCOMPARE(large.pixelColor(31, 31), QColor(200, 40, 40));
        QCOMPARE(large.pixelColor(28, 28), QColor(Qt::white));
        QCOMPARE(QImage::fromData(pngOf(large)).convertToFormat(QImage::Format_RGB32), large);
    }

    void anSvgShowsWhatTheScreenDoes() {
        Look look;
        Traps widget;
        const QByteArray document = svgOf(widget, look.theme(), QStringLiteral("Traps & <others>"));
        QSvgRenderer renderer(document);
        QVERIFY(renderer.isValid());
        QCOMPARE(renderer.defaultSize(), QSize(300, 200));
        QImage drawn(300, 200, QImage::Format_RGB32);
        drawn.fill(Qt::magenta);
        QPainter painter(&drawn);
        renderer.render(&painter);
        painter.end();
        const QImage shown = imageOf(widget, look.theme(), 1);
        const QColor red(200, 40, 40), green(40, 160, 40), blue(0, 90, 200);
        const auto both = [&](int x, int y, const QColor& colour) {
            QCOMPARE(shown.pixelColor(x, y), colour);
            QCOMPARE(drawn.pixelColor(x, y), colour);
        };
        both(15, 15, red);
        both(72, 30, Qt::white);  // right of the clip
        both(130, 60, green);
        both(130, 85, green);     // the rotated clip's corner
        both(149, 79, Qt::white); // an upright one would be here
        both(260, 160, blue);
        both(150, 160, Qt::white);
        both(120, 175, Qt::white);  // of the letters only the first few are there
        const auto ink = [](const QImage& image, const QRect& part) {
            double sum = 0;
            for (int y = part.top(); y <= part.bottom(); ++y)
                for (int x = part.left(); x <= part.right(); ++x) sum += 255 - qGray(image.pixel(x, y));
            return sum / (part.width() * part.height());
        };
        // Hatches, letters, cut letters, glyphs: about as dark as on the screen.
        for (const QRect& part : {QRect(10, 70, 80, 40), QRect(200, 20, 60, 60), QRect(10, 125, 120, 30), QRect(10, 160, 40, 30),
                                  QRect(170, 110, 70, 22)}) {
            const double expected = ink(shown, part);
            QVERIFY(expected > 3);
            QVERIFY2(std::abs(ink(drawn, part) - expected) < 0.25 * expected + 1,
                     qPrintable(QStringLiteral("%1: %2 %3").arg(part.y()).arg(ink(drawn, part)).arg(expected)));
        }
        QVERIFY(distance(drawn, shown) < 4);
        QVERIFY(document.contains(">plain 0<") && document.contains(">x7D<"));  // text, and Inter makes no sign of the x
        QVERIFY2(!document.contains("<image"), document.mid(document.indexOf("<image") - 300, 420).constData());  // all of it vectors
    }

    void whatIsNoPartOfAPictureIsLeftOut() {
        Look look;
        QWidget window;
        window.resize(100, 100);
        auto* note = new QWidget(&window);
        note->setGeometry(0, 0, 100, 100);
        note->setAutoFillBackground(true);
        QPalette palette;
        palette.setColor(QPalette::Window, Qt::red);
        note->setPalette(palette);
        window.show();
        QCOMPARE(imageOf(window, look.theme(), 1).pixelColor(50, 50), QColor(Qt::red));
        note->setProperty(kNotInPictures, true);
        QCOMPARE(imageOf(window, look.theme(), 1).pixelColor(50, 50), look.theme().paper);
        QVERIFY(note->isVisible());
    }
};

QTEST_MAIN(TestExport)
#include "test_export.moc"

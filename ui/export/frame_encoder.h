// A thread that turns frames into a file, so that the window goes on meanwhile.
#pragma once

#include <QImage>
#include <QObject>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

#include "ui/export/frame_writer.h"

namespace vitrine::ui {

/// Belongs to the window's thread, as its signals do; the writer is used on the encoder's own.
class FrameEncoder : public QObject {
    Q_OBJECT
  public:
    static constexpr std::size_t kMostWaiting = 3;  // frames: what bounds the memory

    explicit FrameEncoder(std::unique_ptr<FrameWriter> writer, QObject* parent = nullptr);
    /// Gives up what is not finished: nothing stays of it. Waits for the frame at work.
    ~FrameEncoder() override;

    /// Whoever adds frames without room waits for roomMade() first.
    bool hasRoom() const;
    /// A frame of another size than the first is scaled to it.
    void add(const QImage& frame, int hundredths);
    /// No more frames come; finished() or failed() follows.
    void finish();

  Q_SIGNALS:
    void roomMade();
    void finished();
    /// A sentence. Nothing is written any more, and nothing stays.
    void failed(const QString& sentence);

  private:
    struct Frame {
        QImage image;
        int hundredths;
    };
    void loop();
    Status write(Frame& frame);
    void end(const Status& status);

    std::unique_ptr<FrameWriter> writer_;
    QSize size_;  // of the first frame
    mutable std::mutex mutex_;
    std::condition_variable something_;
    std::deque<Frame> frames_;
    bool finishing_ = false;
    bool quit_ = false;
    std::thread thread_;
};

}  // namespace vitrine::ui

#include "ui/export/frame_encoder.h"

#include <QMetaObject>

namespace vitrine::ui {

FrameEncoder::FrameEncoder(std::unique_ptr<FrameWriter> writer, QObject* parent)
    : QObject(parent), writer_(std::move(writer)) {
    thread_ = std::thread([this] { loop(); });
}

FrameEncoder::~FrameEncoder() {
    {
        const std::lock_guard lock(mutex_);
        quit_ = true;
    }
    something_.notify_all();
    thread_.join();
}

bool FrameEncoder::hasRoom() const {
    const std::lock_guard lock(mutex_);
    return frames_.size() < kMostWaiting;
}

void FrameEncoder::add(const QImage& frame, int hundredths) {
    {
        const std::lock_guard lock(mutex_);
        frames_.push_back({frame, hundredths});
    }
    something_.notify_all();
}

void FrameEncoder::finish() {
    {
        const std::lock_guard lock(mutex_);
        finishing_ = true;
    }
    something_.notify_all();
}

void FrameEncoder::loop() {
    for (;;) {
        Frame next;
        {
            std::unique_lock lock(mutex_);
            something_.wait(lock, [this] { return quit_ || finishing_ || !frames_.empty(); });
            if (quit_) break;
            if (frames_.empty()) {
                lock.unlock();
                return end(writer_->finish());
            }
            next = std::move(frames_.front());
            frames_.pop_front();
        }
        if (const Status written = write(next); !written) return end(written);
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT roomMade(); }, Qt::QueuedConnection);
    }
    writer_.reset();
}

Status FrameEncoder::write(Frame& frame) {
    if (size_.isEmpty()) size_ = frame.image.size();
    if (frame.image.size() != size_)
        frame.image = frame.image.scaled(size_, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    return writer_->add(frame.image, frame.hundredths);
}

void FrameEncoder::end(const Status& status) {
    writer_.reset();  // what was given up goes away before anybody hears of it
    const QString sentence = status ? QString() : QString::fromStdString(status.error().message);
    QMetaObject::invokeMethod(
        this, [this, sentence] { sentence.isEmpty() ? Q_EMIT finished() : Q_EMIT failed(sentence); },
        Qt::QueuedConnection);
}

}  // namespace vitrine::ui

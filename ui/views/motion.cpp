#include "ui/views/motion.h"

#include <algorithm>
#include <cmath>

namespace vitrine::ui {

namespace {

constexpr int kFrameMs = 16;
constexpr FactId kFarthest = 400;  // facts between neighbouring moments: more is a leap

bool theInstant = true;  // on the window's thread only

}  // namespace

void Motion::setInstant(bool instant) { theInstant = instant; }

Motion::Motion(Look& look, QWidget& view) : QObject(&view), look_(look), view_(view) {
    timer_.setInterval(kFrameMs);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, [this] { tick(); });
    connect(&look, &Look::changed, this, [this] { finish(); });
}

bool Motion::wanted() const { return !theInstant && look_.animated() && view_.isVisible(); }

Motion::Direction Motion::moved(FactId from, const Moment& to) {
    const bool fast = sinceMove_.isValid() && sinceMove_.elapsed() < kLeastBetweenMs;
    sinceMove_.start();
    finish();
    if (!wanted() || fast || from == kNoFact || now_.isNull() || from == to.position()) return Direction::none;
    const FactId first = std::min(from, to.position()), last = std::max(from, to.position());
    if (last - first > kFarthest || to.timeline().begin() > first) return Direction::none;
    return from < to.position() ? Direction::forward : Direction::back;
}

void Motion::begin(std::vector<Part> parts, Direction direction) {
    finish();
    if (parts.empty() || direction == Direction::none || !wanted() || now_.isNull()) return;
    before_ = std::move(now_);
    now_ = {};
    parts_ = std::move(parts);
    back_ = direction == Direction::back;
    running_ = true;
    since_.start();
    timer_.start();
    view_.update();
}

void Motion::finish() {
    if (!running_) return;
    running_ = false;
    timer_.stop();
    parts_.clear();
    before_ = {};
    view_.update();
}

double Motion::progress() const {
    if (!running_) return 1;
    if (held_) return *held_;
    const double t = std::min(1.0, static_cast<double>(since_.elapsed()) / kLengthMs);
    return 1 - (1 - t) * (1 - t);
}

void Motion::holdAt(std::optional<double> progress) {
    held_ = progress;
    view_.update();
}

void Motion::tick() {
    if (held_) return;
    if (since_.elapsed() >= kLengthMs || !view_.isVisible()) return finish();
    ticking_ = true;
    view_.update();
}

void Motion::paint(const std::function<void(QPainter&)>& draw) {
    QPainter painter(&view_);
    if (!wanted()) {
        now_ = {};
        return draw(painter);
    }
    // While only the time goes on, the picture stays as it is.
    const double ratio = view_.devicePixelRatioF();
    const bool kept = std::exchange(ticking_, false) && running_ && !now_.isNull();
    if (!kept) {
        now_ = QPixmap(view_.size() * ratio);
        now_.setDevicePixelRatio(ratio);
        now_.fill(look_.theme().card);
        QPainter onto(&now_);
        onto.setFont(view_.font());
        draw(onto);
    }
    painter.drawPixmap(0, 0, now_);
    if (running_ && before_.size() == now_.size()) paintParts(painter);
}

void Motion::paintParts(QPainter& painter) const {
    const double all = progress();
    for (const Part& part : parts_) {
        // Backwards the last part is the first to go.
        const double begin = back_ ? 1 - part.end : part.begin, end = back_ ? 1 - part.begin : part.end;
        const double own = std::clamp((all - begin) / std::max(end - begin, 1e-6), 0.0, 1.0);
        part.how == How::travel ? paintTravel(painter, part, own) : paintPart(painter, part, own);
    }
}

/// Where the new picture has not arrived yet, the one before is still seen. Forward it comes in from the left or from
/// above; backwards what was there goes back the same way.
void Motion::paintPart(QPainter& painter, const Part& part, double progress) const {
    if (progress >= 1) return;
    const QRectF box = part.where.boundingRect();
    painter.save();
    painter.setClipPath(part.where);
    if (part.how == How::fade) painter.setOpacity(1 - progress);
    QRectF old = box;
    if (part.how == How::sweepRight) back_ ? old.setRight(box.right() - box.width() * progress) : old.setLeft(box.left() + box.width() * progress);
    if (part.how == How::flowDown) back_ ? old.setBottom(box.bottom() - box.height() * progress) : old.setTop(box.top() + box.height() * progress);
    painter.setClipRect(old, Qt::IntersectClip);
    painter.drawPixmap(0, 0, before_);
    painter.restore();
}

void Motion::paintTravel(QPainter& painter, const Part& part, double progress) const {
    if (progress >= 1) return;
    const QRectF to = part.where.boundingRect();
    const double ratio = now_.devicePixelRatioF();
    const QRectF source(to.topLeft() * ratio, to.size() * ratio);
    const QPointF at = part.from.topLeft() + (to.topLeft() - part.from.topLeft()) * progress;
    painter.drawPixmap(QRectF(at, to.size()), now_, source);
}

}  // namespace vitrine::ui

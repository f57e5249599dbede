#include "ui/bridge/predictor.h"

#include <numeric>

#include "ui/bridge/bridge.h"

namespace vitrine::ui {

Predictor& Predictor::of(Bridge& bridge) {
    auto* found = bridge.findChild<Predictor*>(QString(), Qt::FindDirectChildrenOnly);
    return found ? *found : *new Predictor(&bridge);
}

QString whyLocked(const Bridge& bridge) {
    const auto* predictor = bridge.findChild<Predictor*>(QString(), Qt::FindDirectChildrenOnly);
    return predictor && predictor->waits() ? Predictor::tr("Answer first: the question waits.") : QString();
}

void Predictor::ask(Prediction prediction, Asker asker) {
    if (now_.phase == Phase::watch && !outer_) outer_ = std::move(now_);
    now_ = {};
    now_.prediction = std::move(prediction);
    now_.asker = std::move(asker);
    now_.phase = Phase::predict;
    Q_EMIT changed();
}

void Predictor::explain(bool canShow) {
    if (now_.phase != Phase::watch) return;
    now_.phase = Phase::explain;
    now_.canShow = canShow;
    // Not before: a score that changes would tell what is still to be watched.
    if (now_.given == Given::answer && now_.asker.counts) ++answered_, right_ += wasRight() ? 1 : 0;
    Q_EMIT changed();
}

void Predictor::withdraw() {
    if (now_.phase == Phase::none) return;
    now_ = outer_ ? std::move(*outer_) : Asked();
    outer_.reset();
    Q_EMIT changed();
}

void Predictor::withdrawInner() {
    if (outer_) withdraw();
}

void Predictor::withdrawAll() {
    withdraw();
    withdraw();
}

int Predictor::allHands() const {
    return std::accumulate(now_.hands.begin(), now_.hands.end(), 0);
}

void Predictor::choose(std::size_t answer) {
    if (!waits() || answer >= now_.prediction.answers.size()) return;
    now_.chosen = answer;
    Q_EMIT changed();
}

void Predictor::setHands(std::size_t answer, int hands) {
    if (now_.hands.at(answer) == hands) return;
    now_.hands.at(answer) = hands;
    Q_EMIT changed();
}

void Predictor::commit() {
    if (waits() && now_.chosen) end(Given::answer);
}

void Predictor::end(Given given) {
    if (!waits()) return;
    now_.given = given;
    if (given != Given::answer) now_.chosen.reset();
    const auto committed = now_.asker.committed;
    if (given == Given::skipped) {
        withdraw();
    } else {
        now_.phase = Phase::watch;
        Q_EMIT changed();
    }
    committed(given);
}

void Predictor::goOn() {
    if (now_.phase != Phase::explain) return;
    const auto goOn = now_.asker.goOn;
    withdraw();
    if (goOn) goOn();
}

void Predictor::showMoment() {
    if (now_.phase == Phase::explain && now_.asker.showMoment) now_.asker.showMoment();
}

void Predictor::resetScore() {
    right_ = answered_ = 0;
    Q_EMIT changed();
}

}  // namespace vitrine::ui

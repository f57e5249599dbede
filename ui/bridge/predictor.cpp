#include "ui/bridge/predictor.h"

#include <numeric>

#include "ui/bridge/bridge.h"

namespace vitrine::ui {

Predictor& Predictor::of(Bridge& bridge) {
    auto* found = bridge.findChild<Predictor*>(QString(), Qt::FindDirectChildrenOnly);
    return found ? *found : *new Predictor(&bridge);
}

void Predictor::ask(Prediction prediction, Asker asker) {
    prediction_ = std::move(prediction);
    asker_ = std::move(asker);
    chosen_.reset();
    hands_.fill(0);
    given_ = Given::nothing;
    phase_ = Phase::predict;
    Q_EMIT changed();
}

void Predictor::explain() {
    if (phase_ != Phase::watch) return;
    phase_ = Phase::explain;
    Q_EMIT changed();
}

void Predictor::withdraw() {
    if (phase_ == Phase::none) return;
    phase_ = Phase::none;
    asker_ = {};
    Q_EMIT changed();
}

int Predictor::allHands() const { return std::accumulate(hands_.begin(), hands_.end(), 0); }

void Predictor::choose(std::size_t answer) {
    if (!waits() || answer >= prediction_.answers.size()) return;
    chosen_ = answer;
    Q_EMIT changed();
}

void Predictor::setHands(std::size_t answer, int hands) {
    if (hands_.at(answer) == hands) return;
    hands_.at(answer) = hands;
    Q_EMIT changed();
}

void Predictor::commit() {
    if (waits() && chosen_) end(Given::answer);
}

void Predictor::end(Given given) {
    if (!waits()) return;
    given_ = given;
    if (given != Given::answer) chosen_.reset();
    if (given == Given::answer) ++answered_, right_ += wasRight() ? 1 : 0;
    phase_ = given == Given::skipped ? Phase::none : Phase::watch;
    const auto committed = asker_.committed;
    Q_EMIT changed();
    committed(given);
}

void Predictor::goOn() {
    if (phase_ != Phase::explain) return;
    const auto goOn = asker_.goOn;
    withdraw();
    if (goOn) goOn();
}

void Predictor::showMoment() {
    if (phase_ == Phase::explain && asker_.showMoment) asker_.showMoment();
}

void Predictor::resetScore() {
    right_ = answered_ = 0;
    Q_EMIT changed();
}

}  // namespace vitrine::ui

#include "ui/models/risk_line.h"

#include <algorithm>

namespace vitrine::ui {

std::vector<RiskPoint> riskLine(const Timeline& timeline, const TimelineLayout& layout, std::size_t first, std::size_t end,
                                std::size_t mostPoints) {
    std::vector<RiskPoint> points;
    if (first >= end) return points;
    const auto addStep = [&](std::size_t index) {
        const Step& step = timeline.step(index);
        points.push_back({layout.stepTick(timeline, index, 0, 1).center().x(), step.end, step.bytesAtRisk});
    };
    const std::size_t firstStep = timeline.operation(first).firstStep;
    const Operation& last = timeline.operation(end - 1);
    const std::size_t endStep = last.firstStep + last.stepCount;
    if (endStep - firstStep > mostPoints) {
        const std::size_t stride = (endStep - firstStep) / std::max<std::size_t>(mostPoints, 1);
        for (std::size_t step = firstStep; step < endStep; step += std::max<std::size_t>(stride, 1)) addStep(step);
        return points;
    }
    for (std::size_t index = first; index < end; ++index) {
        const Operation& operation = timeline.operation(index);
        for (std::size_t step = 0; step < operation.stepCount; ++step) addStep(operation.firstStep + step);
        if (operation.stepCount == 0 && operation.end != kNoFact)
            points.push_back({layout.operationBox(timeline, index, 0, 1).center().x(), operation.end, operation.bytesAtRisk});
    }
    return points;
}

}  // namespace vitrine::ui

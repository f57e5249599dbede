// Where a branch lies beside the one that is shown: the strip below the timeline draws it there.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "ui/bridge/bridge.h"

namespace vitrine::ui {

struct BranchSpan {
    std::optional<FactId> from;  // of the timeline that is shown, where the branches part; nothing: not held any more
    QString first;       // the branch's first line behind that
    double cells = 0;            // of the timeline's axis, from there to the branch's end
};

BranchSpan branchSpan(const Bridge& bridge, const BranchInfo& branch);
/// "from main, behind line 7", or that it is the first one.
QString branchWhence(const std::vector<BranchInfo>& all, const BranchInfo& branch);

}  // namespace vitrine::ui

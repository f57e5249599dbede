// Questions that nobody wrote: before a recovery's verdict on a record, and before a read after a crash. The answers to choose
// from are what might really happen there, and the right one is what the engine did, or does on a copy of the disk.
#pragma once

#include <optional>

#include "core/lab/outlook.h"
#include "ui/models/prediction.h"

namespace vitrine::ui {

/// Before that step of a recovery, which lies ahead. Nothing where there is nothing to predict, or it is not worth asking.
std::optional<Prediction> predictStep(const Timeline& timeline, std::size_t step);
/// Before a get of that key, or a scan of all, at the moment. Nothing unless a crash lies behind the open database and several
/// answers are possible.
std::optional<Prediction> predictGet(const Scene& scene, const Bytes& key);
std::optional<Prediction> predictScan(const Scene& scene);

}  // namespace vitrine::ui

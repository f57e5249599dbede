// States the records of an open database as staged facts, as operations would have stated them.
#pragma once

#include "core/log/store.h"
#include "core/log/writer.h"

namespace vitrine::log {

/// Nothing if there are more records than the sink's cell limit: then views dissect the bytes themselves. What cannot be
/// read is left out.
void stateRecords(Tracer& sink, const Store& store, const Writer& writer);

}  // namespace vitrine::log

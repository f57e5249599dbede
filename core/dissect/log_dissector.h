// The log engine's own files, dissected. Their layout is core/log/format.h.
#pragma once

#include <memory>
#include <string_view>

#include "core/dissect/dissect.h"

namespace vitrine {

/// By magic, or by name for one whose first bytes are damaged.
bool looksLikeLogSegment(std::string_view fileName, ByteView head);
bool looksLikeHint(std::string_view fileName, ByteView head);

std::unique_ptr<Dissector> makeLogSegmentDissector(std::shared_ptr<const ByteSource> source);
std::unique_ptr<Dissector> makeHintDissector(std::shared_ptr<const ByteSource> source);

}  // namespace vitrine

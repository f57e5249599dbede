// The Session's own spans: one operation a command.
#pragma once

#include "core/trace/span_kind.h"

namespace vitrine::session_spans {

// Arguments of every operation: the command line as typed; its end adds the result's first line.
inline constexpr SpanKind command{1, SpanLevel::operation, "command", "{line:raw}", "", "", "line result"};
inline constexpr const SpanKind* all[] = {&command};

}  // namespace vitrine::session_spans

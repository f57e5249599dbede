// The sentences of spans in the language of the window. The engines register them in English (core/trace/span_kind.h);
// span_texts.cpp lists them for the catalog of each language, in context "Spans".
#pragma once

#include <QString>
#include <span>

#include "core/trace/span_kind.h"

namespace vitrine::ui {

/// A part of the kind (&SpanKind::path, sentence or consequence) in the window's language, filled with the arguments;
/// English where its catalog lacks it, as for an engine that a student has just written.
QString spanWords(const SpanKind& kind, std::string_view SpanKind::*part, const std::vector<Argument>& arguments);

/// All English texts that span_texts.cpp gives to the catalogs.
std::span<const char* const> spanTexts();

}  // namespace vitrine::ui

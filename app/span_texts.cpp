// Prints ui/models/span_texts.cpp: what engines say in their span kinds, where lupdate can read it. See docs/translating.md.
#include <cstdio>
#include <set>
#include <string>

#include "core/session/session.h"

using namespace vitrine;

namespace {

std::string literal(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

constexpr const char* kHead = R"(// Made by app/translate.sh from the span kinds; change those instead.
#include <QtGlobal>

#include "ui/models/span_words.h"

// clang-format off
namespace vitrine::ui {
namespace {

constexpr const char* kTexts[] = {
)";

constexpr const char* kFoot = R"(};

}  // namespace

std::span<const char* const> spanTexts() { return kTexts; }

}  // namespace vitrine::ui
)";

}  // namespace

int main() {
    std::fputs(kHead, stdout);
    const SpanCatalog catalog = allSpanKinds();
    std::set<std::string_view> told;
    for (const SpanKind* kind : catalog.kinds())
        for (const std::string_view text : {kind->path, kind->sentence, kind->consequence}) {
            if (text.empty() || !told.insert(text).second) continue;
            std::printf("    //: %s: %s\n    QT_TRANSLATE_NOOP(\"Spans\", %s),\n", std::string(kind->name).c_str(),
                        std::string(kind->arguments).c_str(), literal(text).c_str());
        }
    std::fputs(kFoot, stdout);
    return std::fflush(stdout) == 0 ? 0 : 1;
}

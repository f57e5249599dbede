// Assertions for programmers' errors. They stay on in every build: a wrong picture is worse than none.
#pragma once

namespace vitrine {
[[noreturn]] void assertionFailed(const char* condition, const char* file, int line);
}

#define VITRINE_ASSERT(condition) \
    ((condition) ? static_cast<void>(0) : ::vitrine::assertionFailed(#condition, __FILE__, __LINE__))

#include "tests/support/places.h"

namespace vitrine::test {

std::string sourceDirectory() { return VITRINE_SOURCE_DIR; }
std::string programDirectory() { return VITRINE_BIN_DIR; }

}  // namespace vitrine::test

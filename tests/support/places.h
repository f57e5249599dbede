// Where the tests find the source tree and the built programs. Functions, so that only one file depends on the absolute
// paths and a compiler cache serves every clone of the tree.
#pragma once

#include <string>

namespace vitrine::test {

/// The top of the source tree.
std::string sourceDirectory();
/// Where `vitrine` and `vitrine-cli` were built.
std::string programDirectory();

}  // namespace vitrine::test

// Who may include whom (the rooms of the house), as a function from one include to what is wrong with it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vitrine::test {

/// `file` and `included` are paths from the root ("core/log/record.h"); `angled` for #include <…>. Nothing if all is
/// well, else a sentence without the place.
std::optional<std::string> roomBreach(std::string_view file, std::string_view included, bool angled);

}  // namespace vitrine::test

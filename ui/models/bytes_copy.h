// Bytes as text for the clipboard.
#pragma once

#include <QString>

#include "core/base/bytes.h"

namespace vitrine::ui {

enum class CopyAs { hex, text, cArray };
inline constexpr std::uint64_t kMostCopied = 4u << 20;

/// hex: "44 A7 E2 C2", 16 bytes a line. text: as it is where it is UTF-8 without control characters, else escaped.
/// cArray: "const unsigned char bytes[4] = {…};".
QString copied(ByteView bytes, CopyAs as);

}  // namespace vitrine::ui

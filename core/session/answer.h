// What a command says: lines for the console, fields for --json.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/bytes.h"

namespace vitrine {

/// JSON text of arbitrary bytes: printable ASCII as it is, other bytes, the quote and the backslash as \\xNN.
std::string jsonBytes(ByteView bytes);
/// JSON text of a sentence (UTF-8).
std::string jsonText(std::string_view sentence);
std::string jsonNumber(double number);

/// "1,000,000"
/// A command line as a sentence quotes it: as typed, at most so many bytes, with an ellipsis when cut.
std::string lineLabel(std::string_view line, std::size_t most = 40);
std::string grouped(std::uint64_t number);
/// "1 entry", "2 entries": `many` is the plural.
std::string counted(std::uint64_t number, std::string_view one, std::string_view many);
/// A value as a word of the console language: in quotes where it needs them, escaped; a longer one is cut and its size told.
std::string valueWord(ByteView bytes, std::size_t most = 1024);

class Answer {
  public:
    void line(std::string text) { lines_.push_back(std::move(text)); }
    template <std::integral Number>
    void field(std::string name, Number number) {
        if constexpr (std::same_as<Number, bool>)
            json(std::move(name), number ? "true" : "false");
        else
            json(std::move(name), std::to_string(number));
    }
    void ratio(std::string name, double number) { json(std::move(name), jsonNumber(number)); }
    void bytes(std::string name, ByteView bytes) { json(std::move(name), jsonBytes(bytes)); }
    void text(std::string name, std::string_view sentence) { json(std::move(name), jsonText(sentence)); }
    void json(std::string name, std::string jsonValue) { fields_.emplace_back(std::move(name), std::move(jsonValue)); }

    std::vector<std::string>& lines() { return lines_; }
    std::vector<std::pair<std::string, std::string>>& fields() { return fields_; }

  private:
    std::vector<std::string> lines_;
    std::vector<std::pair<std::string, std::string>> fields_;
};

}  // namespace vitrine

#include "ui/models/fuzzy_match.h"

#include <algorithm>
#include <vector>

namespace vitrine::ui {
namespace {

constexpr int kLetter = 4, kWordBegins = 12, kBeside = 9, kFirst = 6, kWordEnds = 6;
constexpr int kNever = -1'000'000;

QString folded(const QString& text) {
    QString plain;
    for (const QChar c : text.normalized(QString::NormalizationForm_D))
        if (c.category() != QChar::Mark_NonSpacing) plain += c.toLower();
    return plain;
}

}  // namespace

/// best[k]: the best score with the newest matched letter at place k; one row for each letter typed.
std::optional<int> fuzzyScore(const QString& typed, const QString& text) {
    const QString letters = folded(typed).remove(QLatin1Char(' ')), words = folded(text);
    if (letters.isEmpty()) return 0;
    const auto size = static_cast<std::size_t>(words.size());
    std::vector<int> best(size, kNever);
    for (qsizetype i = 0; i < letters.size(); ++i) {
        std::vector<int> next(size, kNever);
        int before = i == 0 ? 0 : kNever;  // the best that ends anywhere before k
        for (std::size_t k = 0; k < size; ++k) {
            const auto at = static_cast<qsizetype>(k);
            if (words[at] == letters[i] && (before > kNever || (k > 0 && best[k - 1] > kNever))) {
                const bool begins = k == 0 || !words[at - 1].isLetterOrNumber();
                int score = before;
                if (i > 0 && k > 0 && best[k - 1] > kNever) score = std::max(score, best[k - 1] + kBeside);
                // Who types a whole word means it: "plots" is "Plots" rather than "Plot sizes".
                const bool ends = i + 1 == letters.size() && (k + 1 == size || !words[at + 1].isLetterOrNumber());
                next[k] = score + kLetter + (begins ? kWordBegins : 0) + (ends ? kWordEnds : 0) + (i == 0 && k == 0 ? kFirst : 0);
            }
            if (i > 0) before = std::max(before, best[k]);
        }
        best = std::move(next);
    }
    const int score = size == 0 ? kNever : *std::ranges::max_element(best);
    if (score <= kNever) return std::nullopt;
    return score - static_cast<int>(size) / 8;  // of two that fit alike, the shorter one
}

}  // namespace vitrine::ui

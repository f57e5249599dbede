// What the power card says, in words and rows: made from a verdict by the panel, painted by the view. No widgets.
#pragma once

#include <QString>
#include <vector>

namespace vitrine::ui {

struct PowerStory {
    enum class Tone { neutral, good, bad };
    struct Row {
        QString key, now, after;
    };
    struct Paragraph {
        QString lead;  // in colour and semibold, before the text
        Tone leadTone = Tone::neutral;
        QString text;
    };
    QString headline;
    Tone tone = Tone::neutral;
    std::vector<Row> rows;
    std::uint64_t rowCount = 0;  // all of them, also those not in `rows`
    std::vector<Paragraph> paragraphs;
    QString spoken;  // for a screen reader
};

}  // namespace vitrine::ui

// A question with its answers as a person sees them, whoever asks: a lesson, or the window before a step of a recovery or a read
// after a crash. Which answer is right is known, because the engine was asked, and is not shown until one is chosen.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "core/lab/question.h"
#include "ui/models/moment.h"

namespace vitrine::ui {

struct PredictionAnswer {
    QString value;     // large: "98 B", "not found"
    QString sentence;  // why that might be
};

struct Prediction {
    QString ask;
    std::vector<PredictionAnswer> answers;  // two to four
    std::size_t right = 0;
    QString then;      // said afterwards
    QString next;      // what has not happened yet, for the window's sentence: "Next: put user:1 Ada."
    QStringList path;  // before it: where this is asked
    QString place;     // "question 2 of 3 in this lesson"
    QString wait;      // what has not happened yet, in a sentence; without it, that the line has not run
    QString file;      // where the record stands that it is about, to be brought into sight; may be empty
    std::uint64_t offset = 0;
    Bytes key;         // of that record; without a file the key's newest one is meant
    std::uint64_t at = ~std::uint64_t{0};  // where the step waits; without it, at the newest moment
};

/// The record that a question is about, as it is at the moment; empty where there is none.
Selection subjectOf(const Prediction& prediction, const Scene& scene);
/// The key that a line, or what is measured behind it, is about; empty if none.
Bytes keyAsked(const lab::Measure& asked, const QString& line);
/// What comes next, for somebody who has not learned the console's words: the line, and what it does where it does not say so.
QString lineInWords(const QString& line);

/// A measured value in the language of the window: "98 B", "0x0099", "not found".
QString measuredText(const lab::Measured& value);
/// A text of a lesson with {name} replaced.
QString withMeasured(const QString& text, const lab::Known& known);

}  // namespace vitrine::ui

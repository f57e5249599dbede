// The sentence at a moment: the path of reasons, the fact, and what follows from it. From the span catalog alone.
#pragma once

#include <QString>
#include <QStringList>
#include <optional>

#include "ui/models/moment.h"

namespace vitrine::ui {

/// Characters of a text.
struct TextRange {
    qsizetype begin = 0;
    qsizetype size = 0;  // 0: something is missing there
    bool operator==(const TextRange&) const = default;
};

struct Sentence {
    QStringList path;      // the command, the phases, the step
    QString fact;          // line 1
    QString consequence;   // line 2, with **bold** parts; may be empty
    bool failed = false;   // the fact is an error
    std::optional<TextRange> wrong;  // what the error is about, within the command
    std::size_t step = 0;  // n of "step n of m", from 1; 0: none
    std::size_t steps = 0;

    bool operator==(const Sentence&) const = default;
};

Sentence sentenceAt(const Moment& moment);

/// What is said of a line that failed before it became an operation. `wrong`: the part of the line that it is about.
Sentence errorSentenceOf(const QString& line, const QString& message, const std::optional<TextRange>& wrong);
/// The operation is a get whose key there is not: an answer, and no error, though a script that wants a value stops there.
bool isAbsence(const Timeline& timeline, std::size_t operation);

/// True when the newest operation is that line, and failed: then its own moment tells the error.
bool toldByItself(const Moment& moment, const QString& line);

/// Text in runs, as **bold** parts it.
struct TextRun {
    QString text;
    bool bold = false;
};
QList<TextRun> boldRuns(const QString& marked);

}  // namespace vitrine::ui

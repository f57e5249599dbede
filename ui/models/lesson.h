// The lessons that come with the program. A lesson is a script of the console language (core/session/script.h) whose first
// comments say what it is:
//
//   # title: Overwrite                       of its card
//   # group: Write it down                   the row of the gallery
//   # about: Nothing is replaced; …          one sentence
//   # engine: log                            what it is about
//   # picture: overwrite                     of the card: a name that GalleryPictures knows
//   # key: user:1                            the key that its story follows; may be absent
//   # layout: compaction                     in which it is seen; Learn if it has questions, else Bytes
//   # start: 5.1                             command and step, from 1, at which a person begins to walk
//   # minutes: 6                             how long it takes, about; may be absent
//   # subject: What happens to …?            what it is about, as a question; may be absent
//   # idea: Nothing is replaced …            the one idea, told at its end; may be absent
//
// A scenario is the same without a number: its file's name begins with a letter, and its card stands behind the lessons'.
// Further comments stand before commands: `# step:` begins a step of the outline, `# ask:` a question. Their form is in
// docs/lessons.md; they are read by lesson_questions.h. All texts may be given in another language beside the English
// ones: `# title[pt_BR]: …`.
#pragma once

#include <QString>
#include <QStringList>
#include <cstddef>
#include <vector>

#include "core/lab/question.h"

namespace vitrine::ui {

struct LessonAnswer {
    QString formula;   // what it claims (core/lab/question.h)
    QString sentence;  // why that might be
};

/// Asked before one of the lesson's commands.
struct LessonQuestion {
    std::size_t command = 0;  // index in Lesson::commands
    QString ask;              // in it {name} is what is known
    std::vector<LessonAnswer> answers;
    QString then;             // said afterwards; {name} and {answer}, what was measured
    std::size_t show = 0;     // the command's step, from 1, that shows it; 0: its last
    std::size_t through = 1;  // so many lines are watched, from this one, until the answer is on the screen
    lab::Question asked;
    int line = 0;             // of the script, from 1
};

/// A part of the lesson, in its outline.
struct LessonStep {
    std::size_t command = 0;  // the first that belongs to it; commands.size() if none is left
    QString title;
};

struct Lesson {
    QString id;      // "04-overwrite": the file's name, for what is remembered of it
    int number = 0;  // 4, from the name; 0 of a scenario
    QString title, group, about, engine, picture, key, layout;
    QString section;  // the group in English, whatever the language: what it is looked up by
    QString subject, idea;
    int minutes = 0;
    std::size_t startCommand = 1;
    std::size_t startStep = 1;
    QStringList commands;
    std::vector<LessonStep> steps;
    std::vector<LessonQuestion> questions;  // in the order of their commands

    bool isScenario() const { return number == 0; }
};

}  // namespace vitrine::ui

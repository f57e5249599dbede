// The lessons that come with the program. A lesson is a script of the console language (core/session/script.h) whose first
// comments say what it is:
//
//   # title: Overwrite                       of its card
//   # group: Write it down                   the row of the gallery
//   # about: Nothing is replaced; …          one sentence
//   # engine: log                            what it is about
//   # picture: overwrite                     of the card: a name that GalleryPictures knows
//   # key: user:1                            the key that its story follows; may be absent
//   # layout: bytes                          in which it is seen; Learn if nothing is said
//   # start: 5.1                             command and step, from 1, at which a person begins to walk
//
// A scenario is the same without a number: its file's name begins with a letter, and its card stands behind the lessons'.
// `title`, `group` and `about` may be given in another language beside the English ones: `# title[pt_BR]: …`.
#pragma once

#include <QString>
#include <QStringList>
#include <cstddef>

namespace vitrine::ui {

struct Lesson {
    QString id;      // "04-overwrite": the file's name, for what is remembered of it
    int number = 0;  // 4, from the name; 0 of a scenario
    QString title, group, about, engine, picture, key, layout;
    QString section;  // the group in English, whatever the language: what it is looked up by
    std::size_t startCommand = 1;
    std::size_t startStep = 1;
    QStringList commands;

    bool isScenario() const { return number == 0; }
};

}  // namespace vitrine::ui

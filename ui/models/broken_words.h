// What people are told of an engine that is broken on purpose: each rule that `use … break=` takes from it, what it then does
// wrong, and which promise that breaks. The words are those of the console (core/engine/break_switches.h).
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace vitrine::ui {

struct BrokenRule {
    QString word;          // "no-checksum"
    QString title;         // "no checksum check"
    QString sentence;      // what the engine does wrong
    QString promise;       // which promise breaks
    QString scenario;      // a lesson's id in which a power cut shows it: "s02-torn-tail"; empty where none is shipped
    bool offered = false;  // among those that the window lets one choose; the others are for the console
};

/// All of them, in the order in which they are offered.
QList<BrokenRule> brokenRules();
/// "Broken on purpose: no checksum check, no directory sync."; empty for no words.
QString brokenTitle(const QStringList& words);
/// What follows from it, behind that: the sentence of one rule, or the sentences of several.
QString brokenSentences(const QStringList& words);
/// Each rule with its sentence and the promise that breaks: lines of a tip.
QString brokenTip(const QStringList& words);

}  // namespace vitrine::ui

// What a power cut gives back, in the window's words; and what the pending writes are, as people know them. No widgets.
#pragma once

#include <QString>

#include "core/lab/cut_judge.h"
#include "core/trace/scene.h"
#include "ui/models/cut_choice.h"

namespace vitrine::ui {

/// What each of the point's writes wrote, for CutChoice::setPoint(): the scene stands at its moment.
std::vector<WriteLabel> writeLabels(const CrashPoint& point, const Scene& scene);

/// "user:6 comes back, user:7 is lost."
QString answerSentence(const lab::CutAnswer& answer);
/// "No promise broken.", or what was; empty where it is not known what was promised.
QString verdictSentence(const lab::CutAnswer& answer);
/// For a tile: "user:6", "both", "nothing"; and below it "comes back", "come back".
struct AnswerTile {
    QString what, then;
};
AnswerTile answerTile(const lab::CutAnswer& answer);

/// Why the power cannot be cut there, from the error that CrashHistory gave.
QString whyNoCut(const Error& error);

/// "user:6", "user:6 and user:7", "9 keys".
QString listedKeys(const QStringList& keys);

}  // namespace vitrine::ui

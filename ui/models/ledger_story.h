// The promise ledger in words: a row a key, a verdict in one sentence, and a sentence for the row that one points at.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/lab/promise_ledger.h"
#include "ui/models/moment.h"

namespace vitrine::ui {

struct LedgerStory {
    enum class Tone { neutral, good, bad };
    enum class Mark { none, kept, chance, lost };
    struct Row {
        Bytes key;
        QString name;  // as the table shows it
        QString before;
        bool deleted = false;
        QString promised;
        bool isPromised = false;
        QString after;
        Mark mark = Mark::none;
        Tone tone = Tone::neutral;
        bool broken = false;
        QString why;  // one sentence
        FactId write = kNoFact;
    };
    QString verdict;
    Tone tone = Tone::neutral;
    bool live = false;  // nothing has failed: there is no column for what came back
    std::vector<Row> rows;
    QString remark;  // below the rows, where no row is pointed at
    QString spoken;  // for a screen reader

    const Row* rowOf(const Bytes& key) const;
};

LedgerStory ledgerStoryOf(const lab::PromiseLedger& ledger);
/// What a click on the row selects: the slot that holds the key now, else the operation that wrote it.
Selection selectionOf(const Moment& moment, const LedgerStory::Row& row);

}  // namespace vitrine::ui

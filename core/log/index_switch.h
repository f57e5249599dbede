// The step of a compaction in which readers change over: index entries go from the inputs to the output, in pieces.
//
// Between the pieces some entries point at inputs and some at the output. Both are there and hold the same records, so
// every answer is right whichever an entry points at; operations may go on, and an entry that one of them changed since
// the copy was made keeps what it points at.
#pragma once

#include "core/log/hint_ahead.h"
#include "core/log/output_file.h"
#include "core/log/store.h"

namespace vitrine::log {

class IndexSwitch {
  public:
    /// `output` is published and added to the store as segment `number`; it keeps its lists while this lives.
    IndexSwitch(Store& store, const OutputFile& output, std::uint32_t number);

    struct Piece {
        std::uint64_t switched = 0;
        std::uint64_t stale = 0;  // changed since they were copied
        std::uint32_t firstInput = 0, lastInput = 0;  // entries came from these, and from others between them
    };
    /// Looks at some thousand entries.
    Piece step();
    bool over() const { return at_ == output_.hint().count(); }

  private:
    static constexpr std::uint32_t kTogether = 64;
    void some(Piece& piece);

    Store& store_;
    const OutputFile& output_;
    const std::uint32_t number_;
    std::uint32_t at_ = 0;     // entries done
    HintAhead entries_;
};

}  // namespace vitrine::log

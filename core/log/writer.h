// The end of the log: the active segment, the buffer before it, and the only code that appends operations.
//
//   no segment ──create──► active ──append*, sync*──► active ──close──► closed, no segment
//                             │ a failed write is taken back (truncate, sync); a failed sync, or one that
//                             ▼ cannot be taken back, breaks the store down
//                           broken
//
// A failed creation leaves "no segment": the old one is closed already, and the next write tries again.
#pragma once

#include <vector>

#include "core/log/store.h"

namespace vitrine::log {

class Writer {
  public:
    /// Bytes that `durability=buffered` gathers before they are handed over.
    static constexpr std::uint64_t kBufferBytes = 64 * 1024;

    explicit Writer(Store& store) : store_(store) {}

    // ---- one operation: makeRoom, begin, add…, commit ----------------------------------------------------------------
    /// Rolls over if `sizeBytes` more do not fit, and creates a segment if there is none. True if a segment was closed.
    template <class Trace>
    Result<bool> makeRoom(Trace trace, std::uint64_t sizeBytes);
    void begin();
    /// Encodes a record behind those added since begin(). `key` and `value` stay valid until commit().
    template <class Trace>
    void add(Trace trace, RecordKind kind, std::uint8_t flags, ByteView key, ByteView value);
    /// Hands the records over as far as the durability level wants; on failure they are absent.
    template <class Trace>
    Status commit(Trace trace);
    struct Member {
        RecordKind kind = RecordKind::put;
        std::uint64_t offset = 0;
        std::uint64_t sizeBytes = 0;
        std::uint64_t sequence = 0;
        ByteView key;
        KeyPrint print = 0;
    };
    /// What was added since begin().
    const std::vector<Member>& members() const { return members_; }

    // ---- the rest ----------------------------------------------------------------------------------------------------
    template <class Trace>
    Status flush(Trace trace);
    /// Returns the bytes that were not durable before; does nothing to the disk when there are none.
    template <class Trace>
    Result<std::uint64_t> sync(Trace trace);
    /// Closes the active segment, if it holds a record, and creates the next. `full`: because something did not fit.
    template <class Trace>
    Status roll(Trace trace, bool full);
    template <class Trace>
    Status create(Trace trace);
    /// Makes everything durable and sets the close mark. The error says what of that is not so.
    template <class Trace>
    Status endLog(Trace trace);
    /// After recovery: the appended segment that the next one follows.
    void setLast(std::uint32_t number, std::uint64_t length) { lastNumber_ = number, lastLength_ = length; }

    /// The bytes of a record that is still in the buffer, or nothing.
    std::optional<ByteView> buffered(const Location& at) const;
    ByteView buffer() const { return buffer_; }

  private:
    template <class Trace>
    Status writeOut(Trace trace, Segment& segment);
    template <class Trace>
    Status keepInBuffer(Trace trace, Segment& segment);
    template <class Trace>
    Status closeActive(Trace trace, bool full);
    Status writePieces(Segment& segment, std::uint64_t& done);
    /// Takes a failed write back: the file is as if it had not begun.
    Error takeBack(Segment& segment, std::uint64_t done, const Error& because);
    template <class Trace>
    Status writeCloseMark(Trace trace);
    /// Gives back room that was reserved and is not needed; the new size is still to be synced.
    Status giveBackRoom(Segment& segment);
    /// Of what was written and not synced yet, now and then.
    static void beginToSync(Segment& segment);
    Status syncSegment(Segment& segment);
    Result<Segment> createFile(std::uint32_t number);
    void accept(Segment& segment);
    void stageMembers(Tracer& to, const Segment& segment, bool withBytes) const;

    // A value too large to be copied is written from where it lies.
    struct Piece {
        std::size_t at = 0;    // in scratch_
        std::size_t size = 0;
        ByteView outside;      // instead, if not empty
    };

    Store& store_;
    Bytes buffer_;   // bytes [written, length) of the active segment
    Bytes scratch_;  // encoded records of the operation under way
    std::vector<Piece> pieces_;
    std::vector<Member> members_;
    std::uint64_t total_ = 0;  // bytes added since begin()
    std::uint32_t lastNumber_ = 0;
    std::uint64_t lastLength_ = 0;
    std::uint32_t unborn_ = 0;  // number of a segment whose creation failed
};

}  // namespace vitrine::log

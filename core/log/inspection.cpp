#include "core/log/inspection.h"

#include "core/log/record_scanner.h"

namespace vitrine::log {
namespace {

/// A segment as its readers see it: the file, and behind it what waits in the buffer.
class WholeSegment final : public ByteReader {
  public:
    WholeSegment(const Segment& segment, ByteView buffer)
        : file_(segment.file->snapshot()), written_(segment.written), buffer_(buffer) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<char> out) override {
        if (offset >= written_) {
            if (offset - written_ >= buffer_.size()) return 0;
            return buffer_.copy(out.data(), out.size(), offset - written_);
        }
        const std::size_t size = std::min<std::uint64_t>(out.size(), written_ - offset);
        const std::size_t got = file_->read(offset, out.first(size));
        if (got < size || size == out.size()) return got;
        return got + buffer_.copy(out.data() + got, out.size() - got);
    }

  private:
    std::shared_ptr<const ByteSource> file_;
    std::uint64_t written_;
    ByteView buffer_;
};

void stateSegmentRecords(Tracer& sink, const Segment& segment, ByteView buffer) {
    StagedInfo header;
    header.role = RecordRole::header;
    header.sequence = segment.header.highWater;
    sink.staged(segment.space(), 0, segment.header.sizeBytes(), header);
    WholeSegment bytes(segment, buffer);
    RecordScanner scanner(bytes, segment.seal, segment.header.sizeBytes(), segment.length);
    while (true) {
        std::uint64_t budget = kNoSequence;
        const auto found = scanner.next(budget);
        if (!found || *found != Found::record) return;
        const std::uint64_t offset = scanner.offset();
        const ByteView waiting =
            offset >= segment.written ? buffer.substr(offset - segment.written, scanner.header().sizeBytes()) : ByteView();
        sink.staged(segment.space(), offset, scanner.header().sizeBytes(),
                    stagedInfo(scanner.header().kind, scanner.header().sequence, scanner.key()), waiting);
    }
}

}  // namespace

void stateRecords(Tracer& sink, const Store& store, const Writer& writer) {
    std::uint64_t records = 0;
    const auto shown = [&](const Segment& segment) { return &segment == store.active() || sink.shows(segment.space()); };
    for (const auto& [number, segment] : store.segments())
        if (shown(segment)) records += segment.records;
    if (records > sink.cellLimit()) return;
    for (const auto& [number, segment] : store.segments())
        if (shown(segment))
            stateSegmentRecords(sink, segment, &segment == store.active() ? writer.buffer() : ByteView());
}

}  // namespace vitrine::log

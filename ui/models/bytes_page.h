// What a window of rows of the bytes view shows: bytes, what each is, and the names beside them. Computed from a moment,
// painted as it stands.
#pragma once

#include <QString>
#include <vector>

#include "ui/models/bytes_dissection.h"
#include "ui/models/bytes_layout.h"
#include "ui/models/bytes_story.h"
#include "ui/theme/theme.h"

namespace vitrine::ui {

struct ByteCell {
    FieldRole role = FieldRole::plain;
    bool there = false;         // false: the file ends before, or the row is folded
    bool durable = true;
    bool inBuffer = false;
    bool dead = false;
    bool startsField = false;
    bool startsRecord = false;
    bool edited = false;  // changed by hand, behind the engine's back
};

struct PageRow {
    std::uint64_t viewRow = 0;
    std::uint64_t offset = 0;  // of its first byte
    std::uint64_t foldedRows = 0;
};

struct PageName {
    std::size_t row = 0;  // index into rows
    QString name;
    QString operation;    // "op 11", or empty
    RecordState state = RecordState::live;
    FileRange range;
    bool problem = false;  // it cannot be read, or its checksum does not match
};

struct BytesPage {
    int digits = 4;                  // of an offset in this file: all are as long as the longest
    std::vector<PageRow> rows;
    Bytes bytes;                     // 16 a row
    std::vector<ByteCell> cells;     // 16 a row
    std::vector<PageName> names;
    std::optional<std::uint64_t> waterline;  // bytes before it are on the platter, those from it on are not
    bool waterInBuffer = false;              // what is behind it is not even in the cache
    std::vector<FileRange> written;          // in this step
    std::vector<FileRange> read;             // in this step
    std::vector<FileRange> damaged;          // records whose bytes are not what was written
    std::vector<FileRange> edited;                   // bytes that were changed by hand
    std::vector<FileRange> announced;        // records that the engine put together and did not write yet
    bool complete = true;                    // false: ask again, structures were not all found yet
};

/// View rows [firstRow, firstRow + count) of what `dissection` shows.
BytesPage makeBytesPage(const Moment& moment, FileDissection& dissection, const RowMap& rows, std::uint64_t firstRow,
                        std::uint64_t count);

/// The file that the newest step before the cursor wrote, read, synced or pointed at; 0 if there is none.
SpaceId newestFile(const Moment& moment);

}  // namespace vitrine::ui

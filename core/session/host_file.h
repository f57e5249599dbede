// Text files outside any database: what load reads and export writes.
//
//   pairs   KEY<TAB>VALUE in each line, escaped as in the console; blank lines are skipped. What export writes.
//   lines   any text: each line is a value, byte for byte, and its number, from 1, the key
//
// Unless somebody says which, a file whose first line that is not blank has a tab holds pairs.
#pragma once

#include <cstdint>
#include <fstream>
#include <istream>
#include <memory>
#include <string>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace vitrine {

class EntryReader {
  public:
    enum class Form { guess, pairs, lines };
    /// `notFound`, or `ioError` for what cannot be read.
    static Result<EntryReader> open(const std::string& path, Form form = Form::guess);
    /// The same of a file's bytes; `path` names it in sentences.
    static EntryReader of(const std::string& path, const Bytes& bytes, Form form);
    /// The next entry, false at the end. `syntax` names file and line.
    Result<bool> next(Bytes& key, Bytes& value);
    std::uint64_t bytesRead() const { return bytesRead_; }
    std::uint64_t bytesTotal() const { return bytesTotal_; }

  private:
    tl::unexpected<Error> wrong(std::string_view sentence) const;
    Form guessForm();
    Result<bool> readPair(const std::string& line, Bytes& key, Bytes& value) const;

    std::string path_;
    Form form_ = Form::guess;
    std::unique_ptr<std::istream> in_;
    std::uint64_t line_ = 0;
    std::uint64_t bytesRead_ = 0;
    std::uint64_t bytesTotal_ = 0;
};

/// Writes beside the target and renames at the end, so that nobody takes half a file for a whole one. Gone without a
/// trace if finish() was not called.
class EntryWriter {
  public:
    /// `exists` when something has that name already.
    static Result<EntryWriter> create(const std::string& path);
    EntryWriter(EntryWriter&& other) noexcept
        : path_(std::move(other.path_)), partPath_(std::exchange(other.partPath_, {})), out_(std::move(other.out_)) {}
    EntryWriter& operator=(EntryWriter&&) = delete;
    ~EntryWriter();
    Status add(ByteView key, ByteView value);
    Status finish();

  private:
    EntryWriter() = default;
    std::string path_;
    std::string partPath_;  // empty once finished or moved from
    std::ofstream out_;
};

}  // namespace vitrine

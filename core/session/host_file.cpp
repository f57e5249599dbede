#include "core/session/host_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <sstream>

#include <fmt/format.h>

namespace vitrine {

namespace {
std::string reason() { return errno != 0 ? std::strerror(errno) : "unknown error"; }
}  // namespace

Result<EntryReader> EntryReader::open(const std::string& path, Form form) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        return fail(ErrorCode::invalidArgument, fmt::format("{} is a directory: load reads one file.", path));
    EntryReader reader;
    reader.path_ = path;
    errno = 0;
    reader.in_ = std::make_unique<std::ifstream>(path, std::ios::binary);
    if (!*reader.in_)
        return fail(errno == ENOENT ? ErrorCode::notFound : ErrorCode::ioError,
                    fmt::format("{} cannot be read: {}.", path, reason()));
    const auto size = std::filesystem::file_size(path, error);
    reader.bytesTotal_ = error ? 0 : size;
    reader.form_ = form == Form::guess ? reader.guessForm() : form;
    return reader;
}

EntryReader EntryReader::of(const std::string& path, const Bytes& bytes, Form form) {
    EntryReader reader;
    reader.path_ = path;
    reader.in_ = std::make_unique<std::istringstream>(bytes, std::ios::binary);
    reader.bytesTotal_ = bytes.size();
    reader.form_ = form == Form::guess ? reader.guessForm() : form;
    return reader;
}

EntryReader::Form EntryReader::guessForm() {
    std::string line;
    while (std::getline(*in_, line) && (line.empty() || line == "\r")) {
    }
    in_->clear();
    in_->seekg(0);
    return line.find('\t') == std::string::npos ? Form::lines : Form::pairs;
}

tl::unexpected<Error> EntryReader::wrong(std::string_view sentence) const {
    return fail(ErrorCode::syntax, std::string(sentence), fmt::format("{}:{}", path_, line_));
}

Result<bool> EntryReader::next(Bytes& key, Bytes& value) {
    for (std::string line; std::getline(*in_, line);) {
        ++line_;
        bytesRead_ += line.size() + 1;
        if (form_ == Form::lines) {
            key = std::to_string(line_);
            value = std::move(line);
            return true;
        }
        if (!line.empty() && line.back() == '\r') line.pop_back();  // a real one is written \x0D
        if (!line.empty()) return readPair(line, key, value);
    }
    if (in_->bad()) return fail(ErrorCode::ioError, fmt::format("{} cannot be read to its end.", path_));
    return false;
}

Result<bool> EntryReader::readPair(const std::string& line, Bytes& key, Bytes& value) const {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos)
        return wrong("No tab parts key and value: with as=lines each line is a value, its number the key.");
    if (line.find('\t', tab + 1) != std::string::npos)
        return wrong("A second tab stands in the line: write \\x09 for a tab in a key or value, or load with as=lines.");
    auto readKey = unescape(std::string_view(line).substr(0, tab));
    auto readValue = unescape(std::string_view(line).substr(tab + 1));
    if (!readKey || !readValue) return wrong("A backslash needs x and two hexadecimal digits behind it, as in \\x0A.");
    key = std::move(*readKey);
    value = std::move(*readValue);
    return true;
}

Result<EntryWriter> EntryWriter::create(const std::string& path) {
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::symlink_status(path, error)))
        return fail(ErrorCode::exists, fmt::format("{} exists already: export to another name, or remove it.", path));
    EntryWriter writer;
    writer.path_ = path;
    writer.partPath_ = path + ".part";
    errno = 0;
    writer.out_.open(writer.partPath_, std::ios::binary | std::ios::trunc);
    if (!writer.out_) {
        writer.partPath_.clear();
        return fail(ErrorCode::ioError, fmt::format("{} cannot be written: {}.", path, reason()));
    }
    return writer;
}

EntryWriter::~EntryWriter() {
    if (partPath_.empty()) return;
    out_.close();
    std::error_code ignored;
    std::filesystem::remove(partPath_, ignored);
}

Status EntryWriter::add(ByteView key, ByteView value) {
    errno = 0;
    out_ << escape(key) << '\t' << escape(value) << '\n';
    if (!out_) return fail(ErrorCode::ioError, fmt::format("{} cannot be written: {}.", path_, reason()));
    return {};
}

Status EntryWriter::finish() {
    errno = 0;
    out_.close();
    if (!out_) return fail(ErrorCode::ioError, fmt::format("{} cannot be written: {}.", path_, reason()));
    std::error_code error;
    std::filesystem::rename(partPath_, path_, error);
    if (error) return fail(ErrorCode::ioError, fmt::format("{} cannot be written: {}.", path_, error.message()));
    partPath_.clear();
    return {};
}

}  // namespace vitrine

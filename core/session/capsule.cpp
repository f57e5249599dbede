#include "core/session/capsule.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "core/base/checksum.h"
#include "core/session/answer.h"
#include "core/session/command_parser.h"
#include "core/session/packing.h"
#include "core/session/session.h"

namespace vitrine {

namespace {

using Json = nlohmann::json;
constexpr std::string_view kWord = "capsule";

// ---- out -----------------------------------------------------------------------------------------------------------------

/// Text as text; bytes that are none in base64.
Json textOut(const std::string& bytes) {
    try {
        (void)Json(bytes).dump();
        return bytes;
    } catch (const Json::exception&) {
        return Json{{"base64", toBase64(bytes)}};
    }
}

Json fileOut(const Bytes& bytes) { return {{"size", bytes.size()}, {"zstd", pack(bytes)}}; }

Json outsideOut(const Outside& outside) {
    Json out = Json::object();
    if (outside.failure)
        out["failure"] = {{"code", codeName(outside.failure->code)}, {"message", textOut(outside.failure->message)},
                          {"where", textOut(outside.failure->where)}, {"acts", outside.actsBefore}};
    for (const InputFile& file : outside.inputs) {
        Json each = {{"path", textOut(file.path)}, {"size", file.sizeBytes}, {"modified_ns", file.modifiedNs}};
        if (file.bytes) each["zstd"] = pack(*file.bytes);
        out["inputs"].push_back(std::move(each));
    }
    if (!outside.seeds.empty()) out["seeds"] = outside.seeds;
    if (outside.directory) {
        out["directory"] = Json::array();
        for (const ImageFile& file : outside.directory->files) {
            Json each = fileOut(file.bytes());
            each["name"] = textOut(file.name);
            out["directory"].push_back(std::move(each));
        }
    }
    if (!outside.whyNotAgain.empty()) out["why_not_again"] = textOut(outside.whyNotAgain);
    return out;
}

/// Numbers what lines of several branches share.
class OutsideTable {
  public:
    std::size_t numberOf(const std::shared_ptr<const Outside>& outside) {
        const auto [found, fresh] = numbers_.try_emplace(outside.get(), numbers_.size());
        if (fresh) all_.push_back(outsideOut(*outside));
        return found->second;
    }
    Json take() { return std::move(all_); }

  private:
    std::map<const Outside*, std::size_t> numbers_;
    Json all_ = Json::array();
};

Json lineOut(const LineRecord& line, OutsideTable& outsides) {
    Json out = {{"text", textOut(line.text)}, {"answer", line.answer}};
    if (!line.ok) out["error"] = codeName(line.code);
    if (line.cancelledAt) out["cancelled_at"] = *line.cancelledAt;
    if (line.outside) out["outside"] = outsides.numberOf(line.outside);
    return out;
}

Json contentOf(const Capsule& capsule) {
    OutsideTable outsides;
    Json branches = Json::array();
    for (const CapsuleBranch& branch : capsule.branches) {
        Json out = {{"name", branch.name}, {"digest", branch.digest}, {"lines", Json::array()}};
        std::size_t first = 0;
        if (branch.parent) {
            first = branch.fork.lines;
            out["parent"] = *branch.parent;
            out["fork"] = {{"lines", branch.fork.lines}, {"operations", branch.fork.operations}};
        }
        for (std::size_t i = first; i < branch.lines.size(); ++i) out["lines"].push_back(lineOut(branch.lines[i], outsides));
        branches.push_back(std::move(out));
    }
    Json content = {{"seed", capsule.seed}, {"current", capsule.current}, {"branches", std::move(branches)}};
    content["outside"] = outsides.take();
    if (capsule.pastLines) content["cursor"]["lines"] = *capsule.pastLines;
    if (capsule.pastFact) content["cursor"]["fact"] = *capsule.pastFact;
    return content;
}

std::string checksumOf(const Json& content) { return fmt::format("{:08X}", crc32c(content.dump())); }

// ---- in ------------------------------------------------------------------------------------------------------------------

/// Where the file says something else than was expected.
struct Wrong {
    std::string place;
    std::string sentence;
};

/// A value with its place in the file, for sentences.
class At {
  public:
    At(const Json& json, std::string place) : json_(json), place_(std::move(place)) {}
    [[noreturn]] void wrong(std::string sentence) const { throw Wrong{place_, std::move(sentence)}; }

    bool has(const char* name) const { return json_.is_object() && json_.contains(name); }
    At field(const char* name) const {
        if (!has(name)) wrong(fmt::format("“{}” is missing", name));
        return {json_.at(name), place_.empty() ? name : fmt::format("{}.{}", place_, name)};
    }
    At item(std::size_t i) const { return {json_.at(i), fmt::format("{}[{}]", place_, i)}; }
    std::size_t size() const {
        if (!json_.is_array()) wrong("a list is expected");
        return json_.size();
    }
    std::uint64_t number(std::uint64_t most = ~std::uint64_t{0}) const {
        if (!json_.is_number_unsigned() || json_.get<std::uint64_t>() > most) wrong(fmt::format("a whole number up to {} is expected", most));
        return json_.get<std::uint64_t>();
    }
    std::int64_t signedNumber() const {
        if (!json_.is_number_integer()) wrong("a whole number is expected");
        return json_.get<std::int64_t>();
    }
    const std::string& string() const {
        if (!json_.is_string()) wrong("text is expected");
        return json_.get_ref<const std::string&>();
    }
    std::string text() const {
        if (!has("base64")) return string();
        auto bytes = fromBase64(field("base64").string());
        if (!bytes) wrong("this is no base64");
        return *bytes;
    }
    ErrorCode code() const {
        for (int code = 0; code <= static_cast<int>(ErrorCode::powerCut); ++code)
            if (codeName(static_cast<ErrorCode>(code)) == string()) return static_cast<ErrorCode>(code);
        wrong("this is no error's code");
    }
    std::shared_ptr<const Bytes> packed(std::uint64_t sizeBytes) const {
        auto bytes = unpack(string(), sizeBytes);
        if (!bytes) wrong(fmt::format("these are not the {} bytes that it says", sizeBytes));
        return std::make_shared<const Bytes>(std::move(*bytes));
    }
    const Json& json() const { return json_; }

  private:
    const Json& json_;
    std::string place_;
};

std::shared_ptr<const Outside> outsideIn(const At& in) {
    auto outside = std::make_shared<Outside>();
    if (in.has("failure")) {
        const At failure = in.field("failure");
        outside->failure = Error{failure.field("code").code(), failure.field("message").text(), failure.field("where").text()};
        outside->actsBefore = failure.field("acts").number();
    }
    if (in.has("inputs"))
        for (std::size_t i = 0; i < in.field("inputs").size(); ++i) {
            const At each = in.field("inputs").item(i);
            InputFile file{each.field("path").text(), each.field("size").number(), each.field("modified_ns").signedNumber(), nullptr};
            if (each.has("zstd")) file.bytes = each.field("zstd").packed(file.sizeBytes);
            outside->inputs.push_back(std::move(file));
        }
    if (in.has("seeds"))
        for (std::size_t i = 0; i < in.field("seeds").size(); ++i) outside->seeds.push_back(in.field("seeds").item(i).number());
    if (in.has("directory")) {
        auto image = std::make_shared<DiskImage>();
        for (std::size_t i = 0; i < in.field("directory").size(); ++i) {
            const At each = in.field("directory").item(i);
            image->set(each.field("name").text(), *each.field("zstd").packed(each.field("size").number()));
        }
        outside->directory = std::move(image);
    }
    if (in.has("why_not_again")) outside->whyNotAgain = in.field("why_not_again").text();
    return outside;
}

LineRecord lineIn(const At& in, const std::vector<std::shared_ptr<const Outside>>& outsides, Session& judge) {
    LineRecord line;
    line.text = in.field("text").text();
    line.over = true;
    line.answer = static_cast<std::uint32_t>(in.field("answer").number(~std::uint32_t{0}));
    if (in.has("error")) line.ok = false, line.code = in.field("error").code();
    if (in.has("cancelled_at")) line.cancelledAt = in.field("cancelled_at").number();
    if (in.has("outside")) {
        const std::uint64_t number = in.field("outside").number();
        if (number >= outsides.size()) in.field("outside").wrong("there is no such entry in “outside”");
        line.outside = outsides[number];
    }
    // What failed then may fail again; what worked must be known here.
    if (const auto known = judge.understands(line.text); line.ok && !known)
        in.field("text").wrong(fmt::format("“{}” is no line that this version knows", lineLabel(line.text)));
    return line;
}

CapsuleBranch branchIn(const At& in, const Capsule& capsule, const std::vector<std::shared_ptr<const Outside>>& outsides,
                       Session& judge) {
    CapsuleBranch branch;
    branch.name = in.field("name").string();
    branch.digest = in.field("digest").string();
    if (branch.name.empty()) in.field("name").wrong("a branch needs a name");
    for (const CapsuleBranch& other : capsule.branches)
        if (other.name == branch.name) in.field("name").wrong("two branches have one name");
    if (in.has("parent")) {
        branch.parent = in.field("parent").number();
        if (*branch.parent >= capsule.branches.size()) in.field("parent").wrong("there is no such branch before it");
        const CapsuleBranch& parent = capsule.branches[*branch.parent];
        branch.fork.lines = in.field("fork").field("lines").number(parent.lines.size());
        branch.fork.operations = in.field("fork").field("operations").number();
        branch.lines.assign(parent.lines.begin(), parent.lines.begin() + static_cast<std::ptrdiff_t>(branch.fork.lines));
    } else if (!capsule.branches.empty()) {
        in.wrong("“parent” is missing");
    }
    for (std::size_t i = 0; i < in.field("lines").size(); ++i) branch.lines.push_back(lineIn(in.field("lines").item(i), outsides, judge));
    return branch;
}

Capsule contentIn(const At& in) {
    Capsule capsule;
    capsule.seed = in.field("seed").number();
    std::vector<std::shared_ptr<const Outside>> outsides;
    for (std::size_t i = 0; i < in.field("outside").size(); ++i) outsides.push_back(outsideIn(in.field("outside").item(i)));
    Session judge;
    for (std::size_t i = 0; i < in.field("branches").size(); ++i)
        capsule.branches.push_back(branchIn(in.field("branches").item(i), capsule, outsides, judge));
    if (capsule.branches.empty()) in.field("branches").wrong("there is no branch");
    capsule.current = in.field("current").number(capsule.branches.size() - 1);
    if (in.has("cursor")) {
        const At cursor = in.field("cursor");
        if (cursor.has("lines")) capsule.pastLines = cursor.field("lines").number(capsule.branches[capsule.current].lines.size());
        if (cursor.has("fact")) capsule.pastFact = cursor.field("fact").number();
    }
    return capsule;
}

/// "line 3, column 7" of a byte.
std::string lineAndColumn(std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, std::min(byte, text.size()));
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const std::size_t last = before.rfind('\n');
    return fmt::format("line {}, column {}", lines + 1, last == std::string_view::npos ? before.size() + 1 : before.size() - last);
}

tl::unexpected<Error> noCapsule(std::string sentence, std::string where) {
    return fail(ErrorCode::corrupt, std::move(sentence), std::move(where));
}

}  // namespace

std::string encodeCapsule(const Capsule& capsule) {
    const Json content = contentOf(capsule);
    // The lines that say what this is come first, so that a person who opens it in an editor sees them.
    return fmt::format("{{\"vitrine\": \"{}\", \"version\": {}, \"checksum\": \"{}\",\n\"content\": {}}}\n", kWord, Capsule::kVersion,
                       checksumOf(content), content.dump(1));
}

bool beginsLikeCapsule(std::string_view text) { return text.starts_with("{\"vitrine\""); }

Result<Capsule> decodeCapsule(std::string_view text) {
    Json file;
    try {
        file = Json::parse(text);
    } catch (const Json::parse_error& error) {
        const std::size_t byte = error.byte > 0 ? error.byte - 1 : 0;
        return noCapsule(byte >= text.size() ? "The file is cut short: it ends amid a capsule." : "This is no capsule, or it is damaged here.",
                         lineAndColumn(text, byte));
    }
    try {
        const At in(file, {});
        if (!in.has("vitrine") || in.field("vitrine").json() != kWord) return noCapsule("This is no capsule of Vitrine.", {});
        if (const std::uint64_t version = in.field("version").number(); version != Capsule::kVersion)
            return fail(ErrorCode::unknownFormat,
                        fmt::format("The capsule is of version {}, and this program reads version {}: {}.", version, Capsule::kVersion,
                                    version > Capsule::kVersion ? "open it with a newer one" : "it is damaged"),
                        "version");
        const At content = in.field("content");
        if (in.field("checksum").string() != checksumOf(content.json()))
            return noCapsule("The capsule is damaged: its checksum is not that of its content.", "checksum");
        if (file.size() != 4) return noCapsule("The capsule is damaged: it holds more than a capsule does.", {});
        return contentIn(content);
    } catch (const Wrong& wrong) {
        return noCapsule(fmt::format("The capsule makes no sense: {}.", wrong.sentence), wrong.place);
    } catch (const Json::exception&) {
        return noCapsule("The capsule holds text that is none.", {});
    }
}

Status writeCapsule(const std::string& path, const Capsule& capsule) {
    const std::string text = encodeCapsule(capsule);
    if (text.size() > Capsule::kMostFileBytes)
        return fail(ErrorCode::tooLarge, fmt::format("{} would be larger than a capsule may be.", path));
    const std::string part = path + ".part";
    const auto failed = [&](int fd) {
        const int why = errno;
        if (fd >= 0) ::close(fd);
        ::unlink(part.c_str());
        return fail(why == ENOSPC ? ErrorCode::noSpace : ErrorCode::ioError, fmt::format("{} cannot be written: {}.", path, std::strerror(why)));
    };
    const int fd = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0) return failed(fd);
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t wrote = ::write(fd, text.data() + done, text.size() - done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return failed(fd);
        done += static_cast<std::size_t>(wrote);
    }
    if (::fsync(fd) != 0) return failed(fd);
    if (::close(fd) != 0 || std::rename(part.c_str(), path.c_str()) != 0) return failed(-1);
    return {};
}

Result<Capsule> readCapsule(const std::string& path) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) return fail(ErrorCode::invalidArgument, fmt::format("{} is a directory.", path));
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(errno == ENOENT ? ErrorCode::notFound : ErrorCode::ioError, fmt::format("{} cannot be read: {}.", path, std::strerror(errno)));
    if (const auto size = std::filesystem::file_size(path, ignored); !ignored && size > Capsule::kMostFileBytes)
        return fail(ErrorCode::tooLarge, fmt::format("{} is larger than a capsule may be.", path));
    std::ostringstream text;
    text << in.rdbuf();
    auto capsule = decodeCapsule(text.view());
    if (!capsule) capsule.error().where = capsule.error().where.empty() ? path : fmt::format("{}, {}", path, capsule.error().where);
    return capsule;
}

}  // namespace vitrine

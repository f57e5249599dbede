// tkrzw's HashDBM over a mapped file: what it wrote is the system's, whether or not the process lives.
#include <tkrzw_dbm_hash.h>
#include <tkrzw_lib_common.h>

#include "core/bench/contender.h"

namespace vitrine::bench {
namespace {

Status status(const tkrzw::Status& from) {
    if (from.IsOK()) return {};
    return fail(ErrorCode::ioError, "tkrzw: " + std::string(tkrzw::ToString(from)));
}

class Tkrzw final : public Contender {
  public:
    Status open(const OpenFor& how) override {
        power_ = how.guarantee == Guarantee::power;
        tkrzw::HashDBM::TuningParameters tuning;
        tuning.num_buckets = 2'000'000;
        return status(db_.OpenAdvanced(how.directory + "/database.tkh", true, tkrzw::File::OPEN_DEFAULT, tuning));
    }
    Status close() override { return status(db_.Close()); }
    Status put(ByteView key, ByteView value) override {
        if (const auto done = status(db_.Set(key, value)); !done || !power_) return done;
        return status(db_.Synchronize(true));
    }
    Status putBatch(std::span<const std::pair<ByteView, ByteView>>) override {
        return fail(ErrorCode::notSupported, "tkrzw's hash has no batches that are whole or absent after a crash.");
    }
    Result<bool> get(ByteView key, Bytes& value) override {
        const auto got = db_.Get(key, &value);
        if (got == tkrzw::Status::NOT_FOUND_ERROR) return false;
        if (!got.IsOK()) return passOn(status(got));
        return true;
    }
    Status erase(ByteView key) override { return status(db_.Remove(key)); }
    Result<std::uint64_t> scan(const std::function<void(ByteView, ByteView)>& visit) override {
        const auto at = db_.MakeIterator();
        std::uint64_t count = 0;
        std::string key;
        std::string value;
        at->First();
        for (; at->Get(&key, &value).IsOK(); at->Next(), ++count) visit(key, value);
        return count;
    }
    Result<std::uint64_t> range(ByteView, std::uint64_t, const std::function<void(ByteView, ByteView)>&) override {
        return fail(ErrorCode::notSupported, "tkrzw's hash has no order.");
    }
    Status compact() override { return status(db_.Rebuild()); }

  private:
    tkrzw::HashDBM db_;
    bool power_ = false;
};

}  // namespace

ContenderKind tkrzwContender() {
    ContenderKind kind;
    kind.name = "tkrzw hash";
    kind.version = tkrzw::PACKAGE_VERSION;
    kind.settings = "HashDBM, 2,000,000 buckets, mapped file";
    kind.gives = [](Guarantee asked) { return asked == Guarantee::buffered ? Guarantee::process : asked; };
    kind.writesByCall = false;
    kind.make = [] { return std::make_unique<Tkrzw>(); };
    return kind;
}

}  // namespace vitrine::bench

// A disk that lets somebody else act before each look at it: for readers beside a writer, without a second thread.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/disk/disk.h"

namespace vitrine::test {

/// One thread. `meddle` is called before each open() and read(), and in the middle of each list(): as in a real
/// directory, half of the names are those from before. What it does to `inner` must not come back here.
class MeddledDisk final : public Disk {
  public:
    MeddledDisk(Disk& inner, std::function<void()> meddle) : inner_(inner), meddle_(std::move(meddle)) {}

    Result<std::unique_ptr<File>> open(std::string_view name, OpenMode mode) override {
        meddle_();
        auto file = inner_.open(name, mode);
        if (!file) return file;
        return std::make_unique<MeddledFile>(std::move(*file), meddle_);
    }
    Status rename(std::string_view from, std::string_view to) override { return inner_.rename(from, to); }
    Status remove(std::string_view name) override { return inner_.remove(name); }
    Result<std::vector<std::string>> list() override {
        const auto before = inner_.list();
        if (!before) return before;
        meddle_();
        const auto after = inner_.list();
        if (!after) return after;
        std::set<std::string> names;
        const auto listedFirst = [](const std::string& name) { return name.size() > 9 && name[9] % 2 == 0; };
        for (const std::string& name : *before)
            if (listedFirst(name)) names.insert(name);
        for (const std::string& name : *after)
            if (!listedFirst(name)) names.insert(name);
        return std::vector<std::string>(names.begin(), names.end());
    }
    Status syncDirectory() override { return inner_.syncDirectory(); }
    Result<std::unique_ptr<DiskLock>> lock() override { return inner_.lock(); }
    std::string place() const override { return inner_.place(); }
    bool durable() const override { return inner_.durable(); }

  private:
    class MeddledFile final : public File {
      public:
        MeddledFile(std::unique_ptr<File> inner, std::function<void()> meddle)
            : inner_(std::move(inner)), meddle_(std::move(meddle)) {}
        Result<std::size_t> read(std::uint64_t offset, std::span<char> out) override {
            meddle_();
            return inner_->read(offset, out);
        }
        Status write(std::uint64_t offset, ByteView bytes, std::size_t* written) override {
            return inner_->write(offset, bytes, written);
        }
        Status sync() override { return inner_->sync(); }
        Status truncate(std::uint64_t sizeBytes) override { return inner_->truncate(sizeBytes); }
        Status preallocate(std::uint64_t sizeBytes) override { return inner_->preallocate(sizeBytes); }
        Result<std::uint64_t> size() override { return inner_->size(); }
        std::shared_ptr<const ByteSource> snapshot() override { return inner_->snapshot(); }

      private:
        std::unique_ptr<File> inner_;
        std::function<void()> meddle_;
    };

    Disk& inner_;
    std::function<void()> meddle_;
};

}  // namespace vitrine::test

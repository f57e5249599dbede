// A disk that lets somebody else act before each look at it: for readers beside a writer, without a second thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/disk/disk.h"

namespace vitrine::test {

/// One thread. `meddle` is called before each list(), open() and read(); what it does to `inner` must not come back here.
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
        meddle_();
        return inner_.list();
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

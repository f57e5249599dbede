// A disk that calls back before each sync of a file or of the directory: those are the moments to look at what a power
// cut would leave, since a moment's disks include those of all earlier moments back to the last sync.
#pragma once

#include <functional>

#include "core/disk/disk.h"

namespace vitrine::test {

class HookedDisk final : public Disk {
  public:
    HookedDisk(Disk& inner, std::function<void()> beforeSync) : inner_(inner), beforeSync_(std::move(beforeSync)) {}

    Result<std::unique_ptr<File>> open(std::string_view name, OpenMode mode) override {
        auto file = inner_.open(name, mode);
        if (!file) return file;
        return std::make_unique<HookedFile>(std::move(*file), beforeSync_);
    }
    Status rename(std::string_view from, std::string_view to) override { return inner_.rename(from, to); }
    Status remove(std::string_view name) override { return inner_.remove(name); }
    Result<std::vector<std::string>> list() override { return inner_.list(); }
    Status syncDirectory() override {
        beforeSync_();
        return inner_.syncDirectory();
    }
    Result<std::unique_ptr<DiskLock>> lock() override { return inner_.lock(); }
    std::string place() const override { return inner_.place(); }
    bool durable() const override { return inner_.durable(); }

  private:
    class HookedFile final : public File {
      public:
        HookedFile(std::unique_ptr<File> inner, const std::function<void()>& beforeSync)
            : inner_(std::move(inner)), beforeSync_(beforeSync) {}
        Result<std::size_t> read(std::uint64_t offset, std::span<char> out) override { return inner_->read(offset, out); }
        Status write(std::uint64_t offset, ByteView bytes, std::size_t* written) override {
            return inner_->write(offset, bytes, written);
        }
        Status sync() override {
            beforeSync_();
            return inner_->sync();
        }
        Status truncate(std::uint64_t sizeBytes) override { return inner_->truncate(sizeBytes); }
        Status preallocate(std::uint64_t sizeBytes) override { return inner_->preallocate(sizeBytes); }
        Result<std::uint64_t> size() override { return inner_->size(); }
        std::shared_ptr<const ByteSource> snapshot() override { return inner_->snapshot(); }

      private:
        std::unique_ptr<File> inner_;
        const std::function<void()> beforeSync_;
    };

    Disk& inner_;
    const std::function<void()> beforeSync_;
};

}  // namespace vitrine::test

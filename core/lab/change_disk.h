// A disk that counts what changes it, and whose power can fail behind such a change.
//
// What a change is, core/disk/power_switch.h says: that counts the same ones for `crash at=N`.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "core/disk/disk.h"

namespace vitrine::lab {

class ChangeDisk final : public Disk {
  public:
    /// Called behind each change with its number and a text for people: "write of 28 bytes to 0000000001.log".
    /// Nothing on the disk has happened since. False: the power fails here, and every call from now on fails.
    using Hook = std::function<bool(std::uint64_t number, const std::function<std::string()>& text)>;
    /// `below` outlives it.
    ChangeDisk(Disk& below, Hook hook) : below_(below), hook_(std::move(hook)) {}

    Result<std::unique_ptr<File>> open(std::string_view name, OpenMode mode) override;
    Status rename(std::string_view from, std::string_view to) override;
    Status remove(std::string_view name) override;
    Result<std::vector<std::string>> list() override;
    Status syncDirectory() override;
    Result<std::unique_ptr<DiskLock>> lock() override { return below_.lock(); }
    std::string place() const override { return below_.place(); }
    bool durable() const override { return below_.durable(); }

    /// Changes since the last restart().
    std::uint64_t changes() const { return changes_; }
    /// Counts from 0 again, and the power is back.
    void restart() {
        changes_ = 0;
        dead_ = false;
    }

  private:
    class CountedFile;
    static tl::unexpected<Error> noPower();
    template <class Text>
    Status changed(Status status, const Text& text);

    Disk& below_;
    Hook hook_;
    std::uint64_t changes_ = 0;
    bool dead_ = false;
};

}  // namespace vitrine::lab

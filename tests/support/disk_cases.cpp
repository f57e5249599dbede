#include "tests/support/disk_cases.h"

#include <QTemporaryDir>

#include "core/disk/faulty_disk.h"
#include "core/disk/memory_disk.h"
#include "core/disk/posix_disk.h"
#include "core/disk/power_switch.h"
#include "core/disk/simulated_disk.h"
#include "core/disk/traced_disk.h"
#include "core/lab/mapped_disk.h"

namespace vitrine::test {

namespace {

/// A disk that stands on nothing.
template <class Kind>
class Plain final : public DiskUnderTest {
  public:
    Disk& disk() override { return disk_; }

  private:
    Kind disk_;
};

class Discard final : public ChunkSink {
  public:
    void accept(std::unique_ptr<Chunk>) override {}
};

class Posix final : public DiskUnderTest {
  public:
    Posix() : disk_(PosixDisk::open(directory_.path().toStdString()).value()) {}
    Disk& disk() override { return *disk_; }

  private:
    QTemporaryDir directory_;
    std::unique_ptr<PosixDisk> disk_;
};

class Faulty final : public DiskUnderTest {
  public:
    Disk& disk() override { return faulty_; }

  private:
    SimulatedDisk simulated_;
    FaultyDisk faulty_{simulated_};
};

class Traced final : public DiskUnderTest {
  public:
    Disk& disk() override { return traced_; }

  private:
    SimulatedDisk simulated_;
    Discard sink_;
    CountingClock clock_;
    Tracer tracer_{sink_, clock_};
    TracedDisk traced_{simulated_, tracer_};
};

class Mapped final : public DiskUnderTest {
  public:
    Disk& disk() override { return mapped_; }

  private:
    SimulatedDisk simulated_;
    lab::MappedDisk mapped_{simulated_};
};

class Switched final : public DiskUnderTest {
  public:
    Disk& disk() override { return switched_; }

  private:
    SimulatedDisk simulated_;
    PowerSwitch switched_{simulated_, &simulated_};
};

template <class Kind>
std::unique_ptr<DiskUnderTest> make() {
    return std::make_unique<Kind>();
}

}  // namespace

std::vector<DiskCase> diskCases() {
    return {
        {"memory", make<Plain<MemoryDisk>>, false},
        {"simulated", make<Plain<SimulatedDisk>>},
        {"posix", make<Posix>},
        {"faulty", make<Faulty>},
        {"traced", make<Traced>},
        {"mapped", make<Mapped>},
        {"power switch", make<Switched>},
    };
}

Bytes contentsOf(Disk& disk, std::string_view name) {
    auto file = disk.open(name, OpenMode::readOnly);
    if (!file) return "<" + describe(file.error()) + ">";
    const auto size = (*file)->size();
    if (!size) return "<" + describe(size.error()) + ">";
    Bytes bytes(*size + 1, '?');  // one more than there should be
    const auto got = (*file)->read(0, bytes);
    if (!got) return "<" + describe(got.error()) + ">";
    bytes.resize(*got);
    return bytes;
}

Bytes contentsOf(const ByteSource& source) {
    Bytes bytes(source.size() + 1, '?');
    bytes.resize(source.read(0, bytes));
    return bytes;
}

std::string putFile(Disk& disk, std::string_view name, ByteView bytes) {
    auto file = disk.open(name, OpenMode::createNew);
    if (!file) return describe(file.error());
    const Status status = (*file)->write(0, bytes);
    return status ? std::string() : describe(status.error());
}

}  // namespace vitrine::test

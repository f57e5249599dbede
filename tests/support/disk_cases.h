// Every kind of disk, made anew for each test of the conformance suite.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/disk/disk.h"

namespace vitrine::test {

/// A disk with all that it stands on.
class DiskUnderTest {
  public:
    virtual ~DiskUnderTest() = default;
    virtual Disk& disk() = 0;
};

struct DiskCase {
    std::string name;
    std::function<std::unique_ptr<DiskUnderTest>()> make;
    bool durable = true;
};

/// To put a disk under the suite, add a line to the list in disk_cases.cpp.
std::vector<DiskCase> diskCases();

/// Reads a whole file; "<error sentence>" if that fails, so that comparisons show it.
Bytes contentsOf(Disk& disk, std::string_view name);
Bytes contentsOf(const ByteSource& source);
/// Creates a file that holds `bytes`; the sentence of what failed, or nothing.
std::string putFile(Disk& disk, std::string_view name, ByteView bytes);

}  // namespace vitrine::test

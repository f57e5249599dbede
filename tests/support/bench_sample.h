// A report of `vitrine-cli bench` whose figures can be worked out by hand.
#pragma once

#include <QByteArray>

namespace vitrine::test {

/// Ours and LevelDB: "fillrandom" with two rounds each, "readrandom" with one round at 1,000 and 1,000,000 keys, and
/// "ycsb-e", which was not measured. Ours puts 1,000 and 2,000 a second (the median is the faster), LevelDB 500 and 400.
QByteArray benchSample();
/// Both at three workloads under two guarantees with 1,000, 10,000 and 100,000 keys: 18 comparisons.
QByteArray benchSampleOfMany();

}  // namespace vitrine::test

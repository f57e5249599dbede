// The figures of the status bar, from the Scene alone: so they are true of the past as well.
#pragma once

#include <QString>

#include "ui/models/moment.h"

namespace vitrine::ui {

struct Figures {
    bool known = false;  // an engine that counts is there
    bool recovering = false;  // not all that is on disk was read: what is live, and so the amplifications, is open
    std::uint64_t onDisk = 0, live = 0;      // bytes, all segments, hints apart
    double writeAmplification = 1;           // written / accepted
    double spaceAmplification = 1;           // on disk / live
    std::uint64_t atRisk = 0;                // bytes not on the platter

    bool operator==(const Figures&) const = default;
};

Figures figuresAt(const Scene& scene);

/// "316 B", "12.4 KiB", "3.20 MiB".
QString bytesText(std::uint64_t bytes);

}  // namespace vitrine::ui

// QCustomPlot's header, for the .cpp files of this room alone: it is slow, and written with Qt's short keywords, which this
// project switches off.
#pragma once

#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach Q_FOREACH
#define emit Q_EMIT
#include <qcustomplot.h>
#undef signals
#undef slots
#undef foreach
#undef emit

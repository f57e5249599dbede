#include "ui/views/moment_view.h"

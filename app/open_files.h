// How many files a program may have open: a database of many segments has a descriptor for each.
#pragma once

namespace vitrine::app {

/// Raises the soft limit to the hard one; stays where it is if the system refuses. Once, when the program starts.
void raiseOpenFileLimit();

}  // namespace vitrine::app

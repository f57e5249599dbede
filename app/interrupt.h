// Ctrl+C and SIGTERM as something to ask for, so that a command under way can be given up and the database closed.
#pragma once

namespace vitrine::app {

/// From here on the first SIGINT or SIGTERM only makes interruptedBy() answer; the second ends the process. SIGPIPE is
/// ignored: writing says so itself.
void catchInterrupts();
/// The signal that came, or 0.
int interruptedBy();
/// Waits until `fd` can be read or a signal came, whichever is first, missing neither. False for a signal.
bool waitReadable(int fd);

}  // namespace vitrine::app

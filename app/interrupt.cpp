#include "app/interrupt.h"

#include <cerrno>
#include <csignal>

#include <poll.h>

namespace vitrine::app {
namespace {

// A signal handler can reach nothing but statics.
volatile std::sig_atomic_t caughtSignal = 0;
void onSignal(int signal) { caughtSignal = signal; }

}  // namespace

void catchInterrupts() {
    struct sigaction action {};
    action.sa_handler = onSignal;
    action.sa_flags = static_cast<int>(SA_RESETHAND);  // no SA_RESTART: a read that waits must come back
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

int interruptedBy() { return caughtSignal; }

bool waitReadable(int fd) {
    // Blocked between the look at the flag and ppoll, a signal cannot slip through unseen.
    sigset_t signals;
    sigset_t before;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, &before);
    pollfd poll{fd, POLLIN, 0};
    int ready = 0;
    while (caughtSignal == 0 && ready == 0) {
        ready = ::ppoll(&poll, 1, nullptr, &before);
        if (ready < 0 && errno == EINTR) ready = 0;
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    if (caughtSignal != 0) ready = ::poll(&poll, 1, 0);
    return ready > 0;
}

}  // namespace vitrine::app

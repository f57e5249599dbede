#include "tests/support/ui_world.h"

#include <QtTest>

namespace vitrine::test {

UiWorld::UiWorld(std::uint64_t segmentBytes)
    : catalog_(allSpanKinds()), timeline_(catalog_), sink_(timeline_), scene_(timeline_) {
    SessionOptions options;
    options.sink = &sink_;
    session_ = std::make_unique<Session>(options);
    run("use log index=hash disk=simulated segment=" + std::to_string(segmentBytes));
}

void UiWorld::run(std::string_view line) {
    const CommandResult result = session_->execute(line);
    if (!result.ok) qFatal("%s: %s", std::string(line).c_str(), result.error.message.c_str());
    if (session_->tracer()) session_->tracer()->flush();
    live();
}

void UiWorld::refused(std::string_view line) {
    if (session_->execute(line).ok) qFatal("%s: is not refused", std::string(line).c_str());
    if (session_->tracer()) session_->tracer()->flush();
    live();
}

void UiWorld::run(const std::vector<std::string>& lines) {
    for (const std::string& line : lines) run(line);
}

FactId UiWorld::stepBegin() const {
    const auto step = timeline_.stepAt(scene_.position());
    return step ? timeline_.step(*step).begin : kNoFact;
}

void UiWorld::back(int steps) {
    // Behind an operation's last step the cursor shows that step still.
    const auto step = timeline_.stepAt(scene_.position());
    if (step && timeline_.step(*step).end != kNoFact) seek(timeline_.step(*step).end);
    for (int i = 0; i < steps; ++i) seek(timeline_.previousStep(scene_.position()));
}

std::vector<std::string> pictureCommands() {
    return {"put user:1 Ada",      "put user:2 Grace",    "put user:3 Edsger",       "put user:1 \"Ada Lovelace\"",
            "put user:4 Barbara",  "del user:2",          "put user:5 Donald",       "put user:3 \"Edsger W.\"",
            "sync",                "put user:6 \"Tony Hoare\"", "put user:7 \"Jim Gray\""};
}

}  // namespace vitrine::test

#include "ui/shell/startup.h"

#include <QApplication>
#include <QFile>
#include <QFileInfo>
#include <QTimer>
#include <cstdio>

#include "core/trace/node_kinds.h"
#include "ui/export/output_file.h"
#include "ui/export/picture.h"
#include "ui/shell/language.h"
#include "ui/shell/open_path.h"
#include "ui/shell/panel_dock.h"

namespace vitrine::ui {
namespace {

constexpr int kSettleMs = 600;  // views that compute behind a pause have painted by then

tl::unexpected<Error> wrong(const QString& option, const QString& expected) {
    return fail(ErrorCode::invalidArgument, QStringLiteral("--%1 takes %2.").arg(option, expected).toStdString());
}

/// "A<separator>B" as two numbers; hexadecimal with 0x.
std::optional<std::pair<std::uint64_t, std::uint64_t>> twoNumbers(const QString& text, QChar separator) {
    const QStringList parts = text.split(separator);
    if (parts.size() != 2) return std::nullopt;
    bool first = false, second = false;
    const std::uint64_t a = parts[0].toULongLong(&first, 0), b = parts[1].toULongLong(&second, 0);
    if (!first || !second) return std::nullopt;
    return std::pair(a, b);
}

Status readMoment(const QCommandLineParser& parser, StartOptions& options) {
    bool ok = true;
    if (parser.isSet(QStringLiteral("seek"))) options.seek = parser.value(QStringLiteral("seek")).toULongLong(&ok);
    if (!ok) return wrong(QStringLiteral("seek"), QStringLiteral("a number of facts"));
    if (parser.isSet(QStringLiteral("step"))) options.step = parser.value(QStringLiteral("step")).toULongLong(&ok);
    if (!ok || options.step == 0) return wrong(QStringLiteral("step"), QStringLiteral("the number of a step, from 1"));
    if (parser.isSet(QStringLiteral("seek-to"))) {
        options.operationStep = twoNumbers(parser.value(QStringLiteral("seek-to")), QLatin1Char('.'));
        if (!options.operationStep || options.operationStep->second == 0)
            return wrong(QStringLiteral("seek-to"), QStringLiteral("OPERATION.STEP, for example 13.10"));
    }
    if (parser.isSet(QStringLiteral("select"))) {
        const auto place = twoNumbers(parser.value(QStringLiteral("select")), QLatin1Char('@'));
        if (!place) return wrong(QStringLiteral("select"), QStringLiteral("SEGMENT@OFFSET, for example 2@0x7D"));
        options.select.emplace(static_cast<std::uint32_t>(place->first), place->second);
    }
    return {};
}

/// "OPERATION" or "OPERATION.STEP".
std::optional<RecordingPoint> pointOf(const QString& text) {
    if (const auto both = twoNumbers(text, QLatin1Char('.')))
        return both->second == 0 ? std::nullopt : std::optional(RecordingPoint{both->first, both->second});
    bool ok = false;
    const std::uint64_t operation = text.toULongLong(&ok);
    return ok ? std::optional(RecordingPoint{operation, 0}) : std::nullopt;
}

Status readRecording(const QCommandLineParser& parser, StartOptions& options) {
    options.record = parser.value(QStringLiteral("record"));
    options.view = parser.value(QStringLiteral("view"));
    options.sizeGiven = parser.isSet(QStringLiteral("size"));
    const auto point = [&](const QString& name, std::optional<RecordingPoint>& to) -> Status {
        if (!parser.isSet(name)) return {};
        to = pointOf(parser.value(name));
        if (!to) return wrong(name, QStringLiteral("OPERATION or OPERATION.STEP, for example 12 or 12.2"));
        return {};
    };
    if (const Status from = point(QStringLiteral("from"), options.from); !from) return from;
    if (const Status to = point(QStringLiteral("to"), options.to); !to) return to;
    bool ok = false;
    options.stepsPerSecond = parser.value(QStringLiteral("steps-per-second")).toDouble(&ok);
    if (!ok || options.stepsPerSecond < Recording::kSlowest || options.stepsPerSecond > Recording::kFastest)
        return wrong(QStringLiteral("steps-per-second"), QStringLiteral("0.1 to 50"));
    if (!options.record.isEmpty() && parser.isSet(QStringLiteral("screenshot")))
        return fail(ErrorCode::invalidArgument, "Take a picture or record a run: --screenshot and --record exclude each other.");
    for (const char* name : {"from", "to", "steps-per-second"})
        if (options.record.isEmpty() && parser.isSet(QLatin1String(name)))
            return fail(ErrorCode::invalidArgument,
                        QStringLiteral("--%1 says what to record: name the file with --record.").arg(QLatin1String(name)).toStdString());
    if (!options.view.isEmpty() && options.record.isEmpty() && !parser.isSet(QStringLiteral("screenshot")))
        return fail(ErrorCode::invalidArgument, "--view says what a picture shows: it needs --screenshot or --record.");
    return {};
}

Status readLook(const QCommandLineParser& parser, StartOptions& options) {
    const auto size = twoNumbers(parser.value(QStringLiteral("size")), QLatin1Char('x'));
    if (!size || size->first < 200 || size->second < 200 || size->first > 16000 || size->second > 16000)
        return wrong(QStringLiteral("size"), QStringLiteral("WIDTHxHEIGHT in pixels, for example 1600x1000"));
    options.size = QSize(static_cast<int>(size->first), static_cast<int>(size->second));
    if (parser.isSet(QStringLiteral("theme"))) {
        const QString theme = parser.value(QStringLiteral("theme"));
        if (theme == QLatin1String("light")) options.theme = ThemeKind::light;
        else if (theme == QLatin1String("dark")) options.theme = ThemeKind::dark;
        else if (theme == QLatin1String("high-contrast")) options.theme = ThemeKind::highContrast;
        else return wrong(QStringLiteral("theme"), QStringLiteral("light, dark or high-contrast"));
    }
    if (parser.isSet(QStringLiteral("scale"))) {
        bool ok = false;
        options.scale = parser.value(QStringLiteral("scale")).toDouble(&ok);
        if (!ok || options.scale < 0.5 || options.scale > 4) return wrong(QStringLiteral("scale"), QStringLiteral("0.5 to 4"));
    }
    options.language = parser.value(QStringLiteral("language"));
    if (!options.language.isEmpty() && !speaks(options.language))
        return wrong(QStringLiteral("language"), QStringLiteral("one of: %1").arg(languageCodes().join(QStringLiteral(", "))));
    if (parser.isSet(QStringLiteral("layout"))) {
        options.layout = layoutOf(parser.value(QStringLiteral("layout")));
        if (!options.layout) return wrong(QStringLiteral("layout"), QStringLiteral("bytes, compaction, benchmark or learn"));
    }
    return {};
}

/// What stands without an option's name: a directory, a script or a saved session; and the script of --script.
Status readPlace(const QCommandLineParser& parser, StartOptions& options) {
    options.scriptName = parser.value(QStringLiteral("script"));
    const QStringList places = parser.positionalArguments();
    if (places.isEmpty()) return {};
    const QString& place = places.first();
    if (places.size() > 1) return fail(ErrorCode::invalidArgument, "Name one directory, script or saved session only.");
    const auto kind = kindOfPath(place);
    if (!kind) return passOn(kind);
    switch (*kind) {
        case PathKind::directory: options.directory = QFileInfo(place).absoluteFilePath(); break;
        case PathKind::capsule: options.capsule = QFileInfo(place).absoluteFilePath(); break;
        case PathKind::script:
            if (parser.isSet(QStringLiteral("script")))
                return fail(ErrorCode::invalidArgument, "Two scripts are named, one of them with --script: name one only.");
            options.scriptName = place;
    }
    return {};
}

}  // namespace

void describeOptions(QCommandLineParser& parser) {
    const auto text = [](const char* words) { return QString::fromUtf8(words); };  // the command line speaks English
    parser.setApplicationDescription(text("A database behind glass: drives real storage engines and shows their insides."));
    parser.addPositionalArgument(QStringLiteral("PLACE"), text("A directory with a database, a script, or a saved session (.vitrine) to open."),
                                 QStringLiteral("[PLACE]"));
    parser.addOptions({
        {QStringLiteral("script"), text("Runs the commands of a script."), QStringLiteral("FILE")},
        {QStringLiteral("screenshot"), text("Writes a picture of the window, PNG or SVG, and quits; needs no display."),
         QStringLiteral("OUT.png")},
        {QStringLiteral("record"),
         text("Records the run, a frame a step, as an animated GIF or as PNG files in a new folder, and quits; needs no display."),
         QStringLiteral("OUT.gif|DIR")},
        {QStringLiteral("from"), text("The first operation that is recorded, or its step."), QStringLiteral("OP[.STEP]")},
        {QStringLiteral("to"), text("The last operation that is recorded, or its step."), QStringLiteral("OP[.STEP]")},
        {QStringLiteral("steps-per-second"), text("Speed of the recording, 0.1 to 50."), QStringLiteral("N"), QStringLiteral("2")},
        {QStringLiteral("view"), text("The card that picture or recording show, instead of the window: bytes, segments, index, …"),
         QStringLiteral("PANEL")},
        {QStringLiteral("size"), text("Size of the window, or of the card that --view names."), QStringLiteral("WxH"), QStringLiteral("1600x1000")},
        {QStringLiteral("theme"), text("light, dark or high-contrast."), QStringLiteral("THEME")},
        {QStringLiteral("scale"), text("Scale of all text and lines."), QStringLiteral("F")},
        {QStringLiteral("language"), text("Of the window, for example pt_BR; without it that of the system."), QStringLiteral("CODE")},
        {QStringLiteral("seek"), text("Puts the cursor behind the N-th fact."), QStringLiteral("N")},
        {QStringLiteral("step"), text("Puts the cursor behind the N-th step."), QStringLiteral("N")},
        {QStringLiteral("seek-to"), text("Puts the cursor behind a step of an operation."), QStringLiteral("OP.STEP")},
        {QStringLiteral("layout"), text("bytes, compaction, benchmark or learn."), QStringLiteral("LAYOUT")},
        {QStringLiteral("gallery"), text("Begins with the lessons and what was open lately.")},
        {QStringLiteral("projector"),
         text("Begins with the projector's screen and the story of a key, of the one used last unless it is named."),
         QStringLiteral("KEY")},
        {QStringLiteral("benchmark"), text("Shows a saved report of “vitrine-cli bench --json”."), QStringLiteral("FILE")},
        {QStringLiteral("select"), text("Points at the record there."), QStringLiteral("SEGMENT@OFFSET")},
    });
}

Result<StartOptions> readOptions(const QCommandLineParser& parser) {
    StartOptions options;
    if (const Status look = readLook(parser, options); !look) return passOn(look);
    if (const Status moment = readMoment(parser, options); !moment) return passOn(moment);
    if (const Status recording = readRecording(parser, options); !recording) return passOn(recording);
    options.screenshot = parser.value(QStringLiteral("screenshot"));
    options.gallery = parser.isSet(QStringLiteral("gallery"));
    if (parser.isSet(QStringLiteral("projector"))) options.projector = parser.value(QStringLiteral("projector"));
    if (options.gallery && options.projector)
        return fail(ErrorCode::invalidArgument, "Begin with the lessons or with the projector: --gallery and --projector exclude each other.");
    if (parser.isSet(QStringLiteral("benchmark"))) {
        const auto report = readBenchFile(parser.value(QStringLiteral("benchmark")));
        if (!report) return passOn(report);
        options.benchmark = *report;
    }
    if (const Status place = readPlace(parser, options); !place) return passOn(place);
    if (!options.scriptName.isEmpty()) {
        auto script = readScriptEntries(options.scriptName);
        if (!script) return passOn(script);
        options.script = std::move(*script);
        for (const ScriptEntry& entry : options.script) options.lines << QString::fromStdString(entry.command.text);
    }
    return options;
}

QStringList withOptionalValues(QStringList arguments) {
    for (QString& argument : arguments)
        if (argument == QLatin1String("--projector")) argument += QLatin1Char('=');
    return arguments;
}

// ---- the start itself ----------------------------------------------------------------------------------------------------

Startup::Startup(Look& look, MainWindow& window, Bridge& bridge, StartOptions options, QObject* parent)
    : QObject(parent), look_(look), window_(window), bridge_(bridge), options_(std::move(options)) {}

Startup::~Startup() {
    if (shownAlone_) shownAlone_->panel()->setParent(shownAlone_);  // whose it is
}

void Startup::begin() {
    if (!options_.directory.isEmpty()) {
        window_.bar()->setDisk(options_.directory);
        options_.lines = QStringList{window_.bar()->useLine(options_.directory), QStringLiteral("open")} + options_.lines;
        if (!options_.quits()) window_.recentFiles().add(options_.directory);
    }
    if (options_.layout) window_.chooseLayout(*options_.layout);
    if (options_.benchmark) window_.showBenchmark(*options_.benchmark);
    window_.startEmpty();
    if (!options_.lines.isEmpty() || !options_.capsule.isEmpty()) window_.setFocus();
    connect(&bridge_.engine(), &EngineThread::finished, this, &Startup::judge);
    connect(&bridge_, &Bridge::capsuleOpened, this, [this](const QString&, const QString& why) {
        if (!why.isEmpty() && options_.quits()) arrived_ = true, giveUp(why);
    });
    if (!options_.capsule.isEmpty()) bridge_.openCapsule(options_.capsule);
    for (const QString& line : options_.lines) bridge_.run(line);
    connect(&bridge_.engine(), &EngineThread::becameIdle, this, &Startup::arrive);
    if (bridge_.engine().idle()) QTimer::singleShot(0, this, &Startup::arrive);
}

void Startup::arrive() {
    if (arrived_ || !bridge_.engine().idle()) return;
    arrived_ = true;
    Cursor& cursor = bridge_.cursor();
    const Timeline& timeline = cursor.timeline();
    if (options_.seek) cursor.seek(*options_.seek);
    if (!goToStep()) return giveUp(QStringLiteral("there is no step %L1: the history has %L2.").arg(*options_.step).arg(timeline.stepCount()));
    if (!goToOperationStep())
        return giveUp(QStringLiteral("there is no operation %1 with a step %2 in the history.")
                          .arg(options_.operationStep->first)
                          .arg(options_.operationStep->second));
    if (!selectRecord())
        return giveUp(QStringLiteral("there is no record at %1 of segment %2 at that moment.")
                          .arg(QString::fromStdString(hexOffset(options_.select->second)))
                          .arg(options_.select->first));
    cursor.publishNow();
    if (options_.gallery) Q_EMIT galleryWanted();
    if (options_.projector)
        Q_EMIT projectorWanted(options_.projector->isEmpty() ? std::nullopt : std::optional(options_.projector->toStdString()));
    cursor.publishNow();
    if (!options_.record.isEmpty()) record();
    else if (!options_.screenshot.isEmpty()) takePicture();
}

/// The picture of another moment than was asked for would be a lie.
void Startup::giveUp(const QString& why) {
    quit(2, why);
}

bool Startup::goToStep() {
    Cursor& cursor = bridge_.cursor();
    const Timeline& timeline = cursor.timeline();
    if (!options_.step) return true;
    if (*options_.step > timeline.stepCount()) return false;
    const FactId end = timeline.step(*options_.step - 1).end;
    cursor.seek(end == kNoFact ? timeline.end() : end);
    return true;
}

bool Startup::goToOperationStep() {
    if (!options_.operationStep) return true;
    const auto [number, step] = *options_.operationStep;
    const Timeline& timeline = bridge_.cursor().timeline();
    bool found = false;
    for (std::size_t i = timeline.firstOperation(); i < timeline.operationCount(); ++i) {
        if (timeline.operation(i).number != number || timeline.operation(i).stepCount < step) continue;
        bridge_.cursor().seekToStep(i, step - 1);
        found = true;
    }
    return found;
}

bool Startup::selectRecord() {
    if (!options_.select) return true;
    const Scene& scene = bridge_.cursor().scene();
    namespace cells = node_kinds::log_segment;
    for (const NodeState* segment : scene.nodesOfKind(node_kinds::logSegment)) {
        if (scene.number({segment->id, cells::number}) != options_.select->first) continue;
        const auto space = static_cast<SpaceId>(scene.number({segment->id, cells::space}));
        const auto record = scene.timeline().recordAt(space, options_.select->second, scene.position());
        if (!record) continue;
        Selection selection;
        selection.kind = Selection::Kind::range;
        selection.space = space;
        selection.offset = record->offset;
        selection.size = record->size;
        selection.key = record->info.key;
        bridge_.cursor().pin(selection);
        return true;
    }
    return false;
}

// ---- what is written -----------------------------------------------------------------------------------------------------

void Startup::quit(int status, const QString& complaint) {
    if (!complaint.isEmpty()) std::fprintf(stderr, "vitrine: %s\n", qPrintable(complaint));
    QApplication::exit(status);
}

/// A recording of a script that failed on its way would tell another story than the one that was asked for.
void Startup::judge(const QString&, const CommandResult& result) {
    const std::size_t before = static_cast<std::size_t>(options_.lines.size()) - options_.script.size();
    const std::size_t line = answered_++;
    if (options_.record.isEmpty() || result.ok || arrived_) return;
    const QString why = QString::fromStdString(describe(result.error));
    if (line < before) {
        arrived_ = true;
        return quit(1, why);
    }
    if (line - before >= options_.script.size()) return;
    const ScriptEntry& entry = options_.script[line - before];
    if (entry.expected) return;  // it is meant to fail, and whether as meant is for vitrine-cli to judge
    arrived_ = true;
    quit(1, QStringLiteral("%1:%2: %3: %4")
                .arg(options_.scriptName)
                .arg(entry.command.line)
                .arg(QString::fromStdString(entry.command.text), why));
}

QWidget* Startup::subject() {
    if (options_.view.isEmpty()) return &window_;
    QStringList ids;
    for (PanelDock* dock : window_.findChildren<PanelDock*>()) {
        const QLatin1String id(dock->info().id);
        ids << id;
        if (options_.view.compare(id, Qt::CaseInsensitive) != 0) continue;
        dock->show();
        dock->raise();
        dock->makePanel();
        if (!options_.sizeGiven) return dock->panel();
        // In a window of its own, which it fills; the dock, no longer shown, leaves it alone there.
        QWidget* panel = dock->panel();
        dock->hide();
        shownAlone_ = dock;
        frame_ = std::make_unique<QWidget>();
        frame_->resize(options_.size);
        panel->setParent(frame_.get());
        panel->setGeometry(frame_->rect());
        panel->show();
        frame_->show();
        return panel;
    }
    quit(2, tr("there is no view “%1”: --view takes %2.").arg(options_.view, ids.join(QStringLiteral(", "))));
    return nullptr;
}

void Startup::takePicture() {
    QWidget* shown = subject();
    if (!shown) return;
    QTimer::singleShot(kSettleMs, this, [this, shown] {
        const bool svg = options_.screenshot.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive);
        const QByteArray bytes = svg ? svgOf(*shown, look_.theme(), viewTitle(*shown))
                                     : pngOf(imageOf(*shown, look_.theme(), 1));
        const Status written = writeWholeFile(options_.screenshot, bytes);
        quit(written ? 0 : 1, written ? QString() : QString::fromStdString(written.error().message));
    });
}

void Startup::record() {
    QWidget* shown = subject();
    if (!shown) return;
    Cursor& cursor = bridge_.cursor();
    const Timeline& timeline = cursor.timeline();
    if (timeline.stepCount() == timeline.firstStep())
        return quit(2, tr("there is nothing to record: name a script with --script, or a directory."));
    Recording recording;
    recording.path = options_.record;
    recording.stepsPerSecond = options_.stepsPerSecond;
    const auto first = options_.from ? firstStepOf(timeline, *options_.from) : timeline.firstStep();
    const auto last = options_.to ? lastStepOf(timeline, *options_.to) : timeline.stepCount() - 1;
    for (const auto* step : {&first, &last})
        if (!*step) return quit(2, QString::fromStdString(step->error().message));
    if (*last < *first) return quit(2, tr("--to comes before --from: there is nothing between them to record."));
    recording.firstStep = *first;
    recording.lastStep = *last;
    recorder_ = new Recorder(look_, cursor, *shown, recording, this);
    connect(recorder_, &Recorder::finished, this, [this] { quit(0); });
    connect(recorder_, &Recorder::failed, this, [this](const QString& sentence) { quit(1, sentence); });
    if (const Status started = recorder_->start(); !started) quit(1, QString::fromStdString(started.error().message));
}

}  // namespace vitrine::ui

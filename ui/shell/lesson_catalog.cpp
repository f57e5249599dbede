#include "ui/shell/lesson_catalog.h"

#include <QDir>
#include <QFile>
#include <QMap>

#include "core/session/script.h"
#include "ui/models/lesson_questions.h"

/// The lessons lie in a static library: without this the linker leaves them out. Must stand outside of any namespace.
static void loadLessons() { Q_INIT_RESOURCE(lessons); }

namespace vitrine::ui {
namespace {

tl::unexpected<Error> wrong(const QString& name, const QString& sentence) {
    return fail(ErrorCode::syntax, QStringLiteral("%1: %2").arg(name, sentence).toStdString());
}

/// "# word: text" of the comments that a script begins with.
QMap<QString, QString> headerOf(const QString& text) {
    QMap<QString, QString> header;
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        if (!line.startsWith(QLatin1Char('#'))) break;
        const qsizetype colon = line.indexOf(QLatin1String(": "));
        if (colon > 0) header[line.mid(1, colon - 1).trimmed()] = line.mid(colon + 2).trimmed();
    }
    return header;
}

}  // namespace

Result<Lesson> readLesson(const QString& text, const QString& name, const QString& language) {
    const QMap<QString, QString> header = headerOf(text);
    const auto told = [&](const QString& word) {
        return header.value(QStringLiteral("%1[%2]").arg(word, language), header.value(word));
    };
    Lesson lesson;
    lesson.id = QString(name).remove(QStringLiteral(".script"));
    lesson.number = lesson.id.section(QLatin1Char('-'), 0, 0).toInt();
    lesson.title = told(QStringLiteral("title")), lesson.group = told(QStringLiteral("group"));
    lesson.about = told(QStringLiteral("about"));
    lesson.section = header.value(QStringLiteral("group"));
    lesson.engine = header.value(QStringLiteral("engine")), lesson.picture = header.value(QStringLiteral("picture"));
    lesson.key = header.value(QStringLiteral("key"));
    lesson.subject = told(QStringLiteral("subject")), lesson.idea = told(QStringLiteral("idea"));
    lesson.minutes = header.value(QStringLiteral("minutes")).toInt();
    for (const char* needed : {"title", "group", "about", "engine", "picture", "start"})
        if (header.value(QLatin1String(needed)).isEmpty())
            return wrong(name, QStringLiteral("its first comments do not say “# %1: …”.").arg(QLatin1String(needed)));
    const auto entries = parseScript(text.toStdString(), name.toStdString());
    if (!entries) return passOn(entries);
    std::vector<std::size_t> commandLines;
    for (const ScriptEntry& entry : *entries) commandLines.push_back(entry.command.line);
    auto parts = readLessonParts(text, name, commandLines, language);
    if (!parts) return passOn(parts);
    lesson.steps = std::move(parts->steps), lesson.questions = std::move(parts->questions);
    lesson.layout = header.value(QStringLiteral("layout"), lesson.questions.empty() ? QStringLiteral("bytes") : QStringLiteral("learn"));
    for (const ScriptEntry& entry : *entries) lesson.commands << QString::fromStdString(entry.command.text);
    const QString start = header.value(QStringLiteral("start"));
    bool command = false, step = false;
    lesson.startCommand = start.section(QLatin1Char('.'), 0, 0).toULongLong(&command);
    lesson.startStep = start.section(QLatin1Char('.'), 1).toULongLong(&step);
    if (!command || !step || lesson.startStep == 0 || lesson.startCommand == 0 ||
        lesson.startCommand > static_cast<std::size_t>(lesson.commands.size()))
        return wrong(name, QStringLiteral("“# start: %1” is no COMMAND.STEP of its %2 commands.").arg(start).arg(lesson.commands.size()));
    return lesson;
}

std::vector<Lesson> shippedLessons(const QString& language) {
    loadLessons();
    std::vector<Lesson> lessons;
    const QDir directory(QStringLiteral(":/lessons"));
    for (const QString& name : directory.entryList({QStringLiteral("*.script")}, QDir::Files, QDir::Name)) {
        QFile file(directory.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) continue;
        if (auto lesson = readLesson(QString::fromUtf8(file.readAll()), name, language)) lessons.push_back(std::move(*lesson));
    }
    return lessons;
}

}  // namespace vitrine::ui

#include "ui/models/lesson_questions.h"

#include <QRegularExpression>
#include <optional>

namespace vitrine::ui {
namespace {

/// "# word[language]: text"
struct Directive {
    QString word, language, text;
    int line = 0;
};

std::optional<Directive> directiveOf(const QString& line, int number) {
    static const QRegularExpression form(QStringLiteral("^#\\s*([a-z]+)(?:\\[([A-Za-z_]+)\\])?:\\s*(.*?)\\s*$"));
    const QRegularExpressionMatch match = form.match(line);
    if (!match.hasMatch()) return std::nullopt;
    return Directive{match.captured(1), match.captured(2), match.captured(3), number};
}

class Reader {
  public:
    Reader(const QString& name, const std::vector<std::size_t>& commandLines, const QString& language)
        : name_(name), commands_(commandLines), language_(language) {}

    Result<LessonParts> read(const QString& text) {
        const QStringList lines = text.split(QLatin1Char('\n'));
        for (int i = 0; i < lines.size(); ++i) {
            if (const auto directive = directiveOf(lines[i], i + 1))
                if (const Status taken = take(*directive); !taken) return passOn(taken);
        }
        if (const Status ended = endQuestion(); !ended) return passOn(ended);
        return std::move(parts_);
    }

  private:
    tl::unexpected<Error> wrong(int line, const QString& sentence) const {
        return fail(ErrorCode::syntax, QStringLiteral("%1:%2: %3").arg(name_).arg(line).arg(sentence).toStdString());
    }
    tl::unexpected<Error> wrong(int line, const Error& error) const {
        return wrong(line, QString::fromStdString(error.message));
    }

    /// The command that stands next below the line; commands_.size() if none does.
    std::size_t commandBelow(int line) const {
        std::size_t index = 0;
        while (index < commands_.size() && commands_[index] < static_cast<std::size_t>(line)) ++index;
        return index;
    }

    /// A text in the language that is wanted; the English one stands first.
    void say(QString& text, const Directive& directive) const {
        if (directive.language.isEmpty() ? text.isEmpty() : directive.language == language_) text = directive.text;
    }

    Status take(const Directive& directive) {
        if (directive.word == QLatin1String("step")) return takeStep(directive);
        if (directive.word == QLatin1String("ask")) return takeAsk(directive);
        for (const char* word : {"know", "measure", "answer", "then", "show", "through"})
            if (directive.word == QLatin1String(word))
                return open_ ? takePart(directive)
                             : Status(wrong(directive.line,
                                            QStringLiteral("“# %1:” belongs to no question: “# ask: …” begins one.")
                                                .arg(directive.word)));
        return {};  // a comment, or of the header
    }

    Status takeStep(const Directive& directive) {
        if (const Status ended = endQuestion(); !ended) return ended;
        if (directive.language.isEmpty()) parts_.steps.push_back({commandBelow(directive.line), {}});
        if (parts_.steps.empty())
            return wrong(directive.line, QStringLiteral("A translation of a step stands before the step."));
        say(parts_.steps.back().title, directive);
        return {};
    }

    Status takeAsk(const Directive& directive) {
        if (directive.language.isEmpty()) {
            if (const Status ended = endQuestion(); !ended) return ended;
            open_.emplace();
            open_->line = directive.line;
            open_->command = commandBelow(directive.line);
            measured_ = false;
        }
        if (!open_)
            return wrong(directive.line, QStringLiteral("A translation of a question stands before the question."));
        say(open_->ask, directive);
        return {};
    }

    Status takePart(const Directive& directive) {
        if (directive.word == QLatin1String("then")) return say(open_->then, directive), Status();
        if (directive.word == QLatin1String("answer")) return takeAnswer(directive);
        if (directive.word == QLatin1String("know")) return takeKnow(directive);
        if (directive.word == QLatin1String("measure")) return takeMeasure(directive);
        bool number = false;
        if (directive.word == QLatin1String("through")) {
            open_->through = directive.text.toULongLong(&number);
            if (!number || open_->through == 0)
                return wrong(directive.line, QStringLiteral("“# through:” takes a number of lines, from 1."));
            return {};
        }
        open_->show = directive.text.toULongLong(&number);
        if (!number || open_->show == 0)
            return wrong(directive.line, QStringLiteral("“# show:” takes the number of a step, from 1."));
        return {};
    }

    Status takeAnswer(const Directive& directive) {
        if (!directive.language.isEmpty()) {
            if (open_->answers.empty())
                return wrong(directive.line, QStringLiteral("A translation of an answer stands before the answer."));
            return say(open_->answers.back().sentence, directive), Status();
        }
        const qsizetype bar = directive.text.indexOf(QLatin1Char('|'));
        if (bar < 0) return wrong(directive.line, QStringLiteral("An answer is “# answer: VALUE | SENTENCE”."));
        LessonAnswer answer{directive.text.left(bar).trimmed(), directive.text.mid(bar + 1).trimmed()};
        if (answer.formula.isEmpty() || answer.sentence.isEmpty())
            return wrong(directive.line, QStringLiteral("An answer is “# answer: VALUE | SENTENCE”."));
        if (open_->answers.size() == 4)
            return wrong(directive.line, QStringLiteral("A question has four answers at most."));
        open_->asked.answers.push_back(answer.formula.toStdString());
        open_->answers.push_back(std::move(answer));
        return {};
    }

    Status takeKnow(const Directive& directive) {
        const qsizetype equals = directive.text.indexOf(QLatin1Char('='));
        const QString name = directive.text.left(std::max<qsizetype>(equals, 0)).trimmed();
        if (name.isEmpty()) return wrong(directive.line, QStringLiteral("What is known is “# know: NAME = MEASURE”."));
        const auto measure = lab::parseMeasure(directive.text.mid(equals + 1).trimmed().toStdString());
        if (!measure) return wrong(directive.line, measure.error());
        if (measure->ofLine())
            return wrong(directive.line,
                         QStringLiteral("“%1” is about the line, which has not run yet when it is asked.")
                             .arg(directive.text.mid(equals + 1).trimmed()));
        open_->asked.known.emplace_back(name.toStdString(), *measure);
        return {};
    }

    Status takeMeasure(const Directive& directive) {
        QString words = directive.text;
        open_->asked.about = words.startsWith(QLatin1String("about "));
        if (open_->asked.about) words = words.mid(6);
        const auto measure = lab::parseMeasure(words.toStdString());
        if (!measure) return wrong(directive.line, measure.error());
        if (measured_) return wrong(directive.line, QStringLiteral("A question measures one thing."));
        open_->asked.asked = *measure;
        measured_ = true;
        return {};
    }

    /// The question that was being read is over: is it whole?
    Status endQuestion() {
        if (!open_) return {};
        const int line = open_->line;
        if (open_->command >= commands_.size())
            return wrong(line, QStringLiteral("No command stands below this question."));
        if (open_->ask.isEmpty()) return wrong(line, QStringLiteral("This question asks nothing."));
        if (!measured_)
            return wrong(line, QStringLiteral("This question does not say what is measured: “# measure: …”."));
        if (open_->answers.size() < 2) return wrong(line, QStringLiteral("This question needs two answers at least."));
        if (open_->then.isEmpty())
            return wrong(line, QStringLiteral("This question does not say what is told afterwards: “# then: …”."));
        for (const LessonQuestion& before : parts_.questions)
            if (before.command == open_->command)
                return wrong(line, QStringLiteral("Two questions stand before one command."));
        if (const Status formulas = checkFormulas(); !formulas) return formulas;
        parts_.questions.push_back(std::move(*open_));
        open_.reset();
        return {};
    }

    /// With numbers for everything that will be known: names that nothing says, and formulas that are none, show up at once.
    Status checkFormulas() const {
        lab::Known known;
        for (const auto& [name, measure] : open_->asked.known)
            known.emplace_back(name, lab::Measured{measure.unit(), 1, {}});
        for (const std::string& formula : open_->asked.answers)
            if (const auto value = lab::evaluate(formula, known, open_->asked.asked.unit()); !value)
                return wrong(open_->line, value.error());
        return {};
    }

    QString name_;
    const std::vector<std::size_t>& commands_;
    QString language_;
    LessonParts parts_;
    std::optional<LessonQuestion> open_;
    bool measured_ = false;
};

}  // namespace

Result<LessonParts> readLessonParts(const QString& text, const QString& name, const std::vector<std::size_t>& commandLines,
                                    const QString& language) {
    return Reader(name, commandLines, language).read(text);
}

}  // namespace vitrine::ui

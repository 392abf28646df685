package promc.convert;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.fix.TextEdit;
import promc.lint.CommentSpans;
import promc.model.EstateFile;
import promc.model.RuleFile;
import promc.source.SourceFile;
import promc.source.Span;

/// Makes comments `# promc: allow ...` of the comments in rule files that pint and promruval take. A comment that stands where ours would not cover the whole rule moves above it.
final class RuleComments {
    private static final Pattern PINT = Pattern.compile("#\\s*pint\\s+((?:file/)?(?:disable|snooze)|ignore/[a-z-]+|rule/owner|file/owner|rule/set)\\b\\s*(.*?)\\s*");
    private static final Pattern SNOOZE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(T\\S*)?\\s+(\\S.*)");

    /// What became of the comments of one file: the edits, how many comments they convert, and the comments that are left, each as `line: why`.
    record Result(List<TextEdit> edits, int converted, List<String> left) {}

    /// What a comment is for: a rule or a group. `around` is the place in `subjects` of the group that a rule is in, or -1.
    private record Subject(Span span, boolean group, int around) {}

    private final SourceFile file;
    private final Set<String> known;
    /// In the order of the file, a group before its rules.
    private final List<Subject> subjects = new ArrayList<>();
    /// A comment behind the last line of a rule is about that rule, though the rule's span may have ended before it.
    private final Map<Integer, Subject> byLastLine = new HashMap<>();
    /// For each line, from 1: the first line from there on that is more than a comment.
    private int[] codeLines = {};
    private final int groups;
    private final List<TextEdit> edits = new ArrayList<>();
    private final Map<Integer, StringBuilder> above = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();
    private int converted;

    private RuleComments(EstateFile file, Set<String> known) {
        this.file = file.source();
        this.known = known;
        int[] first = {Integer.MAX_VALUE};
        List<RuleFile> views = file.views(RuleFile.class).sorted(Comparator.comparingInt(view -> view.root().span().start())).toList();
        for (RuleFile view : views) {
            first[0] = Math.min(first[0], view.root().entry("groups").map(entry -> entry.key().span().start()).orElse(0));
            view.groups().forEach(group -> {
                int around = subjects.size();
                subjects.add(new Subject(group.node().span(), true, -1));
                group.rules().forEach(rule -> subjects.add(new Subject(rule.node().span(), false, around)));
            });
        }
        subjects.forEach(subject -> byLastLine.put(this.file.line(Math.max(subject.span().start(), subject.span().end() - 1)), subject));
        groups = first[0];
    }

    /// `known` are the ids of the checks that are on.
    static Result ofPint(EstateFile file, Set<String> known) {
        RuleComments comments = new RuleComments(file, known);
        CommentSpans.of(file).forEach(comments::pint);
        return comments.result();
    }

    /// `word` begins the comments: `ignore_validations`, unless the configuration names another.
    static Result ofPromruval(EstateFile file, Set<String> known, String word) {
        RuleComments comments = new RuleComments(file, known);
        Pattern form = Pattern.compile("#\\s*" + Pattern.quote(word) + "\\s*:\\s*(.*?)\\s*");
        CommentSpans.of(file).forEach(span -> comments.promruval(span, form));
        return comments.result();
    }

    private Result result() {
        above.forEach((at, text) -> edits.add(new TextEdit(file, Span.at(at), text.toString())));
        edits.sort(Comparator.comparingInt(edit -> edit.span().start()));
        return new Result(List.copyOf(edits), converted, List.copyOf(left));
    }

    private void leave(Span comment, String why) {
        left.add(file.line(comment.start()) + ": `" + comment.of(file.text()).replaceFirst("^#\\s*", "").strip() + "`: " + why);
    }

    private void pint(Span comment) {
        Matcher form = PINT.matcher(comment.of(file.text()).strip());
        if (!form.matches()) {
            return;
        }
        String what = form.group(1);
        String rest = form.group(2);
        String was = " -- was `pint " + what + (rest.isEmpty() ? "" : " " + rest) + "`";
        switch (what) {
            case "disable", "file/disable" -> pintAllow(comment, what.startsWith("file/"), rest, "", was);
            case "snooze", "file/snooze" -> {
                Matcher until = SNOOZE.matcher(rest);
                Optional<LocalDate> last = until.matches() ? last(until.group(1), until.group(2) != null) : Optional.empty();
                if (last.isEmpty()) {
                    leave(comment, "this names no date");
                } else {
                    pintAllow(comment, what.startsWith("file/"), until.group(3), " until " + last.get(), was);
                }
            }
            case "rule/owner", "file/owner" -> {
                if (what.equals("rule/owner") || comment.start() < groups) {
                    edits.add(new TextEdit(file, comment, "# owner: " + rest));
                    converted++;
                } else {
                    leave(comment, "the owner of a file stands above `groups`");
                }
            }
            case "ignore/file" -> {
                if (comment.start() < groups) {
                    TreeSet<String> areas = new TreeSet<>();
                    known.stream().filter(id -> !id.startsWith("suppression/") && !id.startsWith("internal/")).forEach(id -> areas.add(id.substring(0, id.indexOf('/')) + "/*"));
                    write(comment, true, List.copyOf(areas), "", was);
                } else {
                    leave(comment, "a comment of promc allows findings in the whole file or in one rule, not in the rest of a file");
                }
            }
            default -> leave(comment, what.equals("rule/set") ? "this is about a check that needs a server" : "promc reads all lines; in templates it reads around the actions");
        }
    }

    /// pint's date is when the snooze ends, ours the last day.
    private static Optional<LocalDate> last(String date, boolean time) {
        try {
            return Optional.of(time ? LocalDate.parse(date) : LocalDate.parse(date).minusDays(1));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private void pintAllow(Span comment, boolean wholeFile, String check, String until, String was) {
        List<String> ours = CheckNames.PINT.getOrDefault(check.replaceFirst("\\(.*", "").strip(), List.of()).stream().filter(known::contains).toList();
        if (ours.isEmpty()) {
            leave(comment, "no check of promc that is on here is like `" + check + "`");
        } else {
            write(comment, wholeFile, ours, until, was);
        }
    }

    private void promruval(Span comment, Pattern pattern) {
        String text = comment.of(file.text()).strip();
        Matcher form = pattern.matcher(text);
        if (!form.matches()) {
            return;
        }
        TreeSet<String> ours = new TreeSet<>();
        List<String> unknown = new ArrayList<>();
        for (String name : form.group(1).split("\\s*,\\s*")) {
            List<String> like = CheckNames.PROMRUVAL.getOrDefault(name, List.of()).stream().filter(known::contains).toList();
            ours.addAll(like);
            if (like.isEmpty()) {
                unknown.add("`" + name + "`");
            }
        }
        if (ours.isEmpty()) {
            leave(comment, "no check of promc that is on here is like " + String.join(", ", unknown));
        } else {
            write(comment, comment.start() < groups, List.copyOf(ours), "", " -- was `" + text.replaceFirst("^#\\s*", "") + "`");
        }
    }

    private void write(Span comment, boolean wholeFile, List<String> ids, String until, String was) {
        String text = "# promc: allow" + (wholeFile ? "-file" : "") + " " + String.join(", ", ids) + until + was;
        Optional<Subject> subject = wholeFile ? Optional.empty() : subject(comment);
        if (!wholeFile && subject.isEmpty()) {
            leave(comment, "no rule follows");
            return;
        }
        if (wholeFile || covers(comment, subject.get())) {
            edits.add(new TextEdit(file, comment, text));
        } else {
            int line = file.lineStart(file.line(subject.get().span().start()));
            String indent = file.text().substring(line, subject.get().span().start());
            if (!indent.replaceFirst("-\\s*$", "").isBlank()) {
                leave(comment, "the rule does not begin on a line of its own");
                return;
            }
            above.computeIfAbsent(line, at -> new StringBuilder()).append(indent.replaceFirst("-\\s*$", "")).append(text).append(file.lineEnding());
            edits.add(new TextEdit(file, gone(comment), ""));
        }
        converted++;
    }

    /// The innermost rule or group that has the comment inside, or else the next one.
    private Optional<Subject> subject(Span comment) {
        int after = firstAfter(comment.start());
        Optional<Subject> inside = Optional.empty();
        for (int at = after - 1; at >= 0; at = subjects.get(at).around()) {
            if (subjects.get(at).span().contains(comment.start())) {
                inside = Optional.of(subjects.get(at));
                break;
            }
        }
        boolean inRule = inside.filter(subject -> !subject.group()).isPresent();
        boolean onLineOfSubject = inside.isPresent() && file.line(inside.get().span().start()) == file.line(comment.start());
        if (inRule || onLineOfSubject || !isOwnLine(comment)) {
            return inside.or(() -> Optional.ofNullable(byLastLine.get(file.line(comment.start()))));
        }
        return after < subjects.size() ? Optional.of(subjects.get(after)) : Optional.empty();
    }

    /// Where in `subjects` the first one stands that begins behind a place.
    private int firstAfter(int place) {
        int low = 0;
        int high = subjects.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (subjects.get(middle).span().start() > place) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private boolean isOwnLine(Span comment) {
        return file.text().substring(file.lineStart(file.line(comment.start())), comment.start()).isBlank();
    }

    /// True if a comment of ours at this place covers all of the subject.
    private boolean covers(Span comment, Subject subject) {
        int own = file.line(comment.start());
        int first = file.line(subject.span().start());
        if (!isOwnLine(comment)) {
            return own == first;
        }
        return own < first && codeLine(own + 1) >= first;
    }

    private int codeLine(int line) {
        if (codeLines.length == 0) {
            codeLines = new int[file.lineCount() + 2];
            codeLines[file.lineCount() + 1] = Integer.MAX_VALUE;
            for (int at = file.lineCount(); at > 0; at--) {
                codeLines[at] = file.lineSpan(at).of(file.text()).strip().startsWith("#") ? codeLines[at + 1] : at;
            }
        }
        return codeLines[line];
    }

    private Span gone(Span comment) {
        int line = file.line(comment.start());
        int start = file.lineStart(line);
        String before = file.text().substring(start, comment.start());
        return before.isBlank() ? new Span(start, line < file.lineCount() ? file.lineStart(line + 1) : comment.end()) : new Span(start + before.stripTrailing().length(), comment.end());
    }
}

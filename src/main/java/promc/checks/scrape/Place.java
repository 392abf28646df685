package promc.checks.scrape;

import promc.analysis.ScrapedTarget;
import promc.model.Field;
import promc.model.RelabelRule;
import promc.source.SourceFile;
import promc.source.Span;

/// Where to point for the address of a target.
record Place(SourceFile file, Span span) {
    /// The target as it is written, or, where rules made the address of something else, the first rule that writes its host, or else the job's name.
    static Place of(ScrapedTarget target) {
        if (target.written().value().equals(target.address())) {
            return new Place(target.file(), target.written().span());
        }
        for (RelabelRule rule : target.job().relabelRules()) {
            if (rule.replacement() instanceof Field.Present<String>(String text, var node) && text.contains(target.host())) {
                return new Place(target.config().text().file(), node.span());
            }
        }
        return target.written().value().contains(target.host()) ? new Place(target.file(), target.written().span())
                : new Place(target.config().text().file(), target.job().name().span());
    }
}

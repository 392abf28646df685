package promc.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import promc.source.Span;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlSequence;

/// A collection that is being read.
final class Frame {
    final boolean mapping;
    final boolean flow;
    final int start;
    final Optional<Anchor> anchor;
    /// Where the scalars in here stand.
    ScalarSource.Place place = ScalarSource.Place.TOP;
    /// True for the outer braces of `{{ ... }}`.
    boolean template;
    /// Behind the last child.
    int end;
    /// Nodes in here once aliases are followed, this one included.
    long size = 1;
    /// Levels below this one, aliases followed.
    int height = 1;

    private final Optional<String> tag;
    private final List<Entry> entries = new ArrayList<>();
    private final List<YamlNode> items = new ArrayList<>();
    private YamlNode key;

    Frame(boolean mapping, boolean flow, Properties properties, Optional<Anchor> anchor) {
        this.mapping = mapping;
        this.flow = flow;
        this.start = properties.contentStart();
        this.end = start;
        this.tag = properties.tag();
        this.anchor = anchor;
    }

    void add(YamlNode node, int childStart, int childEnd, long childSize, int childHeight) {
        end = Math.max(end, childEnd);
        size += childSize;
        height = Math.max(height, childHeight + 1);
        if (!mapping) {
            items.add(node);
        } else if (key == null) {
            key = node;
        } else {
            entries.add(new Entry(key, node));
            key = null;
        }
    }

    /// True if `inner` is the first key of this mapping and both are written `{{`.
    boolean startsTemplate(Frame inner) {
        return mapping && flow && inner.mapping && key == null && entries.isEmpty() && inner.start == start + 1;
    }

    /// True if a key was read whose value has not come.
    boolean awaitsValue() {
        return key != null;
    }

    YamlNode node(Span span) {
        return mapping ? new YamlMapping(span, entries, flow, tag) : new YamlSequence(span, items, flow, tag);
    }
}

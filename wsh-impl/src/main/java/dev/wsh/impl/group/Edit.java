package dev.wsh.impl.group;

import dev.wsh.Session;
import dev.wsh.impl.session.Identity;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A change of name and tags while it is described; checks each part as it comes. */
final class Edit implements Session.Change {

    private String name;
    private final SortedSet<String> tags;

    Edit(Identity from) {
        name = from.name();
        tags = new TreeSet<>(from.tags());
    }

    @Override
    public Session.Change name(String next) {
        name = Names.requireName(next);
        return this;
    }

    @Override
    public Session.Change addTags(String... added) {
        List<String> all = List.of(added);
        all.forEach(Names::checkTag);
        tags.addAll(all);
        return this;
    }

    @Override
    public Session.Change removeTags(String... removed) {
        List.of(removed).forEach(tags::remove);
        return this;
    }

    Identity done() {
        return new Identity(name, tags);
    }
}

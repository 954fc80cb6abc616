package dev.wsh.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.InvalidSpecException;
import dev.wsh.NameConflictException;
import dev.wsh.Session;
import dev.wsh.SessionEvent;
import dev.wsh.SessionGroup;
import dev.wsh.SessionSpec;
import dev.wsh.TagFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases 73 to 82: tags. */
class TagsTest {

    private static final String LONGEST = "t".repeat(64);

    private final FakeLab lab = new FakeLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private static List<String> names(SessionGroup group) {
        return group.sessions().stream().map(Session::name).toList();
    }

    @Test
    @DisplayName("73: created with build and ci: tagged build has it, an unknown tag has nothing")
    void tagged_oneTag_selects() {
        Session session = lab.start("s", "build", "ci");
        assertEquals(List.of(session), lab.wsh.tagged("build").sessions());
        assertEquals(List.of(session), lab.wsh.tagged("ci").sessions());
        assertEquals(List.of(), lab.wsh.tagged("nonexistent").sessions());
        assertTrue(lab.wsh.tagged("nonexistent").isEmpty());
    }

    @Test
    @DisplayName("74: add deploy, remove ci, kill: the views follow")
    void tags_changed_viewsFollow() {
        Session session = lab.start("s", "build", "ci");
        SessionGroup build = lab.wsh.tagged("build");
        session.addTags("deploy");
        assertEquals(Set.of("build", "ci", "deploy"), session.tags());
        session.removeTags("ci");
        assertEquals(Set.of("build", "deploy"), session.tags());
        assertEquals(List.of(session), build.sessions());
        session.kill().block();
        assertEquals(List.of(), build.sessions());
        assertEquals(List.of(session), build.ended());
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "has space",
                "",
                "12345678901234567890123456789012345678901234567890123456789012345",
                "special!char",
                "nul\0"
            })
    @DisplayName("75: a bad tag: InvalidSpec at create and at add")
    void tags_bad_areRefused(String tag) {
        InvalidSpecException atCreate = assertThrows(InvalidSpecException.class, () -> lab.start("s", "fine", tag));
        assertEquals("tag", atCreate.field());
        assertEquals(tag, atCreate.value());
        assertEquals(0, lab.pty.spawns().size());
        Session session = lab.start("s", "old");
        assertThrows(InvalidSpecException.class, () -> session.addTags("fine", tag));
        assertEquals(Set.of("old"), session.tags());
    }

    @Test
    @DisplayName("75: 64 characters, \"my-tag_1.0\": fine")
    void tags_good_areAccepted() {
        Session session = lab.start("s", LONGEST);
        session.addTags("my-tag_1.0");
        assertEquals(Set.of(LONGEST, "my-tag_1.0"), session.tags());
    }

    @Test
    @DisplayName("76: renamed: the tags are kept, and the filter gives the new name only")
    void rename_tagged_keepsTags() {
        Session session = lab.start("before-rename", "alpha", "beta");
        session.rename("after-rename");
        assertEquals(Set.of("alpha", "beta"), session.tags());
        assertEquals(List.of("after-rename"), names(lab.wsh.tagged("alpha")));
        assertEquals(Optional.empty(), lab.wsh.tagged("alpha").find("before-rename"));
        assertEquals(Optional.of(session), lab.wsh.tagged("alpha").find("after-rename"));
    }

    @Test
    @DisplayName("77: anyOf and allOf over s1 build, s2 test, s3 build+test")
    void filters_select() {
        lab.start("s1", "build");
        lab.start("s2", "test");
        lab.start("s3", "build", "test");
        assertEquals(List.of("s1", "s3"), names(lab.wsh.where(TagFilter.anyOf("build"))));
        assertEquals(List.of("s2", "s3"), names(lab.wsh.where(TagFilter.anyOf("test"))));
        assertEquals(List.of("s1", "s2", "s3"), names(lab.wsh.where(TagFilter.anyOf("build", "test"))));
        assertEquals(List.of("s1", "s2", "s3"), names(lab.wsh.tagged("build", "test")));
        assertEquals(List.of(), names(lab.wsh.where(TagFilter.anyOf("deploy"))));
        assertEquals(List.of("s3"), names(lab.wsh.where(TagFilter.allOf("build", "test"))));
        assertEquals(List.of("s3"), names(lab.wsh.tagged("build").tagged("test")));
        assertEquals(
                List.of("s1"),
                names(lab.wsh.where(
                        TagFilter.anyOf("build").and(TagFilter.anyOf("test").negate()))));
    }

    @Test
    @DisplayName("78: one tagged, one untagged, no filter: both; the untagged one has an empty set")
    void sessions_noFilter_hasUntaggedToo() {
        Session tagged = lab.start("tagged", "t");
        Session untagged = lab.start("untagged");
        assertEquals(List.of(tagged, untagged), lab.wsh.sessions());
        assertEquals(Set.of(), untagged.tags());
        assertEquals(Set.of(), untagged.info().tags());
    }

    @Test
    @DisplayName("79: zulu, alpha, mike: reported as alpha, mike, zulu")
    void tags_several_areSorted() {
        Session session = lab.start("s", "zulu", "alpha", "mike");
        assertEquals(List.of("alpha", "mike", "zulu"), List.copyOf(session.tags()));
        assertEquals(
                List.of("alpha", "mike", "zulu"), List.copyOf(session.info().tags()));
    }

    @Test
    @DisplayName("80: rename, add and remove in one update: all or nothing")
    void update_several_isAllOrNothing() {
        Session session = lab.start("s", "old");
        lab.start("taken");
        List<SessionEvent> events = new ArrayList<>();
        session.listen(events::add);
        session.update(change -> change.name("n").addTags("added").removeTags("old"));
        assertEquals("n", session.name());
        assertEquals(Set.of("added"), session.tags());
        assertThrows(
                InvalidSpecException.class,
                () -> session.update(
                        change -> change.name("m").addTags("not allowed").removeTags("added")));
        assertThrows(
                NameConflictException.class,
                () -> session.update(
                        change -> change.addTags("more").removeTags("added").name("taken")));
        assertThrows(
                IllegalStateException.class,
                () -> session.update(change -> {
                    change.name("m").addTags("more");
                    throw new IllegalStateException("thought better of it");
                }));
        assertEquals("n", session.name());
        assertEquals(Set.of("added"), session.tags());
        assertEquals(Optional.of(session), lab.wsh.find("n"));
        lab.time.settle();
        assertEquals(
                List.of("Renamed", "TagsChanged"),
                events.stream().map(event -> event.getClass().getSimpleName()).toList());
    }

    @Test
    @DisplayName("81: the same tag twice: 1 tag and 1 event; a missing tag removed: silent")
    void tags_withoutChange_areSilent() {
        Session session = lab.wsh.start(SessionSpec.command("program"));
        List<SessionEvent> events = new ArrayList<>();
        session.listen(events::add);
        session.addTags("t");
        session.addTags("t");
        session.addTags("t", "t");
        session.removeTags("missing");
        lab.time.settle();
        assertEquals(Set.of("t"), session.tags());
        assertEquals(
                1,
                events.stream()
                        .filter(event -> event instanceof SessionEvent.TagsChanged)
                        .count());
    }

    @Test
    @DisplayName("82: the event has the name and what was added; the reverse on removal")
    void tagsChanged_event_tellsTheDifference() {
        Session session = lab.start("s");
        List<SessionEvent.TagsChanged> events = new ArrayList<>();
        lab.wsh.listen(event -> {
            if (event instanceof SessionEvent.TagsChanged changed) {
                events.add(changed);
            }
        });
        session.addTags("build", "test");
        session.removeTags("build", "test", "missing");
        lab.time.settle();
        assertEquals(2, events.size());
        assertEquals("s", events.get(0).session().name());
        assertEquals(Set.of("build", "test"), events.get(0).added());
        assertEquals(Set.of(), events.get(0).removed());
        assertEquals(Set.of(), events.get(1).added());
        assertEquals(Set.of("build", "test"), events.get(1).removed());
    }
}

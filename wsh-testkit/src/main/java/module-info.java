/** Fake terminals, virtual time, a JUnit extension and assertions for programs that use wsh. */
module dev.wsh.testkit {
    requires static org.jspecify;
    requires static java.desktop; // for pictures as PNG only
    requires transitive dev.wsh;
    requires transitive org.junit.jupiter.api;

    exports dev.wsh.testkit;
}

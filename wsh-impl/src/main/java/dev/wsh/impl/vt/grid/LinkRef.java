package dev.wsh.impl.vt.grid;

/** A hyperlink's target and the id that joins its parts (OSC 8); the id may be empty. */
public record LinkRef(String uri, String id) {
    int chars() {
        return uri.length() + id.length();
    }
}

package dev.wsh.impl.pty;

import java.util.HashMap;
import java.util.Map;

/**
 * Variables that most children get unchanged, those of the JVM, as C strings that are encoded once and never freed.
 * Immutable.
 */
final class InheritedVariables {
    private final Map<String, Variable> known = new HashMap<>();

    private record Variable(String value, long address) {}

    InheritedVariables(Map<String, String> variables) {
        variables.forEach((name, value) -> {
            byte[] text = RawText.bytes(name + "=" + value);
            @SuppressWarnings("resource") // for as long as the JVM
            NativeBlock block = new NativeBlock(text.length + 1);
            block.bytes().put(0, text);
            known.put(name, new Variable(value, block.address(0)));
        });
    }

    /** Returns the address of {@code name=value}; 0 if it is not one of these variables, or has another value. */
    long address(String name, String value) {
        Variable variable = known.get(name);
        return variable != null && variable.value().equals(value) ? variable.address() : 0;
    }
}

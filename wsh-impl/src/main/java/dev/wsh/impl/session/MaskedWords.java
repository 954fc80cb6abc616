package dev.wsh.impl.session;

import dev.wsh.Input;
import dev.wsh.Key;
import dev.wsh.Key.Modifier;
import dev.wsh.Mouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Inputs in words without what they type: keys that type nothing are told, and that there was something else. */
final class MaskedWords {

    private static final String HIDDEN = "hidden";
    private static final int MOST_SHOWN = 20;
    private static final Set<Modifier> TYPE_TOO = Set.of(Modifier.SHIFT, Modifier.CAPS_LOCK, Modifier.NUM_LOCK);

    private final List<String> words = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean textEnded;
    private boolean textGoesOn;

    private MaskedWords() {}

    static MaskedWords of(Input[] inputs) {
        MaskedWords masked = new MaskedWords();
        for (Input input : inputs) {
            masked.add(input);
        }
        return masked;
    }

    private void add(Input input) {
        if (input instanceof Input.Sequence sequence) {
            sequence.inputs().forEach(this::add);
        } else if (input instanceof Input.Text typed) {
            hide(typed.text());
        } else if (input instanceof Input.Paste pasted) {
            hide(pasted.text());
        } else if (input instanceof Key key && types(key)) {
            hide(key.name());
        } else if (input instanceof Input.Bytes || input instanceof Input.Secret) {
            textGoesOn = true; // never told by what a program shows
            word(input instanceof Input.Secret ? input.toString() : HIDDEN);
        } else if (input instanceof Key || input instanceof Mouse || input instanceof Input.Focus) {
            textEnded = true;
            word(input.toString());
        }
    }

    private static boolean types(Key key) {
        String name = key.name();
        boolean isCharacter = name.codePointCount(0, name.length()) == 1 || name.equals("Space") || isOfKeypad(name);
        return isCharacter && TYPE_TOO.containsAll(key.modifiers());
    }

    private static boolean isOfKeypad(String name) {
        return name.startsWith("KP_") && !name.equals("KP_Enter");
    }

    /** Adds what must not be told, one word for any number: also its length is a secret. */
    private void hide(String typed) {
        textGoesOn |= textEnded;
        text.append(typed);
        word(HIDDEN);
    }

    private void word(String word) {
        boolean again = !words.isEmpty() && words.get(words.size() - 1).equals(word);
        if (words.size() < MOST_SHOWN && !(again && word.equals(HIDDEN))) {
            words.add(word);
        }
    }

    /** Returns what may always be told. */
    String words() {
        return String.join(" ", words);
    }

    /** Tells whether something is hidden. */
    boolean hides() {
        return words.contains(HIDDEN);
    }

    /** Returns the text by whose echo a program shows it all; empty if it can't be recognised. */
    String text() {
        String line = text.toString().stripTrailing();
        return textGoesOn || line.chars().anyMatch(c -> c < ' ') ? "" : line;
    }
}

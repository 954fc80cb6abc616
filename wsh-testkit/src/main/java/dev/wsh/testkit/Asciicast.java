package dev.wsh.testkit;

import dev.wsh.testkit.Recording.Event;
import dev.wsh.testkit.Recording.Format;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes asciicasts, by asciinema's descriptions of their versions 2 and 3. */
final class Asciicast {

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private Asciicast() {}

    // ---- reading ----

    static Recording parse(String cast) {
        List<String> lines = cast.lines().toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("line 1: not an asciicast: it is empty");
        }
        Map<?, ?> header = header(lines.get(0));
        boolean relative = version(header) == 3;
        Map<?, ?> size = relative && header.get("term") instanceof Map<?, ?> term ? term : header;
        int rows = number(size, relative ? "rows" : "height");
        int cols = number(size, relative ? "cols" : "width");
        List<Event> events = new ArrayList<>();
        Duration last = Duration.ZERO;
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                List<?> parts = Json.parse(line) instanceof List<?> list ? list : List.of();
                if (parts.size() < 3
                        || !(parts.get(0) instanceof BigDecimal time)
                        || !(parts.get(1) instanceof String code)) {
                    throw new IllegalArgumentException("not an event: expected [time, code, data]");
                }
                Duration given = Duration.ofNanos(
                        time.multiply(NANOS).setScale(0, RoundingMode.HALF_UP).longValueExact());
                Duration at = relative ? last.plus(given) : given;
                if (at.compareTo(last) < 0) {
                    throw new IllegalArgumentException("time goes back from " + last + " to " + at);
                }
                last = at;
                event(at, code, String.valueOf(parts.get(2))).ifPresent(events::add);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        Recording recording = Recording.of(rows, cols, events);
        return header.get("title") instanceof String title ? recording.titled(title) : recording;
    }

    private static Map<?, ?> header(String line) {
        try {
            if (Json.parse(line) instanceof Map<?, ?> header) {
                return header;
            }
            throw new IllegalArgumentException("not an object");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line 1: not the header of an asciicast: " + e.getMessage(), e);
        }
    }

    private static int version(Map<?, ?> header) {
        Object version = header.get("version");
        if (version instanceof BigDecimal number && (number.intValue() == 2 || number.intValue() == 3)) {
            return number.intValue();
        }
        throw new IllegalArgumentException("line 1: an asciicast of version " + version + "; 2 and 3 can be read");
    }

    private static int number(Map<?, ?> header, String key) {
        if (header.get(key) instanceof BigDecimal number) {
            return number.intValue();
        }
        throw new IllegalArgumentException("line 1: the header does not say the " + key + " of the terminal");
    }

    /** Reads an event; empty for one of a kind that is not known, which is to be skipped. */
    private static Optional<Event> event(Duration at, String code, String data) {
        return switch (code) {
            case "o" -> Optional.of(new Event.Output(at, data));
            case "i" -> Optional.of(new Event.Input(at, data));
            case "m" -> Optional.of(new Event.Marker(at, data));
            case "r" -> Optional.of(resize(at, data));
            case "x" -> Optional.of(new Event.Exit(at, integer(data, "an exit status")));
            default -> Optional.empty();
        };
    }

    private static Event resize(Duration at, String data) {
        int x = data.indexOf('x');
        if (x < 0) {
            throw new IllegalArgumentException("\"" + data + "\" is not a size such as 80x24");
        }
        return new Event.Resize(
                at, integer(data.substring(x + 1), "a height"), integer(data.substring(0, x), "a width"));
    }

    private static int integer(String data, String what) {
        try {
            return new BigDecimal(data).intValueExact();
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException("\"" + data + "\" is not " + what, e);
        }
    }

    // ---- writing ----

    static String write(Recording recording, Format format) {
        StringBuilder out = new StringBuilder();
        String size = format == Format.V2
                ? "\"version\": 2, \"width\": " + recording.cols() + ", \"height\": " + recording.rows()
                : "\"version\": 3, \"term\": {\"cols\": " + recording.cols() + ", \"rows\": " + recording.rows() + "}";
        out.append('{').append(size);
        recording.title().ifPresent(title -> out.append(", \"title\": ").append(Json.quote(title)));
        out.append("}\n");
        long last = 0;
        for (Event event : recording.events()) {
            long micros = Math.round(Lengths.nanos(event.at()) / 1000.0);
            long shown = format == Format.V2 ? micros : micros - last;
            last = micros;
            out.append('[').append(BigDecimal.valueOf(shown, 6).toPlainString());
            out.append(", \"")
                    .append(code(event))
                    .append("\", ")
                    .append(Json.quote(data(event)))
                    .append("]\n");
        }
        return out.toString();
    }

    private static char code(Event event) {
        if (event instanceof Event.Output) {
            return 'o';
        } else if (event instanceof Event.Input) {
            return 'i';
        } else if (event instanceof Event.Resize) {
            return 'r';
        }
        return event instanceof Event.Marker ? 'm' : 'x';
    }

    private static String data(Event event) {
        if (event instanceof Event.Output output) {
            return output.text();
        } else if (event instanceof Event.Input input) {
            return input.text();
        } else if (event instanceof Event.Resize size) {
            return size.cols() + "x" + size.rows();
        } else if (event instanceof Event.Marker marker) {
            return marker.label();
        }
        return String.valueOf(((Event.Exit) event).status());
    }
}

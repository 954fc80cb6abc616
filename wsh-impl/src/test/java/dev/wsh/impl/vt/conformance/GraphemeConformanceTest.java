package dev.wsh.impl.vt.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.impl.vt.grid.ClusterWidth;
import dev.wsh.impl.vt.grid.GraphemeBreaker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The segmenter against Unicode's GraphemeBreakTest, and cluster widths against emoji-test. */
final class GraphemeConformanceTest {

    @Test
    void segmentation_graphemeBreakTest_splitsEveryCaseAsUnicodeDoes() {
        List<Map<String, Object>> cases = Corpus.cases("uax29-grapheme");
        List<String> wrong = new ArrayList<>();
        for (Map<String, Object> one : cases) {
            List<String> clusters = clusters(text(one));
            if (!clusters.equals(one.get("clusters"))) {
                wrong.add(one.get("id") + " expected " + escaped(one.get("clusters")) + " was " + escaped(clusters));
            }
        }
        assertEquals(List.of(), wrong, wrong.size() + " of " + cases.size() + " cases differ");
    }

    @Test
    void width_fullyQualifiedEmoji_isOneClusterOfTwoColumns() {
        List<Map<String, Object>> cases = Corpus.cases("emoji-width");
        List<String> wrong = new ArrayList<>();
        for (Map<String, Object> one : cases) {
            List<String> clusters = clusters(text(one));
            if (clusters.size() != 2 || ClusterWidth.of(clusters.get(0)) != 2) {
                wrong.add((String) one.get("id"));
            }
        }
        assertEquals(List.of(), wrong, wrong.size() + " of " + cases.size() + " cases differ");
    }

    private static String text(Map<String, Object> one) {
        return new String(Corpus.bytes(one.get("input_b64")), StandardCharsets.UTF_8);
    }

    private static List<String> clusters(String text) {
        List<String> clusters = new ArrayList<>();
        StringBuilder cluster = new StringBuilder();
        int state = GraphemeBreaker.START;
        for (int codePoint : text.codePoints().toArray()) {
            int property = GraphemeBreaker.property(codePoint);
            if (GraphemeBreaker.isBreak(state, property) && cluster.length() > 0) {
                clusters.add(cluster.toString());
                cluster.setLength(0);
            }
            cluster.appendCodePoint(codePoint);
            state = GraphemeBreaker.nextState(state, property);
        }
        clusters.add(cluster.toString());
        return clusters;
    }

    private static String escaped(Object clusters) {
        StringBuilder out = new StringBuilder();
        clusters.toString()
                .chars()
                .forEach(c -> out.append(c < 0x7F && c >= 0x20 ? (char) c + "" : String.format("\\u%04x", c)));
        return out.toString();
    }
}

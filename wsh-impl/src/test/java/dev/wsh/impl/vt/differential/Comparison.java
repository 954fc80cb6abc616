package dev.wsh.impl.vt.differential;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;

/** Compares our terminal with a peer over random streams. Confined to one thread. */
final class Comparison {

    /** Streams that the peer is sent ahead, so that both sides work at once; few enough for the pipes. */
    private static final int AHEAD = 4;

    /** Failures that are shrunk and told; further ones are counted only. */
    private static final int MOST_TOLD = 20;

    /** Describes our terminal after each token of a stream. */
    interface Ours {
        List<List<String>> trace(TokenStream stream);
    }

    private final StreamGenerator generator = new StreamGenerator();
    private final List<Difference> failures = new ArrayList<>();
    private final Peer peer;
    private final Kinds kinds;
    private final Ours ours;
    private int streams;
    private int different;
    private long tokens;
    private long judged;

    Comparison(Peer peer, Kinds kinds) {
        this(peer, kinds, Facts::trace);
    }

    Comparison(Peer peer, Kinds kinds, Ours ours) {
        this.peer = peer;
        this.kinds = kinds;
        this.ours = ours;
    }

    /** Compares the streams of so many seeds in turn. */
    void run(long firstSeed, int count) {
        Queue<TokenStream> asked = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            TokenStream stream = generator.next(firstSeed + i);
            peer.ask(stream);
            asked.add(stream);
            if (asked.size() == AHEAD) {
                judge(asked.remove());
            }
        }
        while (!asked.isEmpty()) {
            judge(asked.remove());
        }
    }

    private void judge(TokenStream stream) {
        Optional<Difference> found = Difference.between(stream, ours.trace(stream), peer.answer(stream));
        streams++;
        tokens += stream.tokens().size();
        judged += found.map(Difference::stream).orElse(stream).tokens().size();
        if (found.isPresent()) {
            different++;
            if (!kinds.explain(found.get())) {
                failures.add(found.get());
            }
        }
    }

    /** The failures, the first ones shrunk; empty if there are none. */
    String complaints() {
        StringBuilder out = new StringBuilder();
        failures.stream()
                .limit(MOST_TOLD)
                .forEach(failure -> out.append(shrunk(failure))
                        .append("\n      from ")
                        .append(failure.place())
                        .append('\n'));
        if (failures.size() > MOST_TOLD) {
            out.append("and ").append(failures.size() - MOST_TOLD).append(" more\n");
        }
        return out.toString();
    }

    /** The smallest stream that differs in the same aspects, without an explanation. */
    private Difference shrunk(Difference failure) {
        TokenStream smallest = Shrinker.shrink(
                failure.stream(),
                smaller -> compare(smaller)
                        .filter(d -> d.aspects().equals(failure.aspects()) && !kinds.fits(d))
                        .isPresent());
        return compare(smallest).orElse(failure);
    }

    private Optional<Difference> compare(TokenStream stream) {
        peer.ask(stream);
        return Difference.between(stream, ours.trace(stream), peer.answer(stream));
    }

    /** A line of figures. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "%d streams, %d as the peer to the end, %d of %d tokens compared, %d differences without an explanation",
                streams,
                streams - different,
                judged,
                tokens,
                failures.size());
    }
}

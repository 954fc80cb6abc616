package dev.wsh.engine;

import dev.wsh.Condition;
import java.util.List;
import java.util.Optional;

/** Names the first part of a condition that one screen does not answer: time, processes, the kernel, what happened. */
final class OfOneScreen implements ConditionVisitor<Optional<String>> {

    private Optional<String> first(List<? extends Condition<?>> parts) {
        return parts.stream()
                .flatMap(part -> ConditionTree.of(part).accept(this).stream())
                .findFirst();
    }

    @Override
    public Optional<String> text(TextNode node) {
        return Optional.empty();
    }

    @Override
    public Optional<String> gone(ConditionTree.Gone node) {
        return Optional.empty();
    }

    @Override
    public Optional<String> quiet(IdleNode node) {
        return Optional.of(node.describe());
    }

    @Override
    public Optional<String> exited(ConditionTree.Exited node) {
        return Optional.of(node.describe());
    }

    @Override
    public Optional<String> frame(FrameNode<?> node) {
        return Optional.of(node.describe());
    }

    @Override
    public Optional<String> cursorAt(ConditionTree.CursorAt node) {
        return Optional.empty();
    }

    @Override
    public Optional<String> alternateScreen(ConditionTree.AlternateScreen node) {
        return Optional.empty();
    }

    @Override
    public Optional<String> title(ConditionTree.Title node) {
        return Optional.empty();
    }

    @Override
    public Optional<String> bell(ConditionTree.Bell node) {
        return Optional.of(node.describe());
    }

    @Override
    public Optional<String> echoOff(ConditionTree.EchoOff node) {
        return Optional.of(node.describe());
    }

    @Override
    public Optional<String> foreground(ConditionTree.Foreground node) {
        return Optional.of(node.describe());
    }

    @Override
    public Optional<String> found(ConditionTree.Found<?> node) {
        return Optional.empty();
    }

    @Override
    public Optional<String> firstOf(ConditionTree.FirstOf<?> node) {
        return first(node.parts());
    }

    @Override
    public Optional<String> allOf(ConditionTree.AllOf node) {
        return first(node.parts());
    }

    @Override
    public Optional<String> and(ConditionTree.And<?> node) {
        return first(List.of(node.first(), node.second()));
    }

    @Override
    public Optional<String> not(ConditionTree.Not node) {
        return node.source().accept(this);
    }

    @Override
    public Optional<String> mapped(ConditionTree.Mapped<?, ?> node) {
        return node.source().accept(this);
    }

    @Override
    public Optional<String> holding(ConditionTree.Holding<?> node) {
        return Optional.of(node.describe());
    }

    @Override
    public Optional<String> since(ConditionTree.Since<?> node) {
        return node.source().accept(this);
    }

    @Override
    public Optional<String> unless(ConditionTree.Unless<?> node) {
        return first(List.of(node.source(), node.hopeless()));
    }

    @Override
    public Optional<String> named(ConditionTree.Named<?> node) {
        return node.source().accept(this);
    }
}

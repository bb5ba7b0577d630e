package dev.latchkey.journal;

import dev.latchkey.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A journal in memory, with the node rows beside it. It can be away, lose its end, be another
 * database, and answer in small parts. Safe for use by many threads.
 */
public final class InMemoryJournal implements Feed {
  private final Map<String, Long> nodes = new HashMap<>();
  private List<Entry> entries = new ArrayList<>();
  private String installation = "here";
  private int most = 1000;
  private boolean away;
  private int polls;
  private Runnable meanwhile = () -> {};

  @Override
  public synchronized Position join(Node node) {
    answer();
    nodes.put(node.id(), head());
    return new Position(installation, head(), hashAt(head()).orElseThrow());
  }

  @Override
  public synchronized Answer poll(Node node, Position at) {
    answer();
    if (!at.installation().equals(installation)) {
      return new Answer.Diverged("another installation");
    }
    if (!hashAt(at.entry()).equals(Optional.of(at.hash()))) {
      return new Answer.Diverged("another history");
    }
    nodes.put(node.id(), at.entry());
    List<Entry> following = entries.stream().filter(e -> e.number() > at.entry()).toList();
    return new Answer.Following(following.stream().limit(most).toList(), head());
  }

  @Override
  public synchronized void leave(Node node) {
    answer();
    nodes.remove(node.id());
  }

  /** Commits an entry about {@code target}, and answers its number. */
  public synchronized long commit(String target) {
    long number = head() + 1;
    entries.add(Entries.after(hashAt(head()).orElseThrow(), number, target));
    notifyAll();
    return number;
  }

  /** What a restore of an older copy leaves. */
  public synchronized void loseAfter(long number) {
    entries.removeIf(entry -> entry.number() > number);
  }

  /** What an entry that somebody deleted leaves. */
  public synchronized void drop(long number) {
    entries.removeIf(entry -> entry.number() == number);
  }

  public synchronized List<Entry> copy() {
    return List.copyOf(entries);
  }

  public synchronized void restore(List<Entry> copy) {
    entries = new ArrayList<>(copy);
  }

  /** Turns into another database with the same entries, or back. */
  public synchronized void become(String otherInstallation) {
    installation = otherInstallation;
  }

  /** How many entries fit into one answer. */
  public synchronized void answerAtMost(int entriesInOneAnswer) {
    most = entriesInOneAnswer;
  }

  public synchronized void goAway() {
    away = true;
  }

  public synchronized void comeBack() {
    away = false;
  }

  /** What happens during each call: time passes, mostly. */
  public synchronized void meanwhile(Runnable happening) {
    meanwhile = happening;
  }

  public synchronized int polls() {
    return polls;
  }

  /** What {@code node} said it applied; empty when it has no row. */
  public synchronized Optional<Long> applied(Node node) {
    return Optional.ofNullable(nodes.get(node.id()));
  }

  /** Waits until there were {@code count} calls. */
  public synchronized void awaitPolls(int count) throws InterruptedException {
    long end = System.nanoTime() + 10_000_000_000L;
    while (polls < count) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(polls + " polls, not " + count + ", in 10 s");
      }
      wait(left);
    }
  }

  private void answer() {
    polls++;
    notifyAll();
    meanwhile.run();
    if (away) {
      throw new StoreException("the store is away");
    }
  }

  private long head() {
    return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).number();
  }

  private Optional<String> hashAt(long number) {
    return number == 0
        ? Optional.of(Chain.ORIGIN)
        : entries.stream().filter(e -> e.number() == number).map(Entry::hash).findFirst();
  }
}

package dev.latchkey.journal;

import dev.latchkey.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
  private long timeline = 1;
  private Instant now = Instant.EPOCH;
  private String concern = "";
  private boolean commitFails;
  private long unwritten;
  private Optional<String> refusal = Optional.empty();
  private final List<Entry> handedBack = new ArrayList<>();

  @Override
  public synchronized Beginning join(Node node) {
    answer();
    if (refusal.isPresent()) {
      throw new NotTakenException(refusal.get());
    }
    nodes.put(node.id(), head());
    return beginning();
  }

  @Override
  public synchronized Answer poll(Node node, Position at, Reading reading) {
    answer();
    if (!at.installation().equals(installation)) {
      return new Answer.Diverged("another installation", beginning());
    }
    if (!hashAt(at.entry()).equals(Optional.of(at.hash()))) {
      return new Answer.Diverged("another history", beginning());
    }
    List<Entry> following = entries.stream().filter(e -> e.number() > at.entry()).toList();
    Position reached = reading.take(following.stream().limit(most).toList());
    if (commitFails) {
      throw new StoreException("the commit failed");
    }
    boolean registered = nodes.put(node.id(), reached.entry()) != null;
    return new Answer.Following(head() + unwritten, timeline, registered, concern);
  }

  @Override
  public synchronized Map<Long, String> hashes(long from, long to) {
    answer();
    return entries.stream()
        .filter(e -> e.number() >= from && e.number() <= to)
        .collect(Collectors.toMap(Entry::number, Entry::hash));
  }

  @Override
  public synchronized void handBack(Node node, List<Entry> lost) {
    answer();
    handedBack.addAll(lost);
  }

  @Override
  public synchronized void leave(Node node) {
    answer();
    nodes.remove(node.id());
  }

  /** Commits an entry about {@code target}, and answers its number. */
  public synchronized long commit(String target) {
    return commit("test.changed", target);
  }

  public synchronized long commit(String action, String target) {
    long number = head() + 1;
    entries.add(Entries.after(hashAt(head()).orElseThrow(), number, now, action, target));
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

  /** Says that there are more entries than there are. */
  public synchronized void exaggerateBy(long entriesThatAreNot) {
    unwritten = entriesThatAreNot;
  }

  /** The hash of an entry; empty when there is none. */
  public synchronized String hashOf(long number) {
    return hashAt(number).orElse("");
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

  /** A replica takes over that has nothing after entry {@code number}, and not all nodes' rows. */
  public synchronized void failOverAfter(long number) {
    loseAfter(number);
    nodes.clear();
    timeline++;
  }

  /** When the next entries are written. */
  public synchronized void setClock(Instant at) {
    now = at;
  }

  /** Nobody has seen the node for too long. */
  public synchronized void forget(Node node) {
    nodes.remove(node.id());
  }

  /** Whether a poll is lost after its entries were handed over. */
  public synchronized void failCommits(boolean fail) {
    commitFails = fail;
  }

  public synchronized void worry(String about) {
    concern = about;
  }

  /** Takes nobody in, and says why; empty takes everybody. */
  public synchronized void refuse(Optional<String> why) {
    refusal = why;
  }

  /** What nodes have said that is lost. */
  public synchronized List<Entry> handedBack() {
    return List.copyOf(handedBack);
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

  private Beginning beginning() {
    Set<String> accepted =
        entries.stream()
            .filter(entry -> entry.action().equals(Lineage.ACCEPT))
            .map(Entry::hash)
            .collect(Collectors.toSet());
    return new Beginning(
        new Position(installation, head(), hashAt(head()).orElseThrow()),
        entries,
        new Lineage(timeline, accepted));
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

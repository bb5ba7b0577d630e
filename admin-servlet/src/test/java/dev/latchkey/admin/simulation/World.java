package dev.latchkey.admin.simulation;

import dev.latchkey.journal.LeaseTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One run, from one seed: a database, three nodes and an admin servlet, all on one thread. Whoever
 * asks another for something may find that time has passed, and that others have acted meanwhile,
 * in the middle of what they do: so a poll or a look-up can be paused anywhere.
 */
final class World {
  static final LeaseTerms TERMS =
      new LeaseTerms(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(1));
  static final Duration BOUND = TERMS.bound();

  private static final int NODES = 3;
  private static final int EVENTS = 130;
  private static final int DEEPEST = 3;
  private static final long MILLI = 1_000_000;

  /** What a run is mostly about: rare things follow each other closely only if they are likely. */
  private enum Theme {
    QUIET,
    CRASHES,
    CLOCKS,
    OUTAGES,
    PARTITIONS,
    TAKEOVERS,
    RESTORES
  }

  private final SplittableRandom random;
  private final Consumer<String> listener;
  private final boolean traced;
  private final Theme theme;
  private final Oracle oracle = new Oracle(this);
  private final SimulatedDatabase database;
  private final SimulatedAdmin admin;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final Set<Integer> issued = new HashSet<>();
  private long now;
  private int depth;
  private int left = EVENTS;
  private int starts;
  private boolean healed;

  World(long seed, boolean traced, Consumer<String> listener) {
    this.random = new SplittableRandom(seed);
    this.traced = traced;
    this.listener = listener;
    this.theme = Theme.values()[random.nextInt(Theme.values().length)];
    Actor machine = new Actor("database", this);
    this.database = new SimulatedDatabase(this, machine, oracle, Cast.beginning());
    this.admin = new SimulatedAdmin(this, oracle, database, "admin");
    trace(() -> "theme " + theme);
  }

  /** Lets it run, and then judges how it ends. */
  void run() {
    for (int i = 0; i < NODES; i++) {
      start();
    }
    while (left > 0) {
      event();
      if (below(3) == 0) {
        pass(below(60) * MILLI);
      }
    }
    heal();
    judgeTheEnd();
  }

  long now() {
    return now;
  }

  /** When a copy was put in place that no operator has accepted; never, when there is none. */
  long restoredAt() {
    return database.isRestored() ? database.replacedAt() : Long.MAX_VALUE;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Whether a transaction fails at its end; or succeeds, and nobody is told. */
  boolean goesWrong() {
    return !healed && random.nextInt(theme == Theme.OUTAGES ? 25 : 120) == 0;
  }

  /** Whether somebody who has more to do gets no processor to do it. */
  boolean pausesNow() {
    return !healed && random.nextInt(3) == 0;
  }

  /** A key text is printed once: one that was lost, or deleted, never comes back. */
  boolean mayIssue(int key) {
    return issued.add(key);
  }

  void gap() {
    if (healed || depth >= DEEPEST) {
      return;
    }
    int chance = random.nextInt(100);
    if (chance < 12) {
      pass(below(40) * MILLI);
    } else if (chance < 24 && left > 0) {
      nested();
    }
  }

  /** While somebody waits for the nodes, they act. */
  void meanwhile(Actor waiting) {
    pass(20 * MILLI);
    if (!healed && depth < DEEPEST && left > 0) {
      nested();
    }
    if (!waiting.isAlive()) {
      throw new Crash();
    }
  }

  private void nested() {
    depth++;
    try {
      int count = 1 + below(3);
      for (int i = 0; i < count && left > 0; i++) {
        event();
      }
    } finally {
      depth--;
    }
  }

  Violation violated(String invariant, String what) {
    return new Violation(invariant + ": " + what);
  }

  void trace(Supplier<String> what) {
    if (traced) {
      listener.accept("%10.3f  %s%s".formatted(now / 1e6, "  ".repeat(depth), what.get()));
    }
  }

  /** Two entries that say the same of the same place differ by their time. */
  void passAMoment() {
    pass(MILLI);
  }

  private void pass(long nanos) {
    now += nanos;
    nodes.forEach(node -> node.process().pass(nanos));
    admin.process().pass(nanos);
  }

  private void event() {
    left--;
    if (nodes.isEmpty()) {
      return;
    }
    int dice = below(100);
    if (dice < 34) {
      anyNode().poll();
    } else if (dice < 64) {
      anyNode().request(below(Cast.KEYS));
    } else if (dice < 70) {
      admin.issue(below(Cast.KEYS));
    } else if (dice < 77) {
      admin.revoke(below(Cast.KEYS), below(4) == 0);
    } else if (dice < 79) {
      admin.switchUser(Cast.USERS.get(below(Cast.USERS.size())));
    } else if (dice < 85) {
      admin.tidy();
    } else if (dice < 89) {
      pass(below(1500) * MILLI);
    } else {
      upset();
    }
  }

  private void upset() {
    switch (theme) {
      case QUIET -> pass(below(300) * MILLI);
      case CRASHES -> crash();
      case CLOCKS -> clocks();
      case OUTAGES -> outage();
      case PARTITIONS -> part();
      case TAKEOVERS -> unlessOtherwise(this::takeOver);
      case RESTORES -> unlessOtherwise(this::restore);
      default -> throw new IllegalStateException();
    }
  }

  private void crash() {
    int dice = below(4);
    if (dice == 0) {
      SimulatedNode node = anyNode();
      trace(() -> node.process().name + " is killed");
      node.process().kill();
      start();
    } else if (dice == 1) {
      anyNode().stop();
      start();
    } else {
      freeze(anyNode(), below(2) == 0);
    }
  }

  private void freeze(SimulatedNode node, boolean withItsMachine) {
    Actor process = node.process();
    if (depth >= DEEPEST || !process.runs()) {
      return;
    }
    boolean suspended = withItsMachine && process.wallSteps() == 0;
    trace(() -> process.name + (suspended ? " is suspended" : " is frozen"));
    process.freeze(suspended);
    pass(below(3000) * MILLI);
    nested();
    pass(below(1500) * MILLI);
    process.thaw();
    trace(() -> process.name + " goes on");
  }

  private void clocks() {
    long step = (below(2) == 0 ? -1 : 1) * (1000L + below(10_000));
    int dice = below(5);
    Actor whose =
        dice == 0 ? database.machine() : dice == 1 ? admin.process() : anyNode().process();
    if (dice > 2 && whose.wallSteps() == 0) {
      anyNodeIs(whose, node -> freeze(node, true));
      return;
    }
    boolean set = whose.setWall(step);
    trace(() -> whose.name + "'s clock is " + (set ? "set by " + step + " ms" : "left alone"));
  }

  private void anyNodeIs(Actor process, Consumer<SimulatedNode> then) {
    List.copyOf(nodes).stream().filter(node -> node.process() == process).forEach(then);
  }

  private void outage() {
    database.setAway(!database.isAway());
    trace(() -> database.isAway() ? "the database is away" : "the database is back");
  }

  /** One node is cut off, and what the others conclude from its silence is looked at closely. */
  private void part() {
    int dice = below(4);
    if (dice == 0) {
      cutOrConnect(anyNode());
    } else if (dice < 3) {
      silence(anyNode());
    } else {
      database.machine().setWall(below(10_000));
      admin.tidy();
    }
  }

  private void cutOrConnect(SimulatedNode node) {
    Link link = node.link();
    link.setCut(!link.isCut());
    trace(() -> node.process().name + (link.isCut() ? " is cut off" : " is connected again"));
  }

  /** A node is cut off for about as long as it takes the others to give it up. */
  private void silence(SimulatedNode node) {
    if (depth >= DEEPEST || node.link().isCut()) {
      return;
    }
    cutOrConnect(node);
    admin.tidy();
    pass(below(5000) * MILLI);
    cutOrConnect(node);
    admin.tidy();
    revokeAndTry();
  }

  /** Who has let go of a key, after something has happened that may have made them miss it. */
  private void revokeAndTry() {
    int key = below(Cast.KEYS);
    admin.revoke(key, false);
    List.copyOf(nodes).forEach(node -> node.request(key));
  }

  /**
   * A node that was there when a copy was made is gone or cut off, or one is there that was not.
   */
  private void unlessOtherwise(Runnable upset) {
    int dice = below(8);
    if (dice < 2) {
      crash();
    } else if (dice == 2) {
      cutOrConnect(anyNode());
    } else {
      upset.run();
    }
  }

  private void takeOver() {
    int commits = below(6);
    trace(() -> "a replica takes over that is " + commits + " commits behind");
    database.failOver(commits);
    passAMoment();
    if (below(2) == 0) {
      revokeAndTry();
    }
  }

  private void restore() {
    if (database.isRestored()) {
      admin.accept();
      revokeAndTry();
      return;
    }
    int commits = 1 + below(20);
    trace(() -> "a copy is restored that is " + commits + " commits old");
    database.restore(commits);
    passAMoment();
  }

  private SimulatedNode anyNode() {
    return nodes.get(below(nodes.size()));
  }

  private void start() {
    nodes.removeIf(node -> !node.process().isAlive());
    starts++;
    SimulatedNode node = new SimulatedNode(this, oracle, database, "node" + starts);
    nodes.add(node);
    node.poll();
  }

  /** The faults end, an operator accepts what was restored, and everybody acts a few times. */
  private void heal() {
    healed = true;
    database.setAway(false);
    nodes.forEach(node -> node.link().setCut(false));
    trace(() -> "all is well again");
    for (int round = 0; round < 4; round++) {
      nodes.forEach(SimulatedNode::poll);
      admin.tidy();
      if (round == 1 && database.isRestored()) {
        admin.accept();
      }
      pass(100 * MILLI);
    }
    nodes.forEach(SimulatedNode::poll);
    nodes.forEach(SimulatedNode::poll);
  }

  private void judgeTheEnd() {
    State end = database.present();
    Set<String> known = new HashSet<>();
    nodes.forEach(node -> known.addAll(oracle.revokedAsKnownTo(node.applied())));
    for (int key = 0; key < Cast.KEYS; key++) {
      String id = Cast.id(key);
      boolean works =
          end.keys.containsKey(id)
              && end.keys.get(id).key().revocation().isEmpty()
              && end.users.get(Cast.owner(key)).user().enabled();
      if (known.contains(id)
          && end.keys.containsKey(id)
          && end.keys.get(id).key().revocation().isEmpty()) {
        throw violated("I3", "the database never heard again that " + id + " is revoked");
      }
      for (SimulatedNode node : nodes) {
        String decision = node.decide(key);
        if (works != decision.equals("allowed") || decision.equals("undecided")) {
          throw violated("liveness", node.process().name + " says " + decision + " of " + id);
        }
      }
    }
  }
}

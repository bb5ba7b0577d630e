package dev.latchkey.samples.cluster;

import dev.latchkey.samples.cluster.machines.Cluster;
import dev.latchkey.samples.cluster.machines.Node;
import java.util.List;

/** What happens to a cluster while a key is revoked through another node. */
enum Fault {
  NOTHING("nothing", false) {
    @Override
    Runnable begin(Cluster cluster) {
      return () -> {};
    }
  },

  FROZEN_NODE("eu3 is frozen", false) {
    @Override
    Runnable begin(Cluster cluster) {
      Node node = victim(cluster);
      node.freeze();
      return node::thaw;
    }
  },

  KILLED_NODE("eu3 is killed", false) {
    @Override
    Runnable begin(Cluster cluster) {
      Node node = victim(cluster);
      node.kill();
      return node::restart;
    }
  },

  SILENT_NETWORK("eu3's network swallows all", true) {
    @Override
    Runnable begin(Cluster cluster) {
      victim(cluster).wire().swallow();
      return victim(cluster).wire()::mend;
    }
  },

  RESETTING_NETWORK("eu3's connections are reset", true) {
    @Override
    Runnable begin(Cluster cluster) {
      victim(cluster).wire().reset();
      return victim(cluster).wire()::mend;
    }
  },

  FROZEN_BACKENDS("the database freezes towards eu3", false) {
    @Override
    Runnable begin(Cluster cluster) {
      List<Long> backends = cluster.freezeBackendsOf(victim(cluster));
      return () -> cluster.thaw(backends);
    }
  },

  KILLED_DATABASE("the database is killed and restarted", false) {
    @Override
    Runnable begin(Cluster cluster) {
      cluster.database().kill();
      cluster.database().start();
      return () -> {};
    }
  };

  private final String words;
  private final boolean cut;

  Fault(String words, boolean cut) {
    this.words = words;
    this.cut = cut;
  }

  /**
   * Makes it happen.
   *
   * @return what ends it
   */
  abstract Runnable begin(Cluster cluster);

  /** Whether its victim cannot reach the database until it ends. */
  boolean cutsOff() {
    return cut;
  }

  /** The node that most of them happen to. */
  static Node victim(Cluster cluster) {
    return cluster.node(2);
  }

  @Override
  public String toString() {
    return words;
  }
}

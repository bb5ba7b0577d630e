package dev.latchkey.guard.decide;

import dev.latchkey.guard.check.Circumstances;
import dev.latchkey.guard.limit.Toll;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.key.Caller;
import java.time.Instant;
import java.util.Optional;

/** What the guard decided about one request. Immutable; it is kept for later dispatches. */
public sealed interface Decision {
  /** The route asks for no key, and none was presented or read: no caller. */
  Decision OPEN = new Open();

  /** See {@link #OPEN}. */
  record Open() implements Decision {}

  /**
   * A good key that may do this.
   *
   * @param at what it was checked for
   * @param toll what its limits said
   */
  record Allowed(Found found, Circumstances at, Toll toll) implements Decision {
    /** Before anybody has asked its limits. */
    public Allowed(Found found, Circumstances at) {
      this(found, at, Toll.FREE);
    }

    public Caller caller() {
      return found.known().caller();
    }

    /** When the presented secret stops working: its own end or the key's, the earlier. */
    public Optional<Instant> worksUntil() {
      return found.worksUntil();
    }
  }

  /** A good key that may do this, and has done as much as its limits allow for now. */
  record Limited(Found found, Toll toll) implements Decision {}

  /** Not to be let through. */
  record Refused(Refusal refusal) implements Decision {}

  /** The guard could not tell. It outranks a refusal: nobody is told <em>no</em> by an outage. */
  record Undecided(String why) implements Decision {}
}

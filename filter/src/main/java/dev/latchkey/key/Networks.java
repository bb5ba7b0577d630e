package dev.latchkey.key;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a key may be used from. An empty list is everywhere. */
public record Networks(List<Network> all) {
  public static final Networks ANYWHERE = new Networks(List.of());

  public Networks {
    all = List.copyOf(new LinkedHashSet<>(all));
  }

  /** Reads the stored form, ranges with a space between them; empty text is everywhere. */
  public static Networks parse(String text) {
    List<Network> networks = new ArrayList<>();
    for (String word : text.split(" ")) {
      if (!word.isEmpty()) {
        networks.add(Network.parse(word));
      }
    }
    return new Networks(networks);
  }

  public boolean isAnywhere() {
    return all.isEmpty();
  }

  /** Whether the address that {@code text} spells is allowed; what is no address never is. */
  public boolean allow(String text) {
    if (isAnywhere()) {
      return true;
    }
    Optional<InetAddress> address = Addresses.parse(text);
    return address.isPresent() && all.stream().anyMatch(network -> network.contains(address.get()));
  }

  /** Whether every address that {@code other} allows is allowed here too. */
  public boolean contain(Networks other) {
    return isAnywhere()
        || (!other.isAnywhere()
            && other.all.stream()
                .allMatch(range -> all.stream().anyMatch(mine -> mine.contains(range))));
  }

  /** What both allow: of two ranges that overlap the narrower one; empty when that is nowhere. */
  public Optional<Networks> shared(Networks other) {
    if (isAnywhere() || other.isAnywhere()) {
      return Optional.of(isAnywhere() ? other : this);
    }
    List<Network> shared = new ArrayList<>(within(other));
    shared.addAll(other.within(this));
    return shared.isEmpty() ? Optional.empty() : Optional.of(new Networks(shared));
  }

  private List<Network> within(Networks other) {
    return all.stream()
        .filter(range -> other.all.stream().anyMatch(theirs -> theirs.contains(range)))
        .toList();
  }

  @Override
  public String toString() {
    return all.stream().map(Network::toString).collect(Collectors.joining(" "));
  }
}

package dev.latchkey.samples.demo.dns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * The zones of all customer accounts, in memory. Every call names the account it acts for; no other
 * account's zones are there. Safe for use by many threads.
 */
public final class Zones {
  private final Map<String, Map<String, Zone>> accounts = new HashMap<>();
  private final AtomicLong lastId = new AtomicLong();

  public synchronized List<Zone> list(String account) {
    return List.copyOf(of(account).values());
  }

  /**
   * One zone.
   *
   * @throws Refused when the account has none of this name
   */
  public synchronized Zone zone(String account, String name) {
    Zone zone = of(account).get(name);
    if (zone == null) {
      throw Refused.notFound("there is no zone " + name);
    }
    return zone;
  }

  /**
   * Adds an empty zone.
   *
   * @throws Refused when the account has it, or the name is wrong
   */
  public synchronized Zone create(String account, String name) {
    Zone zone = new Zone(name, List.of());
    if (of(account).putIfAbsent(name, zone) != null) {
      throw Refused.conflict("there is a zone " + name + " already");
    }
    return zone;
  }

  public synchronized void delete(String account, String name) {
    of(account).remove(zone(account, name).name());
  }

  /** An id that no record has had. */
  public String newId() {
    return "rec_" + lastId.incrementAndGet();
  }

  public void add(String account, String zone, DnsRecord record) {
    change(account, zone, old -> old.with(record));
  }

  /** Puts {@code record} in the place of the one that has its id. */
  public void replace(String account, String zone, DnsRecord record) {
    change(account, zone, old -> old.without(record.id()).with(record));
  }

  public void remove(String account, String zone, String id) {
    change(account, zone, old -> old.without(id));
  }

  private synchronized void change(String account, String name, UnaryOperator<Zone> change) {
    of(account).put(name, change.apply(zone(account, name)));
  }

  private Map<String, Zone> of(String account) {
    return accounts.computeIfAbsent(account, a -> new TreeMap<>());
  }

  /** Three zones for {@code account}, so that there is something to look at. */
  public static Zones seeded(String account) {
    Zones zones = new Zones();
    for (String name : List.of("example.com", "example.org", "example.net")) {
      zones.create(account, name);
      zones.add(account, name, zones.record("@", RecordType.NS, "ns1.example.net"));
      zones.add(account, name, zones.record("@", RecordType.A, "192.0.2.10"));
      zones.add(account, name, zones.record("@", RecordType.AAAA, "2001:db8::10"));
      zones.add(account, name, zones.record("@", RecordType.MX, "10 mail." + name));
      zones.add(account, name, zones.record("@", RecordType.TXT, "v=spf1 mx -all"));
      zones.add(account, name, zones.record("www", RecordType.CNAME, name));
    }
    return zones;
  }

  private DnsRecord record(String name, RecordType type, String value) {
    return new DnsRecord(newId(), name, type, 3600, value);
  }
}

package dev.latchkey.samples.demo.dns;

/**
 * One record of a zone.
 *
 * @param name below the zone: {@code www}, {@code *.apps}, or {@code @} for the zone itself
 * @param ttl seconds, {@value #SHORTEST} to {@value #LONGEST}
 */
public record DnsRecord(String id, String name, RecordType type, int ttl, String value) {
  private static final int SHORTEST = 30;
  private static final int LONGEST = 604_800;

  /**
   * Checks every part.
   *
   * @throws Refused naming the first field that is wrong
   */
  public DnsRecord {
    if (!Syntax.isOwner(name)) {
      throw Refused.invalid("name", "is a name below the zone in lower case, like www, or @");
    }
    if (ttl < SHORTEST || ttl > LONGEST) {
      throw Refused.invalid("ttl", "is " + SHORTEST + " to " + LONGEST + " seconds");
    }
    type.require(value);
  }

  /** Why both cannot stand in one zone, or nothing: a CNAME stands alone, RFC 1034 3.6.2. */
  boolean clashesWith(DnsRecord other) {
    boolean alias = type == RecordType.CNAME || other.type == RecordType.CNAME;
    boolean same = type == other.type && value.equals(other.value);
    return !id.equals(other.id) && name.equals(other.name) && (alias || same);
  }
}

package dev.latchkey.samples.demo.dns;

import java.util.ArrayList;
import java.util.List;

/** A zone and what is in it. Immutable: a change makes another. */
public record Zone(String name, List<DnsRecord> records) {

  /**
   * Checks the name.
   *
   * @throws Refused when it is no host name
   */
  public Zone {
    if (!Syntax.isHost(name)) {
      throw Refused.invalid("name", "is a domain name in lower case, like example.com");
    }
    records = List.copyOf(records);
  }

  /**
   * The record of this id.
   *
   * @throws Refused when there is none
   */
  public DnsRecord record(String id) {
    return records.stream()
        .filter(record -> record.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Refused.notFound("there is no record " + id + " in " + name));
  }

  Zone with(DnsRecord added) {
    records.stream()
        .filter(added::clashesWith)
        .findFirst()
        .ifPresent(
            other -> {
              throw Refused.conflict(
                  "record "
                      + other.id()
                      + " is in the way: a CNAME stands alone, others are unique");
            });
    List<DnsRecord> more = new ArrayList<>(records);
    more.removeIf(record -> record.id().equals(added.id()));
    more.add(added);
    return new Zone(name, more);
  }

  Zone without(String id) {
    DnsRecord gone = record(id);
    return new Zone(name, records.stream().filter(record -> !record.equals(gone)).toList());
  }
}

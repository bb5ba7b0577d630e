package dev.latchkey.key;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/** A range of addresses in CIDR form, {@code 192.0.2.0/24} or {@code 2001:db8::/32}. */
public final class Network {
  private final byte[] address;
  private final int bits;

  private Network(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /**
   * Reads an address or a CIDR range; never asks a name server. A zone ({@code %eth0}) is refused:
   * no range could keep it.
   *
   * @throws IllegalArgumentException naming what is wrong with {@code text} and what would be right
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    byte[] address =
        Optional.of(host)
            .filter(plain -> plain.indexOf('%') < 0)
            .flatMap(Addresses::parse)
            .map(InetAddress::getAddress)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "not an address or CIDR range, like 192.0.2.0/24 or 2001:db8::/32"));
    int whole = address.length * 8;
    int bits = slash < 0 ? whole : prefix(text.substring(slash + 1), whole);
    Network network = new Network(masked(address, bits), bits);
    if (!Arrays.equals(network.address, address)) {
      throw new IllegalArgumentException("has bits beyond its prefix; write " + network);
    }
    return network;
  }

  private static int prefix(String digits, int whole) {
    boolean plain = digits.matches("0|[1-9][0-9]{0,2}");
    if (!plain || Integer.parseInt(digits) > whole) {
      throw new IllegalArgumentException("the prefix of this range is 0 to " + whole);
    }
    return Integer.parseInt(digits);
  }

  private static byte[] masked(byte[] address, int bits) {
    byte[] masked = address.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.max(0, Math.min(8, bits - i * 8));
      masked[i] &= (byte) (0xff << (8 - kept));
    }
    return masked;
  }

  public boolean contains(InetAddress candidate) {
    byte[] other = candidate.getAddress();
    return other.length == address.length && Arrays.equals(masked(other, bits), address);
  }

  /** Whether every address of {@code other} is in this range. */
  public boolean contains(Network other) {
    return other.address.length == address.length
        && other.bits >= bits
        && Arrays.equals(masked(other.address, bits), address);
  }

  /** Whether {@code text} is an address of this range; false when it is no address. */
  public boolean contains(String text) {
    Optional<InetAddress> candidate = Addresses.parse(text);
    return candidate.isPresent() && contains(candidate.get());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network network
        && network.bits == bits
        && Arrays.equals(network.address, address);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(address) + bits;
  }

  @Override
  public String toString() {
    return Addresses.print(address) + '/' + bits;
  }
}

package dev.latchkey.guard.check;

import dev.latchkey.guard.lookup.Answer.Found;

/** Where the request comes from: one of the key's networks. */
final class NetworkCheck implements Check {
  @Override
  public Finding check(Found found, Circumstances at) {
    return found.known().key().networks().allow(at.address())
        ? Finding.PASSED
        : Finding.NETWORK_NOT_ALLOWED;
  }
}

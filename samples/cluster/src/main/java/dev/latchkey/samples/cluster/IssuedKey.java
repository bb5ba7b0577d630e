package dev.latchkey.samples.cluster;

/** A key and its text. */
record IssuedKey(String id, String text) {
  @Override
  public String toString() {
    return id;
  }
}

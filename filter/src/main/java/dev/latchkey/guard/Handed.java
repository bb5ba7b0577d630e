package dev.latchkey.guard;

import dev.latchkey.guard.parse.Message;
import java.util.List;

/** What a token came with that somebody was handed: nothing, so none that is bound to a request. */
enum Handed implements Message {
  ON;

  @Override
  public String method() {
    return "";
  }

  @Override
  public String url() {
    return "";
  }

  @Override
  public List<String> headers(String name) {
    return List.of();
  }
}

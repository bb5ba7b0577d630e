package dev.latchkey.key.text;

/** What {@link KeyFormat#read} made of a text. */
public sealed interface Reading permits KeyText, Reading.Unread {
  /** A text of another form: some other kind of credential may know it. */
  Reading NOT_MINE = new Unread("not of this form");

  /** A text that starts like a key of this installation and is none. */
  Reading MALFORMED = new Unread("malformed");

  /** One of the two constants above. */
  record Unread(String why) implements Reading {}
}

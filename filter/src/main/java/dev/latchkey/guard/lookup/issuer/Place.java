package dev.latchkey.guard.lookup.issuer;

import dev.latchkey.guard.lookup.jwt.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Where in a token something stands: {@code claim:sub}, or {@code claim:realm_access roles} for a
 * member of an object. A space steps inside, since names of claims are URLs now and then.
 *
 * @param path names of members, outermost first
 */
public record Place(List<String> path) {
  private static final String PREFIX = "claim:";

  public Place {
    path = List.copyOf(path);
  }

  public static boolean isForm(String text) {
    return text.startsWith(PREFIX);
  }

  /**
   * Reads the form of settings.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  public static Place parse(String text) {
    String names = isForm(text) ? text.substring(PREFIX.length()).strip() : "";
    if (names.isEmpty()) {
      throw new IllegalArgumentException("is a claim, like claim:sub or claim:realm_access roles");
    }
    return new Place(List.of(names.split(" +")));
  }

  Optional<String> text(JsonObject claims) {
    return outer(claims).flatMap(object -> object.text(last()));
  }

  /** The words of a text or of an array of texts. */
  List<String> words(JsonObject claims) {
    return outer(claims).map(object -> object.texts(last())).orElse(List.of()).stream()
        .flatMap(text -> List.of(text.split(" ")).stream())
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private Optional<JsonObject> outer(JsonObject claims) {
    Optional<JsonObject> object = Optional.of(claims);
    for (String name : path.subList(0, path.size() - 1)) {
      object = object.flatMap(outer -> outer.object(name));
    }
    return object;
  }

  private String last() {
    return path.get(path.size() - 1);
  }
}

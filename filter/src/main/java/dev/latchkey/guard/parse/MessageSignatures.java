package dev.latchkey.guard.parse;

import dev.latchkey.guard.parse.Presented.Malformed;
import dev.latchkey.guard.parse.Presented.MessageSignature;
import dev.latchkey.guard.parse.Presented.Nothing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.Dictionary;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one signature of a request that is meant for us: RFC 9421 section 4, by the parameter
 * {@code tag="latchkey"}. The signatures of others are none of ours. Stateless; safe for use by
 * many threads.
 */
public final class MessageSignatures {
  private static final String TAG = "latchkey";
  private static final int LONGEST = 4096;

  /** RFC 9421 section 2.3: of another type, one of these is never taken for missing. */
  private static final Set<String> NUMBERS = Set.of("created", "expires");

  private static final Set<String> TEXTS = Set.of("alg", "keyid", "nonce", "tag");

  private static final Presented NOTHING = new Nothing();
  private static final Presented TWO_WAYS =
      new Malformed("both a token and a signature of the request");

  /** What cannot be read, and why. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
      super(why, null, false, false);
    }

    Presented presented() {
      return new Malformed(String.valueOf(getMessage()));
    }
  }

  private MessageSignatures() {}

  /**
   * Reads {@code getHeaders("Signature-Input")} and {@code getHeaders("Signature")}.
   *
   * @param token what else the request presents, of which it may use one: RFC 6750 section 2
   */
  public static Presented read(
      Presented token, Enumeration<String> input, Enumeration<String> signature) {
    if (!input.hasMoreElements() || token instanceof Malformed) {
      return token;
    }
    Presented signed = read(Collections.list(input), Collections.list(signature));
    if (signed instanceof Nothing) {
      return token;
    }
    return token instanceof Nothing || signed instanceof Malformed ? signed : TWO_WAYS;
  }

  private static Presented read(List<String> input, List<String> signature) {
    try {
      Optional<Map.Entry<String, InnerList>> ours = ours(dictionary(input));
      return ours.isEmpty()
          ? NOTHING
          : signature(ours.get().getValue(), ours.get().getKey(), dictionary(signature));
    } catch (Unreadable e) {
      return e.presented();
    }
  }

  private static Map<String, ListElement<?>> dictionary(List<String> lines) throws Unreadable {
    if (lines.stream().mapToInt(String::length).sum() > LONGEST) {
      throw new Unreadable("a signature field of more than " + LONGEST + " characters");
    }
    try {
      Dictionary dictionary = new Parser(lines).parseDictionary();
      return dictionary.get();
    } catch (IllegalArgumentException e) {
      throw new Unreadable("a signature field that is no dictionary");
    }
  }

  private static Optional<Map.Entry<String, InnerList>> ours(Map<String, ListElement<?>> all)
      throws Unreadable {
    Optional<Map.Entry<String, InnerList>> ours = Optional.empty();
    for (Map.Entry<String, ListElement<?>> one : all.entrySet()) {
      if (one.getValue() instanceof InnerList list && TAG.equals(text(list, "tag"))) {
        if (ours.isPresent()) {
          throw new Unreadable("more than one signature with our tag");
        }
        ours = Optional.of(Map.entry(one.getKey(), list));
      }
    }
    return ours;
  }

  private static @Nullable String text(InnerList list, String name) {
    return list.getParams().get(name) instanceof StringItem item ? item.get() : null;
  }

  private static Presented signature(
      InnerList input, String label, Map<String, ListElement<?>> signatures) throws Unreadable {
    if (!(signatures.get(label) instanceof ByteSequenceItem item) || !item.getParams().isEmpty()) {
      throw new Unreadable("no signature where it belongs");
    }
    Map<String, String> texts = new HashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    for (Map.Entry<String, Item<?>> parameter : input.getParams().entrySet()) {
      String name = parameter.getKey();
      if (parameter.getValue() instanceof StringItem text && !NUMBERS.contains(name)) {
        texts.put(name, text.get());
      } else if (parameter.getValue() instanceof IntegerItem number && !TEXTS.contains(name)) {
        numbers.put(name, number.get());
      } else {
        throw new Unreadable("a parameter that is not the text or the number it should be");
      }
    }
    return new MessageSignature(
        covered(input), texts, numbers, input.serialize(), base64(item.get()));
  }

  /** The names that are signed, each once, and none with parameters: those would need a reader. */
  private static List<String> covered(InnerList input) throws Unreadable {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Item<?> item : input.get()) {
      if (!(item instanceof StringItem name) || !item.getParams().isEmpty()) {
        throw new Unreadable("a signed component that is not supported");
      }
      if (!seen.add(name.get())) {
        throw new Unreadable("a component that is signed twice");
      }
      names.add(name.get());
    }
    return names;
  }

  private static String base64(ByteBuffer bytes) {
    ByteBuffer encoded = Base64.getEncoder().encode(bytes.duplicate());
    return StandardCharsets.US_ASCII.decode(encoded).toString();
  }
}

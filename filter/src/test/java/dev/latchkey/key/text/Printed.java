package dev.latchkey.key.text;

import dev.latchkey.key.Base62;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** A fixed key and what its text must be, for ever: made with other software than ours. */
final class Printed {
  static final KeyFormat FORMAT = new KeyFormat("dnscale", List.of("live", "test"));
  static final KeyId ID = new KeyId("0123456789AB");
  static final Secret SECRET = new Secret("abcdefghijklmnopqrstuvwxyzABCDEF");
  static final TagKey TAG_KEY = new TagKey(1, countingUpFrom(0));
  static final TagKey OTHER_TAG_KEY = new TagKey(2, countingUpFrom(1));

  static final String PREFIX = "dnscale_live_";
  static final String BODY = "0123456789ABabcdefghijklmnopqrstuvwxyzABCDEF";
  static final String TAG = "AfjFUC";
  static final String CRC = "0eZCxL";
  static final String TEXT = PREFIX + BODY + TAG + CRC;

  private Printed() {}

  /** 32 bytes: first, first + 1, and so on. */
  static byte[] countingUpFrom(int first) {
    byte[] bytes = new byte[TagKey.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  static OpaqueKey read(String text) {
    return (OpaqueKey) FORMAT.read(text);
  }

  /** Anybody can make the checksum: what is wrong with the text must be seen by itself. */
  static String withChecksum(String text) {
    return text + Base62.print(checksum(text), 6);
  }

  static long checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
    return crc.getValue();
  }
}

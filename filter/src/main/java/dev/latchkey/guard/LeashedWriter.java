package dev.latchkey.guard;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * The writer of a {@link GuardedResponse}: writes nothing more when the key has ended, and says so
 * as any {@link PrintWriter} does, by {@link #checkError}.
 */
final class LeashedWriter extends PrintWriter {
  private final PrintWriter inner;

  LeashedWriter(PrintWriter inner, GuardedResponse response) {
    super(new Held(inner, response));
    this.inner = inner;
  }

  @Override
  public boolean checkError() {
    return super.checkError() || inner.checkError();
  }

  private static final class Held extends Writer {
    private final PrintWriter inner;
    private final GuardedResponse response;

    Held(PrintWriter inner, GuardedResponse response) {
      this.inner = inner;
      this.response = response;
    }

    @Override
    public void write(int one) throws IOException {
      @Nullable Leash held = response.enter();
      try {
        inner.write(one);
      } finally {
        GuardedResponse.leave(held);
      }
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      @Nullable Leash held = response.enter();
      try {
        inner.write(text, from, length);
      } finally {
        GuardedResponse.leave(held);
      }
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      @Nullable Leash held = response.enter();
      try {
        inner.write(text, from, length);
      } finally {
        GuardedResponse.leave(held);
      }
    }

    @Override
    public void flush() throws IOException {
      @Nullable Leash held = response.enter();
      try {
        inner.flush();
      } finally {
        GuardedResponse.leave(held);
      }
    }

    @Override
    public void close() {
      if (response.ended() == null) {
        inner.close();
      }
    }
  }
}

package dev.latchkey.guard;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The stream of a {@link GuardedResponse}: writes nothing more when the key has ended. */
final class LeashedStream extends ServletOutputStream {
  private final ServletOutputStream inner;
  private final GuardedResponse response;

  LeashedStream(ServletOutputStream inner, GuardedResponse response) {
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
  public void write(byte[] bytes) throws IOException {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    @Nullable Leash held = response.enter();
    try {
      inner.write(bytes, from, length);
    } finally {
      GuardedResponse.leave(held);
    }
  }

  @Override
  public void print(String text) throws IOException {
    @Nullable Leash held = response.enter();
    try {
      inner.print(text);
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

  /** Whoever is done has nothing more to say: that is no failure, whatever became of the key. */
  @Override
  public void close() throws IOException {
    if (response.ended() == null) {
      inner.close();
    }
  }

  /** Ready also when the key has ended: so that whoever waits writes, and is told. */
  @Override
  public boolean isReady() {
    return response.ended() != null || inner.isReady();
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    inner.setWriteListener(listener);
  }
}

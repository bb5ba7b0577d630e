package dev.latchkey.samples.war.containers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * HTTP/1.1 over a plain socket. Sends exactly what it is given and adds nothing. Every wait ends
 * after ten seconds with an exception. For one thread.
 */
final class RawHttp implements Closeable {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;
  private boolean head;

  private RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  static RawHttp connect(int port) throws IOException {
    return new RawHttp(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Sends a head made of these lines, ended by an empty one, and reads one answer. */
  static Answer ask(int port, String... lines) throws IOException {
    try (RawHttp http = connect(port)) {
      return http.ask(lines);
    }
  }

  /** As {@link #ask(int, String...)}, on this connection. */
  Answer ask(String... lines) throws IOException {
    send((String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1));
    return read();
  }

  void send(byte[] bytes) throws IOException {
    head = new String(bytes, ISO_8859_1).startsWith("HEAD ");
    socket.getOutputStream().write(bytes);
  }

  /** Reads one answer, {@code 1xx} included. */
  Answer read() throws IOException {
    Answer head = readHead();
    return new Answer(head.statusLine(), head.headerLines(), new String(body(head), UTF_8));
  }

  /** Reads the head of one answer, and leaves its body. */
  Answer readHead() throws IOException {
    String statusLine = line();
    List<String> headers = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      headers.add(line);
    }
    return new Answer(statusLine, headers, "");
  }

  /** Reads a body in chunks to its end, whether that is one in order or the connection breaks. */
  void readToTheEnd() throws IOException {
    try {
      chunks();
    } catch (EOFException | SocketException broken) {
      assert !socket.isClosed();
    }
  }

  /** Reads this many bytes, as they are. */
  byte[] read(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("closed after %d of %d bytes".formatted(bytes.length, count));
    }
    return bytes;
  }

  private byte[] body(Answer answer) throws IOException {
    int status = answer.status();
    if (head || status < 200 || status == 204 || status == 304) {
      return new byte[0];
    }
    if (answer.header("Transfer-Encoding").isPresent()) {
      return chunks();
    }
    Optional<String> length = answer.header("Content-Length");
    return length.isPresent() ? read(Integer.parseInt(length.get())) : in.readAllBytes();
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.write(read(size));
      line();
    }
    while (!line().isEmpty()) {}
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";")[0].strip().toLowerCase(Locale.ROOT), 16);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("closed within the line: " + line.toString(ISO_8859_1));
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

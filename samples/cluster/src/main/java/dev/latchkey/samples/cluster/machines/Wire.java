package dev.latchkey.samples.cluster.machines;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between a node and its database: a TCP proxy on the loopback that can swallow what is
 * sent, as a cut cable does, or reset its connections. Safe for use by many threads.
 */
public final class Wire implements AutoCloseable {
  private enum State {
    WHOLE,
    SWALLOWING,
    RESETTING
  }

  private record Pair(Socket node, Socket database) {
    void reset() {
      reset(node);
      reset(database);
    }

    private static void reset(Socket socket) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException gone) {
        // A connection that is gone already is what was wanted.
      }
    }
  }

  private final ServerSocket entrance;
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private final Object stateLock = new Object();
  private volatile int target;
  private State state = State.WHOLE;
  private boolean closed;

  private Wire(ServerSocket entrance, int target) {
    this.entrance = entrance;
    this.target = target;
  }

  /** Lays a wire to a port of this machine. */
  public static Wire to(int target) {
    try {
      Wire wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
      daemon(wire::accept);
      return wire;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where to connect to. */
  int port() {
    return entrance.getLocalPort();
  }

  /** Lays the wire to another port; what is connected stays where it is until it ends. */
  public void leadTo(int port) {
    target = port;
  }

  /** From now on nothing arrives, and nobody is told. */
  public void swallow() {
    become(State.SWALLOWING);
  }

  /** Ends all connections rudely, and each new one too. */
  public void reset() {
    become(State.RESETTING);
    pairs.forEach(Pair::reset);
  }

  /** What was underway arrives at last, and all goes on. */
  public void mend() {
    become(State.WHOLE);
  }

  /** The ports by which the database knows the connections through this wire. */
  Set<Integer> ports() {
    Set<Integer> ports = ConcurrentHashMap.newKeySet();
    pairs.forEach(pair -> ports.add(pair.database().getLocalPort()));
    return ports;
  }

  @Override
  public void close() {
    synchronized (stateLock) {
      closed = true;
      stateLock.notifyAll();
    }
    pairs.forEach(Pair::reset);
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void become(State next) {
    synchronized (stateLock) {
      state = next;
      stateLock.notifyAll();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket node = entrance.accept();
        daemon(() -> connect(node));
      }
    } catch (IOException closing) {
      // The wire is taken away.
    }
  }

  private void connect(Socket node) {
    try {
      passOrFail();
      Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
      // Either end says when something is to be sent; held back here, each exchange takes 40 ms.
      node.setTcpNoDelay(true);
      database.setTcpNoDelay(true);
      Pair pair = new Pair(node, database);
      pairs.add(pair);
      daemon(() -> pump(pair, node, database));
      pump(pair, database, node);
    } catch (IOException e) {
      new Pair(node, node).reset();
    }
  }

  private void pump(Pair pair, Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read = in.read(buffer);
      while (read >= 0) {
        passOrFail();
        out.write(buffer, 0, read);
        read = in.read(buffer);
      }
    } catch (IOException ended) {
      // Either side has ended it; both end below.
    } finally {
      pairs.remove(pair);
      pair.reset();
    }
  }

  private void passOrFail() throws IOException {
    synchronized (stateLock) {
      while (state == State.SWALLOWING && !closed) {
        try {
          stateLock.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted", e);
        }
      }
      if (closed || state == State.RESETTING) {
        throw new IOException("the wire is cut");
      }
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "wire");
    thread.setDaemon(true);
    thread.start();
  }
}

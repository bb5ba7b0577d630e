package dev.latchkey.samples.socket;

import dev.latchkey.key.Caller;
import dev.latchkey.key.Endings.Registration;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends each text back, after the account that it is for; until the key ends that opened it. */
@ServerEndpoint("/feed")
public final class FeedSocket {
  private static final CloseReason ENDED =
      new CloseReason(CloseCodes.VIOLATED_POLICY, "the key has ended");

  private Registration ending = () -> {};

  @OnOpen
  public void open(Session session) {
    ending = caller(session).whenEnded(() -> close(session));
  }

  @OnMessage
  public String answer(String text, Session session) {
    return caller(session).account() + ": " + text;
  }

  /** It has ended by itself: nobody has to be told of the key any more. */
  @OnClose
  public void closed() {
    ending.close();
  }

  private static Caller caller(Session session) {
    return (Caller) session.getUserPrincipal();
  }

  private static void close(Session session) {
    try {
      session.close(ENDED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

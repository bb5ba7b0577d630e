package dev.latchkey.samples.war;

import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.security.Principal;

/** Sends each text back, after the name of who sent it. */
@ServerEndpoint("/socket")
public final class EchoSocket {
  @OnMessage
  public String echo(String text, Session session) {
    Principal principal = session.getUserPrincipal();
    return (principal == null ? "nobody" : principal.getName()) + ": " + text;
  }
}

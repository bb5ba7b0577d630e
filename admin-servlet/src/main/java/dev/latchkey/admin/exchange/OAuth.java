package dev.latchkey.admin.exchange;

import dev.latchkey.admin.exchange.Problem.Kind;

/**
 * A call of OAuth, whose refusals have a shape of their own: RFC 6749 section 5.2.
 *
 * @param call answers it
 */
public record OAuth(Handler call) implements Handler {
  @Override
  public Reply handle(Request request) {
    try {
      return call.handle(request);
    } catch (Problem problem) {
      Reply reply =
          Reply.plain(
              problem.kind().status(),
              Json.object()
                  .put("error", error(problem.kind()))
                  .put("error_description", problem.detail()));
      return problem.headers().entrySet().stream()
          .reduce(
              reply,
              (told, header) -> told.with(header.getKey(), header.getValue()),
              (told, same) -> same);
    }
  }

  private static String error(Kind kind) {
    return switch (kind) {
      case UNAUTHENTICATED -> "invalid_client";
      case INSUFFICIENT_SCOPE -> "insufficient_scope";
      case UNSUPPORTED_TOKEN_TYPE -> "unsupported_token_type";
      default -> "invalid_request";
    };
  }
}

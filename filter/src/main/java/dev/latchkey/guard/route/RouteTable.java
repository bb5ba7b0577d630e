package dev.latchkey.guard.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every route needs. One rule a line, {@code METHODS PATH NEED}:
 *
 * <pre>
 * GET      /zones/{zone}/**  zones:read:{zone}
 * PUT,POST /zones/{zone}     zones:write:{zone} audit:write
 * *        /health           public
 * *        /me               authenticated
 * *        /latchkey/**      optional
 * GET      /orgs/{org}/rules rules:read @{org}
 * </pre>
 *
 * <p>Methods are exact. {@code GET} covers {@code HEAD} unless the same path lists {@code HEAD};
 * {@code *} stands for GET, HEAD, POST, PUT, PATCH and DELETE, where the same path does not list
 * them. A path is literal segments, <code>{name}</code> or {@code *} for one segment that is not
 * empty, and a last {@code **} for the path before it and everything below. It is case-sensitive
 * and written decoded; a trailing slash counts. A scope may end in one variable of the path, whose
 * value is taken as it is. A last <code>@{name}</code> asks for the scopes in the account that this
 * variable names, instead of the key's own.
 *
 * <p>The order of rules means nothing. Of the paths that match and have a rule for the method, the
 * first segment in which they differ decides: a literal goes before a variable, and both before
 * {@code **}; where nothing is left to match, the path without {@code **} goes first. What no rule
 * covers is {@link Routed.Unlisted}, so a table without rules lets nothing in.
 *
 * <p>Immutable; may be shared between threads.
 */
public final class RouteTable {
  private final Node root;
  private final boolean refuseParameters;

  private RouteTable(Node root, boolean refuseParameters) {
    this.root = root;
    this.refuseParameters = refuseParameters;
  }

  /**
   * Reads the rules of a whole file, in which blank lines and lines that begin with {@code #} say
   * nothing.
   *
   * @param source the name of the file, for messages
   * @param refuseParameters whether every path parameter ({@code ;x=1}) makes a path unsafe
   * @throws RouteException naming every line that is wrong
   */
  public static RouteTable read(String source, String text, boolean refuseParameters) {
    return of(RouteLine.read(source, text), refuseParameters);
  }

  /**
   * Takes rules that may come from several places. Here a blank line is a rule that was forgotten,
   * and wrong.
   *
   * @param refuseParameters whether every path parameter ({@code ;x=1}) makes a path unsafe
   * @throws RouteException naming every line that is wrong
   */
  public static RouteTable of(List<RouteLine> lines, boolean refuseParameters) {
    List<String> faults = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    for (RouteLine line : lines) {
      try {
        rules.add(Rule.parse(line));
      } catch (IllegalArgumentException malformed) {
        faults.add(line.place() + ": " + malformed.getMessage());
      }
    }
    faults.addAll(ambiguities(rules));
    if (!faults.isEmpty()) {
      throw new RouteException(faults);
    }
    return new RouteTable(Node.of(rules, 0), refuseParameters);
  }

  /** Two rules for one method and one shape of path: neither is more specific than the other. */
  private static List<String> ambiguities(List<Rule> rules) {
    List<String> faults = new ArrayList<>();
    Map<String, Rule> firsts = new HashMap<>();
    for (Rule rule : rules) {
      for (String method : rule.methods()) {
        Rule first = firsts.putIfAbsent(method + ' ' + rule.path().shape(), rule);
        if (first != null) {
          faults.add(rule.line().place() + ": " + sameAs(first, method));
        }
      }
    }
    return faults;
  }

  private static String sameAs(Rule first, String method) {
    return "the same path as "
        + first.line().place()
        + " for "
        + method
        + "; keep one of them, or let the methods or literal segments differ";
  }

  /**
   * What the request needs. Never throws. Costs at most a visit to each segment of the rules,
   * whatever the path.
   *
   * @param method as the request has it; methods are case-sensitive
   * @param rawUri {@code getRequestURI()}: undecoded, with the context path and path parameters
   * @param path {@code getServletPath()} and {@code getPathInfo()} joined, null taken as empty:
   *     decoded by the container, and what it dispatches by
   */
  public Routed route(String method, String rawUri, String path) {
    Optional<String> flaw = SafePath.flaw(rawUri, path, refuseParameters);
    return flaw.isPresent() ? new Routed.Unsafe(flaw.get()) : match(method, path);
  }

  /** The path of the rule that covers a request, as it was written; empty where none does. */
  public Optional<String> rule(String method, String path) {
    Rule rule = root.find(method, path.isEmpty() ? "/" : path, 1);
    return rule == null ? Optional.empty() : Optional.of(rule.written());
  }

  private Routed match(String method, String path) {
    String rooted = path.isEmpty() ? "/" : path;
    Rule rule = root.find(method, rooted, 1);
    return rule == null ? Routed.UNLISTED : rule.need().fill(rooted);
  }
}

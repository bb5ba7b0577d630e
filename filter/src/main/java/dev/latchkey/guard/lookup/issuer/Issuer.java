package dev.latchkey.guard.lookup.issuer;

/**
 * An OpenID provider whose tokens are as good as keys of ours.
 *
 * @param name how settings and the log call it
 */
public record Issuer(String name, Source source, Terms terms, Mapping mapping) {}

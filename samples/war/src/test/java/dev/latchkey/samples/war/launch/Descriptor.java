package dev.latchkey.samples.war.launch;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A {@code web.xml} or {@code web-fragment.xml}, or a part of one. */
record Descriptor(Element element) {
  static Descriptor read(InputStream xml) throws Exception {
    return new Descriptor(
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement());
  }

  List<Descriptor> all(String name) {
    NodeList found = element.getElementsByTagName(name);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> new Descriptor((Element) found.item(i)))
        .toList();
  }

  List<String> texts(String name) {
    return all(name).stream().map(part -> part.element.getTextContent().strip()).toList();
  }

  Optional<String> text(String name) {
    return texts(name).stream().findFirst();
  }

  Map<String, String> params(String name) {
    return all(name).stream()
        .collect(
            Collectors.toMap(
                param -> param.text("param-name").orElseThrow(),
                param -> param.text("param-value").orElseThrow()));
  }

  boolean isMetadataComplete() {
    return element.getAttribute("metadata-complete").equals("true");
  }
}

package dev.latchkey.admin.contract;

import java.util.List;
import java.util.stream.Stream;

/**
 * One operation of the contract.
 *
 * @param path the template
 * @param item what is declared for every operation of that path
 * @param place what is declared for this one
 */
record Operation(String method, String path, Place item, Place place) {

  List<Place> parameters() {
    return Stream.of(item, place)
        .flatMap(declaring -> declaring.at("parameters").elements().stream())
        .toList();
  }

  boolean takes(String parameter) {
    return parameters().stream().anyMatch(declared -> declared.text("name").equals(parameter));
  }

  Place body() {
    return place.at("requestBody");
  }

  Place response(int status) {
    return place.at("responses", String.valueOf(status));
  }

  boolean answers(int status) {
    return response(status).exists();
  }

  @Override
  public String toString() {
    return method + ' ' + path;
  }
}

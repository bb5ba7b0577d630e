package dev.latchkey;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The rules of the house: which room may know of which, and what no room may hold. */
class HouseTest {
  private static final JavaClasses FILTER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.latchkey");

  /** The way of a request, from left to right. */
  static final List<String> WAY =
      List.of("route", "parse", "lookup", "check", "limit", "decide", "usage", "respond");

  @ParameterizedTest
  @FieldSource("WAY")
  void aRoomOfTheGuardKnowsOnlyTheRoomsToItsLeftAndTheNouns(String room) {
    List<String> known = new ArrayList<>(List.of("key.."));
    WAY.subList(0, WAY.indexOf(room) + 1).forEach(left -> known.add("guard." + left + ".."));
    if (room.equals("lookup") || room.equals("usage")) {
      known.addAll(List.of("store", "journal"));
    }
    if (room.equals("limit")) {
      known.add("store");
    }
    onlyKnows("guard." + room + "..", known);
  }

  @Test
  void theNounsKnowOnlyTheJdk() {
    classes()
        .that()
        .resideInAPackage("dev.latchkey.key..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.latchkey.key..", "java..", "javax.crypto..", "org.jspecify..")
        .check(FILTER);
  }

  @Test
  void theJournalKnowsOnlyTheNounsAndHowAStoreFails() {
    onlyKnows("journal", List.of("journal", "key", "store"));
  }

  @Test
  void theStoreKnowsNothingOfTheGuard() {
    onlyKnows("store..", List.of("store..", "journal", "key.."));
  }

  @Test
  void theReaderOfSettingsKnowsNothingOfOurs() {
    onlyKnows("settings", List.of("settings"));
  }

  @Test
  void onlyTheGuardItselfSeesServlets() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.latchkey.guard")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.servlet..")
        .check(FILTER);
  }

  @Test
  void onlyTheJdbcRoomSpeaksSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.latchkey.store.jdbc")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .check(FILTER);
  }

  @Test
  void onlyTheKindsThatAreJwtsSpeakJose() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.latchkey.guard.lookup.jwt",
            "dev.latchkey.guard.lookup.signed",
            "dev.latchkey.guard.lookup.keypair",
            "dev.latchkey.guard.lookup.issuer")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.nimbusds..")
        .check(FILTER);
  }

  @Test
  void nothingHereKnowsOfAnythingThatCanIssueAKey() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("(?i)dev\\.latchkey\\..*admin.*")
        .check(FILTER);
  }

  @Test
  void noTwoPackagesKnowEachOther() {
    slices().matching("dev.latchkey.(**)").should().beFreeOfCycles().check(FILTER);
  }

  @Test
  void everyClassIsNamedForWhatItIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Service|Manager|Helper|Utils?|Base|Impl)(\\$.*)?")
        .check(FILTER);
  }

  private static void onlyKnows(String room, List<String> known) {
    String[] packages = known.stream().map("dev.latchkey."::concat).toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage("dev.latchkey." + room)
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage("dev.latchkey..").or(resideInAnyPackage(packages)))
        .check(FILTER);
  }
}

package dev.latchkey.admin;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The rules of the house that manages keys: which room may know of which. */
final class HouseTest {
  private static final String HOUSE = "dev.latchkey.admin.";
  private static final JavaClasses ADMIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.latchkey.admin");

  /**
   * What can be done: a verb a room. Those that answer with a key share the view of it in browse.
   */
  static final List<String> VERBS =
      List.of(
          "issue",
          "rotate",
          "revoke",
          "edit",
          "directory",
          "audit",
          "watch",
          "start",
          "introspect",
          "sign",
          "reveal",
          "legacy",
          "membership",
          "observe",
          "usage");

  @ParameterizedTest
  @FieldSource("VERBS")
  void aVerbKnowsNoOtherVerb(String verb) {
    String[] others =
        VERBS.stream().filter(v -> !v.equals(verb)).map(HOUSE::concat).toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(HOUSE + verb)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(ADMIN);
  }

  @Test
  void theStoreKnowsNothingOfWhoAsksItAndWhy() {
    noClasses()
        .that()
        .resideInAPackage("..admin.store..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.latchkey.admin..")
                .and(
                    com.tngtech.archunit.base.DescribedPredicate.not(
                        resideInAnyPackage("..admin.store.."))))
        .check(ADMIN);
  }

  @Test
  void onlyTheJdbcRoomSpeaksSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..admin.store.jdbc")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.flywaydb..")
        .check(ADMIN);
  }

  @Test
  void onlyTheFrontDoorSeesServlets() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.latchkey.admin")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.servlet..")
        .check(ADMIN);
  }

  @Test
  void onlyTheRoomThatSignsSpeaksJose() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..admin.sign")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.nimbusds..")
        .check(ADMIN);
  }

  @Test
  void noTwoPackagesKnowEachOther() {
    slices().matching("dev.latchkey.(**)").should().beFreeOfCycles().check(ADMIN);
  }

  @Test
  void everyClassIsNamedForWhatItIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Service|Manager|Helper|Utils?|Base|Impl)(\\$.*)?")
        .check(ADMIN);
  }
}

package dev.latchkey.admin.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * A test class that runs once on SQLite and once on PostgreSQL. Its constructor takes the {@link
 * TestApp}, which all its tests share.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(OnEachDatabase.Apps.class)
public @interface OnEachDatabase {
  /** More lines of the settings of each app. */
  String[] settings() default {};

  /** Starts each app when its turn comes; the test engine closes it after its tests. */
  final class Apps implements ArgumentsProvider {
    @Override
    public Stream<Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      String[] more = context.getRequiredTestClass().getAnnotation(OnEachDatabase.class).settings();
      return Stream.<Supplier<TestDatabase>>of(TestDatabase::sqlite, TestDatabase::postgresql)
          .map(Supplier::get)
          .map(database -> TestApp.on(database.with(more)))
          .map(Arguments::of);
    }
  }
}

package dev.latchkey.admin.start;

import dev.latchkey.settings.SettingsException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A file with a key in it: readable by its owner alone from its first byte on, whole or absent. */
final class KeyFile {
  private KeyFile() {}

  static void write(Path file, String key) {
    Path target = file.toAbsolutePath();
    try {
      Path folder = target.getParent();
      if (folder == null || Files.isDirectory(target)) {
        throw new IOException("is a folder");
      }
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, ".latchkey-", ".tmp", ownerOnly());
      try {
        Files.writeString(draft, key + '\n');
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new SettingsException("latchkey.bootstrap.file: " + file + " cannot be written: " + e);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}

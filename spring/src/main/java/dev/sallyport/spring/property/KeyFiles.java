package dev.sallyport.spring.property;

import dev.sallyport.key.EncryptionKey;
import dev.sallyport.key.KeyFile;
import dev.sallyport.key.UnusableKeysException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** The files that keys are in. */
final class KeyFiles {

    private KeyFiles() {}

    /** What is at a path, {@code file:...} or {@code classpath:...}, read anew each time. */
    static KeyFile.Content content(String location) {
        boolean isUrl = location.startsWith("file:") || location.startsWith("classpath:");
        Resource resource =
                isUrl ? new DefaultResourceLoader().getResource(location) : new FileSystemResource(Path.of(location));
        return resource::getContentAsByteArray;
    }

    /** The encryption key in a file. A missing one is made, for its owner only. */
    static String readOrMake(String name) {
        Path file = Path.of(name).toAbsolutePath();
        try {
            if (Files.notExists(file)) {
                make(file);
            }
            return Files.readString(file);
        } catch (IOException unable) {
            throw new UnusableKeysException(List.of("cannot be read or made ("
                    + unable.getClass().getSimpleName() + "): name a file that this process may read and write"));
        }
    }

    /** Whole or not at all, and of several processes that start at once by one: the others read what it made. */
    private static void make(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", ownersOnly(file));
        try {
            Files.writeString(draft, EncryptionKey.randomText() + "\n");
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException madeMeanwhile) {
            return;
        } catch (UnsupportedOperationException noLinksHere) {
            Files.copy(draft, file, StandardCopyOption.COPY_ATTRIBUTES);
        } finally {
            Files.delete(draft);
        }
    }

    private static FileAttribute<?>[] ownersOnly(Path file) throws IOException {
        boolean isPosix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}

package dev.sallyport;

import java.util.Arrays;

/** Names of settings within a sentence. */
final class SettingNames {

    private final Wording wording;

    SettingNames(Wording wording) {
        this.wording = wording;
    }

    String of(Setting setting) {
        return wording.name(setting);
    }

    /** Without the groups that it shares with {@code other}, which the reader has just read. */
    String beside(Setting other, Setting setting) {
        String[] read = of(other).split("\\.", -1);
        String[] parts = of(setting).split("\\.", -1);
        int shared = 0;
        while (shared < Math.min(read.length, parts.length) - 1 && read[shared].equals(parts[shared])) {
            shared++;
        }
        return String.join(".", Arrays.copyOfRange(parts, shared, parts.length));
    }
}

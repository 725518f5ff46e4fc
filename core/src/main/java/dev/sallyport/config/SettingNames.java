package dev.sallyport.config;

import java.util.Arrays;

/** Names of settings within a sentence. */
public final class SettingNames {

    private final Wording wording;

    /** The names that {@code wording} gives. */
    public SettingNames(Wording wording) {
        this.wording = wording;
    }

    /** Its name. */
    public String of(Setting setting) {
        return wording.name(setting);
    }

    /** Without the groups that it shares with {@code other}, which the reader has just read. */
    public String beside(Setting other, Setting setting) {
        String[] read = of(other).split("\\.", -1);
        String[] parts = of(setting).split("\\.", -1);
        int shared = 0;
        while (shared < Math.min(read.length, parts.length) - 1 && read[shared].equals(parts[shared])) {
            shared++;
        }
        return String.join(".", Arrays.copyOfRange(parts, shared, parts.length));
    }
}

package dev.sallyport;

import dev.sallyport.web.SetCookie;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser's cookies for one origin: it reads the lines that go on the wire and forgets what their Max-Age says. */
final class CookieJar {

    private record Cookie(String value, Optional<Instant> end) {}

    private static final Pattern LINE = Pattern.compile("([^=;]+)=([^;]*)(?:; Max-Age=(\\d+))?(; .*)?");

    private final Clock clock;
    private final Map<String, Cookie> cookies = new LinkedHashMap<>();

    CookieJar(Clock clock) {
        this.clock = clock;
    }

    CookieJar copy() {
        CookieJar copy = new CookieJar(clock);
        copy.cookies.putAll(cookies);
        return copy;
    }

    void take(List<SetCookie> lines) {
        lines.forEach(line -> take(line.header()));
    }

    private void take(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("no cookie: " + line);
        }
        Optional<Instant> end = Optional.ofNullable(matcher.group(3))
                .map(seconds -> clock.instant().plusSeconds(Long.parseLong(seconds)));
        cookies.put(matcher.group(1), new Cookie(matcher.group(2), end));
    }

    void put(String name, String value) {
        cookies.put(name, new Cookie(value, Optional.empty()));
    }

    void remove(String name) {
        cookies.remove(name);
    }

    Optional<String> value(String name) {
        forgetWhatIsOver();
        return Optional.ofNullable(cookies.get(name)).map(Cookie::value);
    }

    List<String> names() {
        forgetWhatIsOver();
        return List.copyOf(cookies.keySet());
    }

    String header() {
        forgetWhatIsOver();
        return cookies.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().value())
                .collect(Collectors.joining("; "));
    }

    private void forgetWhatIsOver() {
        cookies.values()
                .removeIf(cookie -> cookie.end()
                        .filter(end -> !clock.instant().isBefore(end))
                        .isPresent());
    }
}

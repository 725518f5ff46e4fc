package dev.sallyport.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request in the making; nothing is in it that a test did not put there. */
public final class RequestBuilder {

    /** The origin that the server answers under. */
    public static final String OWN_ORIGIN = "https://app.example.com";

    private final String method;
    private final String path;
    private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private String remoteAddress = "192.0.2.7";

    private RequestBuilder(String method, String path) {
        this.method = method;
        this.path = path;
    }

    public static RequestBuilder request(String method, String path) {
        return new RequestBuilder(method, path);
    }

    /** One more line of the field; null, as an empty cell of a table, adds none. */
    public RequestBuilder header(String name, String value) {
        if (value != null) {
            fields.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return this;
    }

    public RequestBuilder without(String name) {
        fields.remove(name);
        return this;
    }

    public RequestBuilder from(String address) {
        remoteAddress = address;
        return this;
    }

    public Request build() {
        return new Request(method, path, OWN_ORIGIN, remoteAddress, name -> fields.getOrDefault(name, List.of()));
    }
}

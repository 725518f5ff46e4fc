package dev.sallyport.spring.body;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request whose body has been received: reading it waits for nothing, and the fields of a form are its parameters. */
public final class ReceivedRequest extends HttpServletRequestWrapper {

    private final Body body;
    private final ServletInputStream stream;
    private @Nullable Map<String, String[]> parameters;

    ReceivedRequest(HttpServletRequest request, Body body) {
        super(request);
        this.body = body;
        this.stream = new Stream(new ByteArrayInputStream(body.bytes()));
    }

    /** Whether the body is larger than was to be received, so that its beginning is all there is, or less. */
    public boolean isTooLarge() {
        return body.isTooLarge();
    }

    @Override
    public ServletInputStream getInputStream() {
        return stream;
    }

    @Override
    public BufferedReader getReader() {
        String named = getCharacterEncoding();
        return new BufferedReader(
                new InputStreamReader(stream, named == null ? StandardCharsets.UTF_8 : Charset.forName(named)));
    }

    /** Those of the query and then the form's: the container knows the latter no more, as its stream has been read. */
    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> known = parameters;
        if (known == null) {
            known = new LinkedHashMap<>(super.getParameterMap());
            if (FormFields.isForm(getContentType()) && getMethod().equals("POST")) {
                for (FormFields.Field field : FormFields.read(body.bytes())) {
                    known.merge(field.name(), new String[] {field.value()}, ReceivedRequest::both);
                }
            }
            known = Collections.unmodifiableMap(known);
            parameters = known;
        }
        return known;
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = getParameterValues(name);
        return values == null ? null : values[0];
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    private static String[] both(String[] first, String[] second) {
        String[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static final class Stream extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Stream(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int length) {
            return bytes.read(into, from, length);
        }

        @Override
        public int available() {
            return bytes.available();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            try {
                if (!isFinished()) {
                    listener.onDataAvailable();
                }
                listener.onAllDataRead();
            } catch (IOException failed) {
                listener.onError(failed);
            }
        }
    }
}

package dev.sallyport.server;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/** Reads a text, and refuses what JSON can spell and no database keeps: half a surrogate pair, and NUL. */
final class WellFormedText extends StringDeserializer {

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) {
        String text = super.deserialize(json, context);
        if (text != null
                && (text.indexOf('\0') >= 0
                        || !StandardCharsets.UTF_8.newEncoder().canEncode(text))) {
            return context.reportInputMismatch(this, "a text holds a character that is none");
        }
        return text;
    }
}

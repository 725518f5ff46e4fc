package dev.sallyport.server;

import dev.sallyport.spring.BodyDeadline;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** How controllers read bodies: within bounds, in time and without guessing, as the gate's own endpoints do. */
@Configuration(proxyBeanMethods = false)
class StrictJson {

    private static final int LARGEST_BODY = 64 * 1024;
    private static final int DEEPEST = 32;

    @Bean
    FilterRegistrationBean<?> timelyBodies(BodyDeadline deadline) {
        return deadline.forBodiesUpTo(LARGEST_BODY);
    }

    @Bean
    JsonMapper jsonMapper() {
        JsonFactory bounded = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(LARGEST_BODY)
                        .maxNestingDepth(DEEPEST)
                        .build())
                .build();
        return JsonMapper.builder(bounded)
                .addModule(new SimpleModule("texts").addDeserializer(String.class, new WellFormedText()))
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }
}

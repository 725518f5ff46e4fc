package dev.sallyport.spring.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;

/** Where there is a database and nobody asked to keep sessions elsewhere: sessions and keys go there together. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnBean(type = "javax.sql.DataSource")
@ConditionalOnExpression("'${sallyport.store.type:auto}'.equalsIgnoreCase('memory') == false")
@interface OnDatabase {}

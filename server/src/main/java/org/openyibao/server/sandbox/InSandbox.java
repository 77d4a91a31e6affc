package org.openyibao.server.sandbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/// A part of the server that only a sandbox has.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty(InSandbox.PROPERTY)
public @interface InSandbox {
    String PROPERTY = "openyibao.sandbox";
}

package org.openyibao.server.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A text that is taken as it is, lines and all: the content of a file. It is kept nowhere.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Verbatim {}

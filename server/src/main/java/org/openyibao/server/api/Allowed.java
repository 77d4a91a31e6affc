package org.openyibao.server.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.openyibao.server.identity.Role;

/// Who may call a route, and that what its address names must be his to see (see [Scopes]). Every route says it, or
/// [org.openyibao.server.identity.Everybody]. What a body or a parameter names the route's method asks [Scopes] about.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Allowed {

    Role[] value();

    /// Whether an insured person may name in the address whom he bound, or who bound him, besides himself.
    boolean relatives() default false;

    /// Whether it may be called by a user who must change the password before anything else.
    boolean beforeNewPassword() default false;

    /// False where it does not hang on what the address names: the route's method asks [Scopes] for itself.
    boolean byAddress() default true;
}

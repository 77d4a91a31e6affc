package org.openyibao.server.request;

import java.util.function.Function;

/// A request with the way to say what it came to: `render` turns that into the answer's bytes, quickly and purely.
public record Once<T>(Request request, Function<T, byte[]> render) {}

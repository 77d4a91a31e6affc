package org.openyibao.server.goods;

/// Who at an institution does something.
public record Operator(String code, String name) {}

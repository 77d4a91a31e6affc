package org.openyibao.server.exchange;

import java.time.Instant;

/// A file under the number it is asked for by (文件查询号).
public record ExchangedFile(String number, String institution, String name, Instant keptUntil) {}

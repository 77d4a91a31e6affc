package org.openyibao.server.catalogue;

import org.openyibao.server.exchange.ExchangedFile;

/// A file with `items` rows of a list.
public record ListFile(ExchangedFile file, long items) {}

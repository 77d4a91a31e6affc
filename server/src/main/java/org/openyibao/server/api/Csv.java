package org.openyibao.server.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.http.HttpHeaders;

/// Writes rows to the caller as they come, in UTF-8 and with a line of names first.
final class Csv implements AutoCloseable {

    static final String TYPE = "text/csv";

    private final CSVPrinter printer;

    Csv(HttpServletResponse response, String names) throws IOException {
        response.setContentType(TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        printer = new CSVPrinter(
                response.getWriter(),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader(names.split(","))
                        .setRecordSeparator('\n')
                        .get());
    }

    /// @throws UncheckedIOException if the caller went away
    void row(Object... values) {
        try {
            printer.printRecord(values);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() throws IOException {
        printer.flush();
    }
}

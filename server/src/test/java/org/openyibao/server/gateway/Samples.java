package org.openyibao.server.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Messages of a real clinic visit, with invented persons. Each call reads anew, so that a test may change what it got.
final class Samples {

    private Samples() {}

    static ObjectNode request(String transaction) {
        return read(transaction + ".cap.request.json");
    }

    static ObjectNode response(String transaction) {
        return read(transaction + ".cap.response.json");
    }

    /// The example of a transaction's input that the documents print.
    static ObjectNode example(String transaction) {
        return read("examples/" + transaction + ".json");
    }

    static ObjectNode read(String file) {
        try (InputStream sample = Samples.class.getResourceAsStream("/interface/" + file)) {
            return Json.object(Optional.ofNullable(sample).orElseThrow().readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

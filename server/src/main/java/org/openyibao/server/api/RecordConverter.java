package org.openyibao.server.api;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.text.Text;
import org.openyibao.server.request.Refusal;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads bodies of calls: one JSON object, as strictly as [Inputs] says. Writes [Changed], whose bytes are made
/// already.
final class RecordConverter implements HttpMessageConverter<Record> {

    private static final Text OBJECT = new Text("一个 JSON 对象", "one JSON object");

    private final JsonMapper json;

    RecordConverter(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return type.isRecord() && mediaType != null && mediaType.isCompatibleWith(MediaType.APPLICATION_JSON);
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return type == Changed.class && (mediaType == null || mediaType.isCompatibleWith(MediaType.APPLICATION_JSON));
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(MediaType.APPLICATION_JSON);
    }

    @Override
    public Record read(Class<? extends Record> type, HttpInputMessage message) throws IOException {
        return Inputs.read(tree(message), type);
    }

    private JsonNode tree(HttpInputMessage message) throws IOException {
        try {
            return json.readTree(message.getBody());
        } catch (StreamConstraintsException tooMuch) {
            throw malformed(new Text("不超过 2 MiB、嵌套不超过 32 层的 JSON", "JSON of at most 2 MiB and 32 levels"), tooMuch);
        } catch (JacksonException malformed) {
            throw malformed(OBJECT, malformed);
        }
    }

    private static RefusedException malformed(Text expected, JacksonException failure) {
        var at = failure.getLocation();
        var line = at == null ? 1 : Math.max(1, at.getLineNr());
        var column = at == null ? 1 : Math.max(1, at.getColumnNr());
        return new RefusedException(Refusal.badInput(
                "MALFORMED_JSON",
                "body",
                expected,
                new Text("第 " + line + " 行第 " + column + " 列有误", "an error in line " + line + ", column " + column)));
    }

    @Override
    public void write(Record answer, @Nullable MediaType mediaType, HttpOutputMessage message) throws IOException {
        var body = ((Changed<?>) answer).body();
        message.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        message.getHeaders().setContentLength(body.length);
        message.getBody().write(body);
    }
}

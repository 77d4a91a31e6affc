package org.openyibao.server.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.exchange.Exchange;
import org.openyibao.server.exchange.ExchangedFile;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/// Files: sent to the agency (文件上传, 9101) and fetched from it (文件下载, 9102). An institution fetches its
/// own and what is everybody's, such as catalogues.
@Component
class FileHandler implements Handler {

    static final String UPLOAD = "9101";
    private static final String DOWNLOAD = "9102";
    private static final String NOBODY = "";
    private static final String CATALOGUES = "plc";

    private final Exchange exchange;

    FileHandler(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(UPLOAD, DOWNLOAD);
    }

    @Override
    public Map<String, String> services() {
        return Map.of("fileupload/upload", UPLOAD, "fileupload/download", DOWNLOAD);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var fields = envelope.input().only(Upload.NODE);
        var name = fields.text("filename", 200);
        var institution = fields.code(
                "fixmedins_code",
                30,
                "本机构的编号 " + envelope.institution(),
                code -> Optional.of(code).filter(envelope.institution()::equals));
        var content = envelope.file().orElseThrow(() -> fields.refused(Upload.CONTENT, "字节的列表，或 Base64 文本", "未送"));
        var once = new Once<ExchangedFile>(
                KeptRequest.of(envelope), file -> file.number().getBytes(StandardCharsets.UTF_8));
        var number = KeptRequest.done(exchange.keep(once, institution, name, content), Map.of());
        var file = exchange.find(institution, number).orElseThrow(() -> new RefusedNowException("msgid：此报文上传的文件已过保存期"));
        return Task.known(NOBODY, Answer.of(out -> {
            out.writeStartObject();
            write(out, file);
            out.writeStringProperty("fixmedins_code", institution);
            out.writeEndObject();
        }));
    }

    /// The fields by which a file is fetched.
    static void write(JsonGenerator out, ExchangedFile file) {
        out.writeStringProperty("file_qury_no", file.number());
        out.writeStringProperty("filename", file.name());
        out.writeStringProperty(
                "dld_endtime",
                Times.text(file.keptUntil().atZone(BusinessDay.ZONE).toLocalDateTime()));
    }

    @Override
    public Optional<ExchangedFile> file(Envelope envelope) {
        if (!envelope.transaction().equals(DOWNLOAD)) {
            return Optional.empty();
        }
        var fields = envelope.input().only("fsDownloadIn");
        var number = fields.text("file_qury_no", 30);
        var name = fields.text("filename", 200);
        fields.code(
                "fixmedins_code",
                30,
                "本机构的编号 " + envelope.institution() + " 或 " + CATALOGUES,
                code -> Optional.of(code).filter(Set.of(envelope.institution(), CATALOGUES)::contains));
        var file = exchange.find(envelope.institution(), number)
                .or(() -> exchange.find(Exchange.EVERYBODY, number))
                .orElseThrow(() -> fields.refused("file_qury_no", "本机构的或目录的、仍保存的文件的查询号", number));
        if (!file.name().equals(name)) {
            throw fields.refused("filename", "该文件的名称 " + file.name(), name);
        }
        return Optional.of(file);
    }
}

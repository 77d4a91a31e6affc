package org.openyibao.server.document;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.Ids;
import org.openyibao.server.database.Sha256;
import org.openyibao.server.document.Document.Type;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.request.LostRaceException;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// The door of the room.
@Component
public class Documents {

    /// The longest content that is kept.
    public static final int MOST_BYTES = 8 * 1024 * 1024;

    /// What a person may hand in on one day.
    public static final int MOST_A_DAY = 60;

    private final Requests requests;
    private final Enrolment enrolment;
    private final Ids ids;
    private final Clock clock;
    private final DocumentStore store;

    Documents(Requests requests, Enrolment enrolment, Ids ids, Clock clock, DataKeys keys) {
        store = new DocumentStore(keys);
        this.requests = requests;
        this.enrolment = enrolment;
        this.ids = ids;
        this.clock = clock;
    }

    /// What a document is handed in with.
    public enum About {
        FILING("filing"),
        WITHDRAWAL("withdrawal");

        private final String code;

        About(String code) {
            this.code = code;
        }

        /// The code in tables.
        @Override
        public String toString() {
            return code;
        }
    }

    /// A document with what it holds.
    public record Content(Document document, byte[] bytes) {}

    /// Keeps a document of a person. The same content again is the same document, and counts once.
    public Result<Document> keep(String person, byte[] content) {
        var type = Type.of(content);
        if (type.isEmpty()) {
            return Result.refused(Refusal.badInput(
                            "NOT_A_DOCUMENT",
                            "body",
                            new Text("JPEG、PNG 图片或 PDF 文件", "a JPEG or PNG image, or a PDF file"),
                            content.length == 0 ? new Text("空内容", "nothing") : new Text("其他内容", "something else"))
                    .instead(new Text(
                            "请拍照，或选择照片、PDF 文件后重新上传", "take a photo, or choose an image or PDF, and send it again")));
        }
        if (content.length > MOST_BYTES) {
            return Result.refused(tooLarge());
        }
        var sha256 = HexFormat.of().formatHex(Sha256.digest().digest(content));
        return requests.perform(connection -> keep(connection, person, type.get(), content, sha256));
    }

    /// Why content of more than [#MOST_BYTES] is refused.
    public static Refusal tooLarge() {
        return Refusal.badInput(
                        "DOCUMENT_TOO_LARGE",
                        "body",
                        new Text("不超过 8 MiB 的文件", "a file of at most 8 MiB"),
                        new Text("超过 8 MiB", "more than 8 MiB"))
                .instead(new Text("降低照片清晰度，或分成几个文件上传", "make the image smaller, or send it in parts"));
    }

    private Result<Document> keep(Connection connection, String person, Type type, byte[] content, String sha256)
            throws SQLException {
        if (!enrolment.byNumbers(connection, Set.of(person)).containsKey(person)) {
            return Result.refused(Refusal.unknownPerson("person", person));
        }
        var before = store.byHash(connection, person, sha256);
        if (before.isPresent()) {
            return Result.done(before.get());
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var day = BusinessDay.of(now);
        var count = store.countOn(connection, person, day);
        if (count >= MOST_A_DAY) {
            return Result.refused(Refusal.conflict(
                            "TOO_MANY_DOCUMENTS",
                            "body",
                            new Text("每天不超过 " + MOST_A_DAY + " 个文件", "at most " + MOST_A_DAY + " documents a day"),
                            new Text("今天已有 " + count + " 个", count + " today"))
                    .instead(new Text("请明天再上传，或到经办机构窗口提交", "go on tomorrow, or bring the papers to the agency")));
        }
        var document = new Document(person, ids.nextText(), type, content.length, sha256, now);
        if (!store.insert(connection, document, content, day, count + 1)) {
            throw new LostRaceException();
        }
        return Result.done(document);
    }

    /// Those of a person that there are, by id; other people's are not there.
    public Map<String, Document> of(String person, Collection<String> documents) {
        return requests.read(connection -> store.find(connection, person, documents));
    }

    /// A person's document; empty where the person has none of this id.
    public Optional<Content> find(String person, String id) {
        return requests.read(connection -> {
            var document = store.find(connection, person, Set.of(id)).get(id);
            if (document == null) {
                return Optional.empty();
            }
            var content = store.content(connection, document);
            if (!HexFormat.of().formatHex(Sha256.digest().digest(content)).equals(document.sha256())) {
                throw new IllegalStateException("the content of document " + id + " is not what was handed in");
            }
            return Optional.of(new Content(document, content));
        });
    }

    /// Notes, in the caller's transaction, what was handed in with something of a person. Why that cannot be, where one
    /// of the documents is not the person's.
    public Optional<Refusal> attach(Connection connection, String person, About about, String id, List<Attached> files)
            throws SQLException {
        var refusal = whyNot(connection, person, files);
        if (refusal.isEmpty()) {
            store.attach(connection, person, about, id, files);
        }
        return refusal;
    }

    /// Why files cannot be handed in with something of a person: the first document that is not the person's.
    public Optional<Refusal> whyNot(Connection connection, String person, List<Attached> files) throws SQLException {
        var known = store.find(
                connection, person, files.stream().map(Attached::document).toList());
        for (var i = 0; i < files.size(); i++) {
            if (!known.containsKey(files.get(i).document())) {
                return Optional.of(
                        unknown("files[" + i + "].document", files.get(i).document()));
            }
        }
        return Optional.empty();
    }

    /// Why a field that names no document of the person is refused.
    public static Refusal unknown(String field, String got) {
        return Refusal.unknown(
                        "UNKNOWN_DOCUMENT", field, new Text("该人员上传的材料编号", "the id of a document of the person"), got)
                .instead(new Text("先上传材料", "send the document first"));
    }

    /// What was handed in with all of a person's filings, or withdrawals, by their ids.
    public Map<String, List<Attached>> attached(String person, About about) {
        return requests.read(connection -> store.attached(connection, person, about));
    }
}

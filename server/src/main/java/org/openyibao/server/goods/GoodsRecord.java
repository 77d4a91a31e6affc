package org.openyibao.server.goods;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openyibao.server.enrolment.Person;

/// A row as it is kept. `visit` is of the settlement, else empty. `out` are those of the movement's packages that were
/// sold and did not come back. `buyer` is empty where nobody registered bought.
public record GoodsRecord(
        String id,
        String institution,
        Movement movement,
        String visit,
        List<String> out,
        Instant madeAt,
        Operator operator,
        Optional<Deleted> deleted,
        Optional<Person> buyer) {

    public record Deleted(Instant at, Operator operator) {}

    GoodsRecord boughtBy(Optional<Person> person) {
        return new GoodsRecord(id, institution, movement, visit, out, madeAt, operator, deleted, person);
    }

    /// Never shows whose purchase it is.
    @Override
    public String toString() {
        return "GoodsRecord[" + id + "]";
    }
}

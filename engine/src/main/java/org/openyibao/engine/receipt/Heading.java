package org.openyibao.engine.receipt;

import java.util.Optional;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.text.Text;

/// What stands above a receipt, as far as it is known: text for people, printed as it is. `time` is the
/// time of the settlement or, before there is one, the date of service; `region` the home region; `person`
/// a name fit to be shown (the caller masks it where it must be); `covers` which part of a stay is settled.
public record Heading(
        Optional<String> settlementId,
        Optional<String> time,
        Optional<Text> region,
        Optional<String> institution,
        Optional<Text> scheme,
        Optional<Text> visitKind,
        Optional<String> person,
        Optional<Text> covers) {

    public static final Heading NONE = new Heading(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /// What a claim says by itself; `region` is the name of the home region.
    public static Heading of(Claim claim, Text region) {
        return new Heading(
                Optional.empty(),
                Optional.of(claim.on().toString()),
                Optional.of(region),
                Optional.empty(),
                Optional.of(Words.of(claim.insured().scheme())),
                Optional.of(Words.of(claim.visit().kind())),
                Optional.empty(),
                Optional.empty());
    }

    /// The same visit once it is settled.
    public Heading settled(String id, String at, String atInstitution, String ofPerson) {
        return new Heading(
                Optional.of(id),
                Optional.of(at),
                region,
                Optional.of(atInstitution),
                scheme,
                visitKind,
                Optional.of(ofPerson),
                covers);
    }
}

package org.openyibao.server.sandbox;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.springframework.stereotype.Component;

/// Registers institutions that nobody has registered, so that a program that has its own number in its settings works
/// unchanged: a pharmacy by the letter P, else a hospital of the third level, in the region that its number names,
/// else in the one that the message names.
@InSandbox
@Component
public class Newcomers {

    private static final Pattern NUMBER = Pattern.compile("[A-Z](\\d{6})\\d*");
    private static final LocalDate FROM = LocalDate.of(2010, 1, 1);
    private static final LocalDate FOR_EVER = LocalDate.of(9999, 12, 31);

    private final Registry registry;

    Newcomers(Registry registry) {
        this.registry = registry;
    }

    public void register(String code, String name, String careRegion) {
        var number = NUMBER.matcher(code);
        var isPharmacy = code.startsWith("P");
        registry.saveInstitutions(List.of(new Institution(
                code,
                FROM,
                FOR_EVER,
                name,
                number.matches() ? number.group(1) : careRegion,
                isPharmacy ? InstitutionKind.PHARMACY : InstitutionKind.HOSPITAL,
                isPharmacy ? Level.UNRATED : Level.THREE,
                true,
                true)));
    }
}

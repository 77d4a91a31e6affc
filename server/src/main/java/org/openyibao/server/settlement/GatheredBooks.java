package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.util.List;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.server.crossregion.FilingRecord;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.settlement.Assessor.Held;

/// The books as they were gathered for a command, for a bill of a day.
record GatheredBooks(Gathered gathered, LocalDate day) implements Assessor.Books {

    @Override
    public Held held(Insured insured, CompiledPolicy policy, YearKey year) {
        var relatives = gathered.relatives().sharingWith(insured, policy, day);
        return new Held(
                yearToDate(relatives, year),
                gathered.ledger().balances(),
                gathered.ledger().wallet(),
                relatives.members(day),
                relatives.household().size() + 1);
    }

    @Override
    public List<FilingRecord> filings() {
        return gathered.filings();
    }

    @Override
    public List<Registration> registrations() {
        return gathered.registrations();
    }

    @Override
    public YearToDate year(YearKey key) {
        return gathered.year(key);
    }

    @Override
    public int firstYear() {
        return gathered.ledger().firstYear();
    }

    private YearToDate yearToDate(Relatives relatives, YearKey key) {
        var own = gathered.year(key);
        var familyPool = own.pool();
        for (var mate : relatives.household()) {
            var theirs = new YearKey(mate.person(), key.scheme(), key.year());
            familyPool = familyPool.plus(gathered.year(theirs).pool());
        }
        return own.withFamilyPool(familyPool);
    }
}

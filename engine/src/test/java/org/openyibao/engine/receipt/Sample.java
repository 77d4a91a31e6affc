package org.openyibao.engine.receipt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Sex;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.PolicyBook;

/// A region made up for these tests, and claims on it.
final class Sample {

    static final String REGION = "980000";
    static final LocalDate DAY = LocalDate.of(2025, 3, 10);

    private static final String PACK = """
            pack: {region: "980000", name: 样例市, english: Sampleton}
            sources:
              doc: {document: 样例〔2024〕1号, evidence: text-seen}
              web: {document: 网页转载, evidence: seed}
            rules:
              - id: suspended
                title: {zh: 暂停参保不支付, en: Nothing is paid while suspended}
                when: {standing: suspended}
                exclusion: {reason: STATUS_NOT_NORMAL, bars: [fund, account]}
                source: doc
                confidence: official
              - id: vaccines
                title: {zh: 预防性疫苗不支付, en: Preventive vaccines are not paid}
                exclusion: {reason: NOT_COVERED, bars: [fund], items: {category: vaccine}}
                source: doc
                confidence: official
              - id: outpatient-deductible
                title: {zh: 门诊起付线, en: Outpatient deductible}
                from: 2024-01-01
                when: {visit: outpatient}
                deductible: {amount: 1800.00, per: year}
                source: doc
                confidence: official
              - id: outpatient-share
                title: {zh: 门诊支付比例, en: Outpatient share}
                from: 2024-01-01
                when: {visit: outpatient}
                pool: {ratio: 70%}
                source: doc
                confidence: official
              - id: inpatient-deductible
                title: {zh: 住院起付线, en: Inpatient deductible}
                from: 2024-01-01
                when: {visit: inpatient}
                deductible: {amount: 1300.00, per: admission}
                source: doc
                confidence: official
              - id: inpatient-share
                title: {zh: 住院分段支付, en: Inpatient brackets}
                from: 2024-01-01
                when: {visit: inpatient}
                pool: {brackets: [{up-to: 30000.00, ratio: 85%}, {up-to: 40000.00, ratio: 90%}, {ratio: 95%}]}
                source: web
                confidence: seed
                notes: 有两处资料对第三段的比例说法不一，这里取较新的一处；等官方文件核实后再改。
              - id: away
                title: {zh: 未备案异地降低比例, en: Lower ratios away from home without filing}
                when: {place: [same-province, other-province], filing: none}
                reduction: {points: 20%}
                source: doc
                confidence: official
              - id: filing-need
                title: {zh: 跨省须备案, en: Another province must be filed for}
                when: {place: other-province}
                filing-need: {required: true}
                source: doc
                confidence: official
              - id: inpatient-cap
                title: {zh: 住院封顶, en: Inpatient cap}
                when: {visit: inpatient}
                cap: {amount: 20000.00, counts: inpatient-pool}
                source: doc
                confidence: official
              - id: half-while-waiting
                title: {zh: 等待期减半, en: Half while waiting}
                when: {standing: waiting}
                partial: {share: 50%}
                source: doc
                confidence: official
              - id: catastrophic
                title: {zh: 大病保险, en: Catastrophic insurance}
                layer: {kind: catastrophic, deductible: 10000.00, brackets: [{ratio: 60%}]}
                source: doc
                confidence: official
              - id: catastrophic-tilt
                title: {zh: 大病保险倾斜, en: Catastrophic tilt}
                when: {assistance: subsistence}
                tilt: {kind: catastrophic, deductible-factor: 50%, points: 5%, uncapped: true}
                source: doc
                confidence: official
              - id: account
                title: {zh: 个人账户支付范围, en: What the account may pay}
                account: {scope: in-scope-only}
                source: doc
                confidence: official
              - id: relatives
                title: {zh: 近亲属, en: Near relatives}
                relatives: {groups: [spouse, child]}
                source: doc
                confidence: official
              - id: family
                title: {zh: 家庭共济用历年账户, en: Family sharing from prior years' money}
                family: {buckets: prior}
                source: doc
                confidence: official
            """;

    static final PolicyBook BOOK = book();

    private Sample() {}

    private static PolicyBook book() {
        try {
            var folder = Files.createTempDirectory("sample");
            var pack = Files.createDirectory(folder.resolve(REGION + "-sample"));
            Files.writeString(pack.resolve("pack.yaml"), PACK);
            var book = PolicyBook.read(folder);
            Files.delete(pack.resolve("pack.yaml"));
            Files.delete(pack);
            Files.delete(folder);
            return book;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    static Insured person(Standing standing, Assistance assistance) {
        return new Insured(
                REGION,
                Scheme.EMPLOYEE,
                Status.ACTIVE,
                standing,
                40,
                Sex.UNKNOWN,
                Tier.NONE,
                assistance,
                false,
                1,
                Continuity.NONE);
    }

    static Visit visit(VisitKind kind, String place) {
        return Visit.plain(kind, InstitutionKind.HOSPITAL, Level.THREE, place);
    }

    static Bill inScope(String yuan) {
        var amount = yuan(yuan);
        return new Bill.Split(amount, Fen.ZERO, Fen.ZERO, Fen.ZERO, amount);
    }

    static Fen yuan(String yuan) {
        return Fen.parse(yuan).orElseThrow();
    }

    /// A claim by this person for this visit; change the rest with the other parameters of [Claim].
    static Claim claim(Insured person, Visit visit, Bill bill) {
        return claim(person, visit, bill, YearToDate.NONE, Balances.NONE, List.of());
    }

    static Claim claim(
            Insured person, Visit visit, Bill bill, YearToDate year, Balances account, List<FamilyMember> family) {
        return new Claim(
                DAY,
                person,
                visit,
                Filing.NONE,
                bill,
                year,
                account,
                new ArrayList<>(family),
                Fen.ZERO,
                true,
                Assumptions.NONE);
    }

    static Claim with(Claim claim, Assumptions assume) {
        return new Claim(
                claim.on(),
                claim.insured(),
                claim.visit(),
                claim.filing(),
                claim.bill(),
                claim.yearToDate(),
                claim.account(),
                claim.family(),
                claim.wallet(),
                claim.useAccount(),
                assume);
    }

    static Assumptions poolPays(String yuan) {
        return new Assumptions(
                Optional.of(yuan(yuan)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}

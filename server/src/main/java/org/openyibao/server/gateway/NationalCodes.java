package org.openyibao.server.gateway;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.server.advice.AdviceRule;
import org.openyibao.server.clearing.Application;
import org.openyibao.server.settlement.AccountUse;
import org.openyibao.server.settlement.FeeItem.Approval;
import org.openyibao.server.settlement.SettlementExport.Care;
import org.openyibao.server.settlement.SettlementExport.Payer;
import org.openyibao.server.settlement.SettlementRecord;
import org.openyibao.server.settlement.Stay;

/// The national code lists against the project's own types. Readings are empty for a code that is unknown or that the
/// project does not settle; the texts beside them say what is read.
final class NationalCodes {

    private static final String HERBS = "102";

    /// 急诊转住院.
    private static final String EMERGENCY_STAY = "24";

    static final String YES = "1";
    static final String IDENTITY_CARD = "01";
    static final String NO = "0";

    static final String SCHEMES = "310（职工基本医疗保险）或 390（城乡居民基本医疗保险）";
    static final String CARE_KINDS = "本服务支持的医疗类别 11、12、16、13、1301、14、140104、140201、21、2101、23、24 或 41";
    static final String CLEARING_KINDS = "11（门诊）、13（急诊）、14（门诊慢特病）、21（住院）或 41（药店购药）";
    static final String CLEARED_KINDS =
            CLEARING_KINDS.replace(" 或 ", "、") + "，或按险种的 99915、99922、99927、9950、99939、99945、99948";
    static final String CERTIFICATES = "01（医保电子凭证）、02（居民身份证）或 03（社会保障卡）";
    static final String APPROVALS = "0（无须审批）、1（审批通过）或 2（审批不通过）";
    static final String ACCOUNT_USES = "0（不使用）、1（使用本人个人账户，不足时用共济人账户）或 2（只使用共济人账户）";
    static final String WAYS_TO_SETTLE = "01（按项目结算）";
    static final String FLAGS = "0（否）或 1（是）";
    static final String CHANGES_OF_STOCK = "库存变更类型 101 至 111";
    static final String GRADES = "01（甲类）、02（乙类）或 03（丙类）";
    static final String DIAGNOSES = "1（西医诊断）、2（中医主病诊断）或 3（中医主证诊断）";

    static final String STAYS = "本服务支持的住院医疗类别 21、2101、23 或 24";
    static final String WAYS_TO_LEAVE = "离院方式 1 至 5 或 9";

    static final String APPLICATIONS = "业务申请类型 01 至 20、22、23、32 或 99";
    static final String AGENTS = "代办人关系 1、2、4 至 9 或 901";

    private static final Set<String> APPLICATION_CODES = Set.of(
            "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18",
            "19", "20", "22", "23", "32", "99");
    private static final Set<String> AGENT_CODES = Set.of("1", "2", "4", "5", "6", "7", "8", "9", "901");

    /// One row of the fund split: the fund's code and name, and the code of the step that computed it.
    record Fund(String code, String name, String step) {}

    private NationalCodes() {}

    /// biz_appy_type.
    static Optional<String> application(String code) {
        return Optional.of(code).filter(APPLICATION_CODES::contains);
    }

    /// agnter_rlts.
    static Optional<String> agent(String code) {
        return Optional.of(code).filter(AGENT_CODES::contains);
    }

    /// insutype.
    static Optional<Scheme> scheme(String code) {
        return switch (code) {
            case "310" -> Optional.of(Scheme.EMPLOYEE);
            case "390" -> Optional.of(Scheme.RESIDENT);
            default -> Optional.empty();
        };
    }

    /// insutype; empty for a scheme that is no medical insurance.
    static Optional<String> scheme(Scheme scheme) {
        return switch (scheme) {
            case EMPLOYEE -> Optional.of("310");
            case RESIDENT -> Optional.of("390");
            case PENSION -> Optional.empty();
        };
    }

    /// med_type. Provinces add their own; one that is not known is refused rather than taken for another.
    static Optional<VisitKind> care(String code) {
        return switch (code) {
            case "11", "12", "16" -> Optional.of(VisitKind.OUTPATIENT);
            case "13", "1301" -> Optional.of(VisitKind.EMERGENCY);
            case "14", "140104", "140201" -> Optional.of(VisitKind.CHRONIC);
            case "21", "2101", "23", "24" -> Optional.of(VisitKind.INPATIENT);
            case "41" -> Optional.of(VisitKind.PHARMACY);
            default -> Optional.empty();
        };
    }

    /// med_type: the class of care that was sent, or that of the kind where none was; a stay of whoever came as an
    /// emergency has a class of its own.
    static String care(Care care) {
        if (care.category().isEmpty()) {
            return care.emergency() ? EMERGENCY_STAY : clearing(care.kind());
        }
        return care.category();
    }

    /// med_type of a settlement; `sent`: the class of care that was sent, where it is of no stay.
    static String care(SettlementRecord settlement, String sent) {
        var stay = settlement.stay();
        return care(new Care(
                settlement.kind(),
                stay.map(Stay::category).orElse(sent),
                stay.filter(Stay::emergency).isPresent()));
    }

    static boolean isEmergencyStay(String code) {
        return code.equals(EMERGENCY_STAY);
    }

    /// dscg_way.
    static Optional<String> wayToLeave(String code) {
        return switch (code) {
            case "1", "2", "3", "4", "5", "9" -> Optional.of(code);
            default -> Optional.empty();
        };
    }

    /// clr_type.
    static String clearing(VisitKind kind) {
        return switch (kind) {
            case OUTPATIENT -> "11";
            case EMERGENCY -> "13";
            case CHRONIC -> "14";
            case INPATIENT -> "21";
            case PHARMACY -> "41";
        };
    }

    /// clr_type, of those that [#clearing(VisitKind)] gives.
    static Optional<VisitKind> clearing(String code) {
        return Arrays.stream(VisitKind.values())
                .filter(kind -> clearing(kind).equals(code))
                .findFirst();
    }

    /// What a clr_type is about; of all schemes where it names none.
    record Cleared(Optional<Scheme> scheme, VisitKind kind) {}

    /// clr_type, of [#clearing(VisitKind)] and of those that say the scheme as well.
    static Optional<Cleared> cleared(String code) {
        return switch (code) {
            case "99915" -> cleared(Scheme.EMPLOYEE, VisitKind.OUTPATIENT);
            case "99922" -> cleared(Scheme.EMPLOYEE, VisitKind.CHRONIC);
            case "99927" -> cleared(Scheme.EMPLOYEE, VisitKind.INPATIENT);
            case "9950" -> cleared(Scheme.EMPLOYEE, VisitKind.PHARMACY);
            case "99939" -> cleared(Scheme.RESIDENT, VisitKind.OUTPATIENT);
            case "99945" -> cleared(Scheme.RESIDENT, VisitKind.CHRONIC);
            case "99948" -> cleared(Scheme.RESIDENT, VisitKind.INPATIENT);
            default -> clearing(code).map(kind -> new Cleared(Optional.empty(), kind));
        };
    }

    private static Optional<Cleared> cleared(Scheme scheme, VisitKind kind) {
        return Optional.of(new Cleared(Optional.of(scheme), kind));
    }

    /// clr_stas: what is rejected or withdrawn is not applied for (未申报).
    static String clearingState(Application.Kind state) {
        return switch (state) {
            case APPLIED -> "10";
            case ACCEPTED -> "20";
            case APPROVED -> "50";
            case REJECTED, WITHDRAWN -> "0";
        };
    }

    /// psn_type.
    static String status(Status status) {
        return switch (status) {
            case ACTIVE -> "11";
            case FLEXIBLE -> "1103";
            case RETIRED -> "12";
            case CHILD -> "14";
            case NEWBORN -> "1401";
            case STUDENT -> "1404";
            case ADULT -> "15";
        };
    }

    /// psn_insu_stas. In the waiting period a person is insured; only benefits are not open.
    static String standing(Standing standing) {
        return switch (standing) {
            case NORMAL, WAITING -> "1";
            case SUSPENDED -> "2";
            case ENDED -> "4";
        };
    }

    /// psn_idet_type; empty for a person of no favoured group.
    static Optional<String> assistance(Assistance assistance) {
        return switch (assistance) {
            case NONE -> Optional.empty();
            case SUBSISTENCE -> Optional.of("2303");
            case EXTREME_POVERTY -> Optional.of("2304");
            case RETURN_TO_POVERTY -> Optional.of("2302");
        };
    }

    /// list_type. What is charged says which list it is on, but for drugs, where the code does: that of a herbal piece
    /// is T and digits.
    static String list(FeeCategory category, String code) {
        return switch (category) {
            case DRUG -> code.matches("T\\d.*") ? "102" : "101";
            case TREATMENT, CONSULTATION, FACILITY, CHECKUP, TCM_PREVENTIVE -> "201";
            case CONSUMABLE, DEVICE -> "301";
            case VACCINE -> "105";
        };
    }

    /// chrgitm_lv.
    static String grade(Grade grade) {
        return switch (grade) {
            case A -> "01";
            case B -> "02";
            case C, EXCLUDED -> "03";
        };
    }

    /// chrgitm_lv, as it is asked for.
    static Optional<Set<Grade>> grades(String code) {
        return switch (code) {
            case "01", "1" -> Optional.of(Set.of(Grade.A));
            case "02", "2" -> Optional.of(Set.of(Grade.B));
            case "03", "3" -> Optional.of(Set.of(Grade.C, Grade.EXCLUDED));
            default -> Optional.empty();
        };
    }

    /// list_type of an item of the catalogue that is charged as herbs or not.
    static String list(FeeCategory category, boolean herbs) {
        return switch (category) {
            case DRUG -> herbs ? HERBS : "101";
            case TREATMENT, CONSULTATION, FACILITY, CHECKUP, TCM_PREVENTIVE -> "201";
            case CONSUMABLE, DEVICE -> "301";
            case VACCINE -> "105";
        };
    }

    /// list_type, as it is asked for: none of the project's categories are the kinds that are not here.
    static Set<FeeCategory> categories(String list) {
        return Arrays.stream(FeeCategory.values())
                .filter(category -> list(category, list.equals(HERBS)).equals(list))
                .collect(Collectors.toSet());
    }

    /// list_type of herbs.
    static boolean isHerbList(String list) {
        return list.equals(HERBS);
    }

    /// med_chrgitm_type of herbs (中药饮片费).
    static boolean isHerbs(String chargeType) {
        return chargeType.equals("10");
    }

    /// hosp_lv, where the grade within the level is not known.
    static String level(Level level) {
        return switch (level) {
            case ONE -> "14";
            case TWO -> "13";
            case THREE -> "12";
            case UNRATED -> "11";
        };
    }

    /// hosp_appr_flag.
    static Optional<Approval> approval(String code) {
        return switch (code) {
            case "0" -> Optional.of(Approval.NONE);
            case "1" -> Optional.of(Approval.MET);
            case "2" -> Optional.of(Approval.OWN_EXPENSE);
            default -> Optional.empty();
        };
    }

    /// acct_used_flag.
    static Optional<AccountUse> accountUse(String code) {
        return switch (code) {
            case "0" -> Optional.of(AccountUse.NONE);
            case "1" -> Optional.of(AccountUse.OWN_FIRST);
            case "2" -> Optional.of(AccountUse.RELATIVES_ONLY);
            default -> Optional.empty();
        };
    }

    /// inv_chg_type: true where goods come in.
    static Optional<Boolean> isIncoming(String code) {
        return switch (code) {
            case "101", "103", "106", "108", "110" -> Optional.of(true);
            case "102", "104", "105", "107", "109", "111" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /// Any flag of yes and no.
    static Optional<Boolean> flag(String code) {
        return switch (code) {
            case NO -> Optional.of(false);
            case YES -> Optional.of(true);
            default -> Optional.empty();
        };
    }

    /// sev_deg.
    static String severity(AdviceRule.Severity severity) {
        return switch (severity) {
            case CERTAIN -> "1";
            case LIKELY -> "2";
            case SLIGHT -> "3";
        };
    }

    static String flag(boolean answer) {
        return answer ? YES : NO;
    }

    /// mdtrt_cert_type.
    static Optional<String> certificate(String code) {
        return switch (code) {
            case "01", "02", "03" -> Optional.of(code);
            default -> Optional.empty();
        };
    }

    /// psn_setlway.
    static Optional<String> wayToSettle(String code) {
        return Optional.of(code).filter("01"::equals);
    }

    /// diag_type.
    static Optional<String> diagnosis(String code) {
        return switch (code) {
            case "1", "2", "3" -> Optional.of(code);
            default -> Optional.empty();
        };
    }

    /// fund_pay_type of the pooled fund.
    static Fund pool(Scheme scheme) {
        return switch (scheme) {
            case EMPLOYEE, PENSION -> new Fund("310100", "城镇职工基本医疗保险统筹基金", "310101");
            case RESIDENT -> new Fund("390100", "城乡居民基本医疗保险基金", "390101");
        };
    }

    /// fund_pay_type of persons' and relatives' accounts.
    static final Fund ACCOUNTS = new Fund("310200", "城镇职工基本医疗保险个人账户基金", "");

    /// fund_pay_type of whoever pays.
    static Fund payer(Payer payer, Scheme scheme) {
        return switch (payer) {
            case Payer.Pool() -> pool(scheme);
            case Payer.Layer(var kind) -> layer(kind, scheme);
            case Payer.Accounts() -> ACCOUNTS;
        };
    }

    /// out_type, as the place of care sees it: the same pooling area, the same province, or another.
    static String away(String home, String place) {
        if (home.equals(place)) {
            return "0";
        }
        return home.substring(0, 2).equals(place.substring(0, 2)) ? "1" : "2";
    }

    /// fund_pay_type of a layer.
    static Fund layer(LayerKind kind, Scheme scheme) {
        return switch (kind) {
            case CATASTROPHIC ->
                scheme == Scheme.RESIDENT
                        ? new Fund("390200", "城乡居民大病医疗保险基金", "390201")
                        : new Fund("310300", "职工大病补助基金", "310301");
            case LARGE_SUM -> new Fund("330100", "大额医疗费用补助基金", "330101");
            case CIVIL_SERVANT -> new Fund("320100", "公务员医疗补助基金", "320101");
            case ASSISTANCE -> new Fund("610100", "医疗救助基金", "610101");
        };
    }
}

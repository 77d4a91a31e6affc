package org.openyibao.server.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.server.facility.Department;
import org.openyibao.server.facility.Facility;
import org.openyibao.server.facility.Member;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;

/// An institution's departments: uploaded (科室信息上传, 3401; many at once 3401A), changed (变更, 3402), withdrawn (撤销,
/// 3403) and asked for (科室信息查询, 5101); and who works there (医执人员信息查询, 5102). Each sees its own only.
@Component
class FacilityHandler implements Handler {

    private static final String ADD = "3401";
    private static final String ADD_MANY = "3401A";
    private static final String CHANGE = "3402";
    private static final String WITHDRAW = "3403";
    private static final String DEPARTMENTS = "5101";
    private static final String STAFF = "5102";
    private static final String NOBODY = "";
    private static final String PROFESSIONS = "1（医师）、2（护士）、3（药师）或 4（医技人员）";
    private static final Set<String> PROFESSION_CODES = Set.of("1", "2", "3", "4");
    private static final byte[] NOTHING = {};

    private static final Map<String, String> FIELDS =
            Map.of("code", "hosp_dept_codg", "name", "hosp_dept_name", "until", "endtime");

    private final Facility facility;
    private final InterfaceTables tables;

    FacilityHandler(Facility facility, InterfaceTables tables) {
        this.facility = facility;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(ADD, ADD_MANY, CHANGE, WITHDRAW, DEPARTMENTS, STAFF);
    }

    @Override
    public Map<String, String> services() {
        return Map.of(
                "department/saveDepartmentManageInfo", ADD,
                "department/saveDepartmentManageBatch", ADD_MANY,
                "department/modifyDepartmentInfo", CHANGE,
                "department/pauseDepartmentInfo", WITHDRAW,
                "fsiIntegratedQueryService/queryFixmedinsDept", DEPARTMENTS,
                "fsiIntegratedQueryService/queryFixmedinsPracPsn", STAFF);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        return switch (envelope.transaction()) {
            case ADD -> add(envelope, List.of(envelope.input().only("deptinfo")));
            case ADD_MANY -> add(envelope, envelope.input().rows("deptinfo"));
            case CHANGE -> change(envelope);
            case WITHDRAW -> withdraw(envelope);
            case DEPARTMENTS -> departments(envelope);
            default -> staff(envelope);
        };
    }

    private Task<Outcome.Done> add(Envelope envelope, List<Fields> rows) {
        var departments = rows.stream().map(row -> department(row, envelope)).toList();
        return done(facility.add(once(envelope), departments));
    }

    private static <T> Once<T> once(Envelope envelope) {
        return new Once<>(KeptRequest.of(envelope), ignored -> NOTHING);
    }

    private static Task<Outcome.Done> done(org.openyibao.server.request.Answer answer) {
        KeptRequest.done(answer, FIELDS);
        return Task.known(NOBODY, Answer.NOTHING);
    }

    private static Department department(Fields row, Envelope envelope) {
        return new Department(
                envelope.institution(),
                row.text("hosp_dept_codg", 20),
                row.text("hosp_dept_name", 100),
                row.dateTime("begntime"),
                row.optionalEnd("endtime"),
                row.text("caty", 6),
                row.optional("poolarea_no", 6).orElse(""),
                Details.of(row));
    }

    private Task<Outcome.Done> change(Envelope envelope) {
        var department = department(envelope.input().only("deptinfo"), envelope);
        return done(facility.change(once(envelope), department));
    }

    private Task<Outcome.Done> withdraw(Envelope envelope) {
        var fields = envelope.input().only("data");
        fields.optionalDateTime("begntime");
        return done(facility.withdraw(
                once(envelope),
                envelope.institution(),
                fields.text("hosp_dept_codg", 20),
                fields.text("hosp_dept_name", 100)));
    }

    private Task<Outcome.Done> departments(Envelope envelope) {
        return told(facility.departments(envelope.institution()).stream()
                .map(this::row)
                .toList());
    }

    private static Task<Outcome.Done> told(List<OutputRow> rows) {
        return Task.known(NOBODY, Answer.of(out -> {
            out.writeStartObject();
            OutputRow.write(out, "feedetail", rows);
            out.writeEndObject();
        }));
    }

    private OutputRow row(Department department) {
        return OutputRow.of(tables.out(DEPARTMENTS, "feedetail"))
                .text("hosp_dept_codg", department.code())
                .text("hosp_dept_name", department.name())
                .time("begntime", department.from())
                .time("endtime", department.until().orElse(null))
                .text("caty", department.field())
                .text("poolarea_no", department.region())
                .kept(Json.kept(department.details()));
    }

    private Task<Outcome.Done> staff(Envelope envelope) {
        var fields = envelope.input().only("data");
        var kind = fields.code(
                "prac_psn_type", 6, PROFESSIONS, code -> Optional.of(code).filter(PROFESSION_CODES::contains));
        var certificateType = fields.optional("psn_cert_type", 6);
        var certificate = fields.optional("certno", 50);
        var name = fields.optional("prac_psn_name", 50);
        var code = fields.optional("prac_psn_code", 20);
        return told(facility.staff(envelope.institution(), kind).stream()
                .filter(member -> is(certificateType, member.certificateType())
                        && is(certificate, member.certificate())
                        && is(name, member.name())
                        && is(code, member.code()))
                .map(this::row)
                .toList());
    }

    private static boolean is(Optional<String> wanted, String value) {
        return wanted.filter(sent -> !sent.equals(value)).isEmpty();
    }

    private OutputRow row(Member member) {
        return OutputRow.of(tables.out(STAFF, "feedetail"))
                .text("psn_cert_type", member.certificateType())
                .text("certno", member.certificate())
                .text("prac_psn_no", member.ownNumber())
                .text("prac_psn_code", member.code())
                .text("prac_psn_name", member.name())
                .text("prac_psn_type", member.kind())
                .text("prac_psn_cert", member.qualification())
                .text("prac_cert_no", member.licence())
                .text("hi_dr_flag", NationalCodes.flag(member.insuredCare()))
                .time("begntime", member.from().atStartOfDay())
                .time(
                        "endtime",
                        member.to().equals(Member.NO_END) ? null : member.to().atStartOfDay())
                .text("chg_rea", member.reason());
    }
}

package org.openyibao.server.gateway;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Settlements;
import org.openyibao.server.settlement.Stay;
import org.openyibao.server.settlementlist.Finding;
import org.openyibao.server.settlementlist.Kept;
import org.openyibao.server.settlementlist.SettlementLists;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What became of settlement lists: a list (4103), what our checks noted of the lists of a month (质控结果, 4104), and how
/// many are due and uploaded (4105). An institution sees its own only.
@Component
class SettlementListQueryHandler implements Handler {

    private static final String QUERY = "4103";
    private static final String FINDINGS = "4104";
    private static final String COUNTS = "4105";

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");
    private static final String LEVELS = "错误等级 1（与登记不符）或 2（缺项）";
    private static final String PASSED = "1";
    private static final String NOTED = "0";

    /// The names of a list's fields in answers, where they are others than in uploads.
    private static final Map<String, String> RENAMED = Map.ofEntries(
            Map.entry("poscode", "emp_poscode"),
            Map.entry("adm_way", "adm_way_code"),
            Map.entry("adm_dept_code", "adm_dept_codg"),
            Map.entry("dscg_dept_code", "dscg_dept_codg"),
            Map.entry("refldept_dept", "refl_caty"),
            Map.entry("opsp_mdtrt_date", "opsp_mdtrt_time"),
            Map.entry("wm_dise_code", "otp_wm_diag_dise_code"),
            Map.entry("tcm_dise_code", "otp_tcm_diag_dise_code"),
            Map.entry("med_chrgitm", "med_chrgitm_type"),
            Map.entry("amt", "item_sumamt"),
            Map.entry("claa_sumfee", "item_claa_sumfee"),
            Map.entry("clab_amt", "item_clab_amt"),
            Map.entry("fulamt_ownpay_amt", "item_fulamt_ownpay_amt"),
            Map.entry("oth_amt", "item_ownpay_amt"),
            Map.entry("oprn_oprt_type", "main_oprn_flag"));

    private static final Map<String, List<String>> DURATIONS = Map.of(
            "vent_used_dura", List.of("vent_used_days", "vent_used_h_cnt", "vent_used_m_cnt"),
            "pwcry_bfadm_coma_dura", List.of("bfadm_coma_days", "bfadm_coma_h_cnt", "bfadm_coma_m_cnt"),
            "pwcry_afadm_coma_dura", List.of("afadm_coma_days", "afadm_coma_h_cnt", "afadm_coma_m_cnt"));

    /// The nodes of rows, with the field of a row's id; payers have none.
    private static final Map<String, String> ROWS = Map.of(
            "payinfo", "",
            "opspdiseinfo", "setl_list_opsp_trt_id",
            "diseinfo", "setl_list_diag_id",
            "iteminfo", "etl_list_chrgitm_id",
            "oprninfo", "setl_list_oprn_id",
            "icuinfo", "setl_list_scs_cutd_id",
            "bldinfo", "setl_List_bld_Id");

    private static final List<String> NODES =
            List.of("payinfo", "opspdiseinfo", "diseinfo", "iteminfo", "oprninfo", "icuinfo", "bldinfo");

    private final SettlementLists lists;
    private final Settlements settlements;
    private final Registry registry;
    private final InterfaceTables tables;

    SettlementListQueryHandler(
            SettlementLists lists, Settlements settlements, Registry registry, InterfaceTables tables) {
        this.lists = lists;
        this.settlements = settlements;
        this.registry = registry;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(QUERY, FINDINGS, COUNTS);
    }

    @Override
    public Map<String, String> services() {
        return Map.of();
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var fields = envelope.input().only("data");
        return switch (envelope.transaction()) {
            case QUERY -> query(envelope, fields);
            case FINDINGS -> findings(envelope, fields);
            default -> counts(envelope, fields);
        };
    }

    private Task<Outcome.Done> query(Envelope envelope, Fields fields) {
        var settlement = fields.text("setl_id", 30);
        var person = fields.optional("psn_no", 30);
        var list = lists.find(envelope.institution(), settlement)
                .filter(found -> person.orElse(found.person()).equals(found.person()))
                .orElseThrow(() -> fields.refused("setl_id", "本机构已上传结算清单的结算", settlement));
        var settled = settlements
                .find(settlement)
                .orElseThrow(() -> new IllegalStateException("the settlement of a list is gone"));
        return Task.shown(list.person(), Answer.of(out -> write(out, list, settled)));
    }

    private void write(JsonGenerator out, Kept list, Outcome.Settled settled) {
        var sent = Json.kept(list.content());
        out.writeStartObject();
        out.writeName("setlinfo");
        info(list, settled, sent).write(out);
        for (var node : NODES) {
            OutputRow.write(out, node, rows(list, settled, sent, node));
        }
        out.writeArrayPropertyStart("drgAppyinfo");
        out.writeEndArray();
        out.writeEndObject();
    }

    private OutputRow info(Kept list, Outcome.Settled settled, ObjectNode sent) {
        var settlement = settled.settlement();
        var person = settled.party().person();
        var institution = settled.party().institution();
        var ownPay = settlement.ownPay().plus(settlement.overLimit());
        var begun = settlement.stay().map(Stay::admitted).orElse(settlement.serviceDate());
        var info = renamed(only(sent.get("setlinfo")));
        var row = OutputRow.of(tables.out(QUERY, "setlinfo"))
                .text("setl_id", list.settlement())
                .text("setl_list_sn", list.id())
                .text("psn_no", list.person())
                .text("mdtrt_id", list.visit())
                .text("fixmedins_code", institution.code())
                .text("fixmedins_name", institution.name())
                .time("dcla_time", Times.local(list.uploadedAt()))
                .text("psn_name", person.name())
                .text("gend", person.sex())
                .date("brdy", person.birth())
                .number("age", Times.ageInTenths(person.birth(), settlement.serviceDate()), 1)
                .text("naty", person.nation())
                .text("patn_cert_type", person.certificateType())
                .text("certno", person.certificate())
                .text("insutype", NationalCodes.scheme(settlement.scheme()).orElse(null))
                .text("insu_admdvs", settlement.region())
                .number("diag_code_cnt", list(sent.get("diseinfo")).size())
                .number("oprn_oprt_code_cnt", list(sent.get("oprninfo")).size())
                .amount("psn_ownpay", ownPay)
                .amount("psn_selfpay", settlement.personalBurden().minus(ownPay))
                .amount(
                        "acct_pay",
                        settlement.account().plus(settlement.familyPaid()).plus(settlement.wallet()))
                .amount("psn_cashpay", settlement.cash())
                .amount("ybtcPay", settlement.pool())
                .amount("jmdbPay", settlement.layer(LayerKind.CATASTROPHIC))
                .amount("zgdePay", settlement.layer(LayerKind.LARGE_SUM))
                .amount("gwyPay", settlement.layer(LayerKind.CIVIL_SERVANT))
                .amount("yljzPay", settlement.layer(LayerKind.ASSISTANCE))
                .time("setl_time", settlement.settledAt())
                .text("stas_type", NationalCodes.flag(list.submitted()))
                .text("chk_cont", noted(list));
        if (settlement.stay().isPresent()) {
            row.number("act_ipt_days", Math.max(1, settlement.serviceDate().toEpochDay() - begun.toEpochDay()));
        }
        DURATIONS.forEach((name, parts) -> {
            var text = Details.read(info, name).split("/");
            for (var i = 0; i < parts.size() && text.length == parts.size(); i++) {
                row.number(parts.get(i), Long.parseLong(text[i]));
            }
        });
        return row.kept(info);
    }

    private static String noted(Kept list) {
        return String.join(
                "；",
                list.findings().stream()
                        .map(finding -> finding.check().text().zh())
                        .toList());
    }

    private List<OutputRow> rows(Kept list, Outcome.Settled settled, ObjectNode sent, String node) {
        var rows = new ArrayList<OutputRow>();
        for (var each : list(sent.get(node))) {
            var row = OutputRow.of(tables.out(QUERY, node))
                    .text("setl_id", list.settlement())
                    .text("psn_no", list.person())
                    .text("mdtrt_id", list.visit());
            var id = ROWS.getOrDefault(node, "");
            if (!id.isEmpty()) {
                row.text(id, "%s%03d".formatted(list.id(), rows.size() + 1));
            }
            if (node.equals("payinfo")) {
                SettlementNodes.fund(settled.settlement().scheme(), Scalars.text(each.path("fund_pay_type")))
                        .ifPresent(fund -> row.text("poolarea_fund_pay_name", fund.name()));
            }
            if (node.equals("oprninfo")) {
                var type = Scalars.text(each.path("oprn_oprt_type"));
                row.text("main_oprn_flag", type.isEmpty() ? null : NationalCodes.flag(type.equals("1")))
                        .date(
                                "oprn_oprt_date",
                                Times.dateTime(Scalars.text(each.path("oprn_oprt_begntime")))
                                        .map(LocalDateTime::toLocalDate)
                                        .orElse(null));
            }
            rows.add(row.kept(renamed(each)));
        }
        return rows;
    }

    /// With the names that answers have, beside those that were sent.
    private static ObjectNode renamed(ObjectNode sent) {
        var renamed = sent.deepCopy();
        RENAMED.forEach((from, to) -> {
            var value = sent.get(from);
            if (value != null && !sent.has(to)) {
                renamed.set(to, value);
            }
        });
        return renamed;
    }

    private static ObjectNode only(JsonNode node) {
        return list(node).getFirst();
    }

    private static List<ObjectNode> list(JsonNode node) {
        var rows = new ArrayList<ObjectNode>();
        if (node instanceof ObjectNode object) {
            rows.add(object);
        } else if (node != null) {
            for (var row : node) {
                if (row instanceof ObjectNode object) {
                    rows.add(object);
                }
            }
        }
        return rows;
    }

    private Task<Outcome.Done> findings(Envelope envelope, Fields fields) {
        var own = ownInstitution(envelope, fields);
        var page = Page.of(fields);
        var month = fields.code("setl_ym", 6, "yyyyMM 格式的结算年月", SettlementListQueryHandler::month);
        var asked = new SettlementLists.Asked(
                month,
                fields.optional("setl_id", 30),
                fields.optional("psn_no", 30),
                fields.optionalCode("err_lv", 3, LEVELS, SettlementListQueryHandler::level));
        var found = lists.found(own, asked, page.offset(), page.size());
        var name = registry.institution(own, envelope.slip().today())
                .orElseThrow(() -> new IllegalStateException("an institution that was there is gone"))
                .name();
        var rows =
                found.lists().stream().map(each -> finding(each, month, name)).toList();
        var persons = found.lists().stream().map(each -> each.list().person()).toList();
        return Task.shown(persons, Answer.of(out -> page.write(out, rows, found.all())));
    }

    private static Optional<YearMonth> month(String text) {
        try {
            return Optional.of(YearMonth.parse(text, MONTH));
        } catch (DateTimeParseException wrong) {
            return Optional.empty();
        }
    }

    private static Optional<Finding.Level> level(String code) {
        return switch (code) {
            case "1" -> Optional.of(Finding.Level.CONTRADICTION);
            case "2" -> Optional.of(Finding.Level.GAP);
            default -> Optional.empty();
        };
    }

    private static String code(Finding.Level level) {
        return switch (level) {
            case CONTRADICTION -> "1";
            case GAP -> "2";
        };
    }

    private OutputRow finding(SettlementLists.Found found, YearMonth month, String institution) {
        var list = found.list();
        var person = found.person();
        var worst = list.findings().stream().map(each -> each.check().level()).min(Enum::compareTo);
        return OutputRow.of(tables.out(FINDINGS, ""))
                .text("fixmedins_code", list.institution())
                .text("fixmedins_name", institution)
                .text("setl_ym", month.format(MONTH))
                .text("setl_id", list.settlement())
                .text("psn_no", list.person())
                .text("psn_name", person.name())
                .text("psn_cert_type", person.certificateType())
                .text("cert_no", person.certificate())
                .text("qltctrl_rslt", list.findings().isEmpty() ? PASSED : NOTED)
                .text("err_lv", worst.map(SettlementListQueryHandler::code).orElse(null))
                .text("qltctrl_ver", Integer.toString(list.checksVersion()))
                .time("qltctrl_time", Times.local(list.uploadedAt()))
                .rows("detailinfo", list.findings().stream().map(this::detail).toList());
    }

    private OutputRow detail(Finding finding) {
        return OutputRow.of(tables.out(FINDINGS, "detailinfo"))
                .text("exam_data_fld", field(finding.check()))
                .text("qltctrl_chk_rslt", finding.check().text().zh())
                .text("err_lv", code(finding.check().level()))
                .text("init_val", finding.value());
    }

    private static String field(Finding.Check check) {
        return switch (check) {
            case MAIN_DIAGNOSIS, SAME_DIAGNOSIS -> "diag_code";
            case WAY_TO_LEAVE -> "dscg_way";
            case NURSING_DAYS -> "nurscare_days";
            case NO_CASE_NUMBER -> "medcasno";
            case NO_ATTENDING -> "chfpdr_code";
            case NO_PAYMENT -> "hi_paymtd";
            case NO_ITEMS -> "iteminfo";
        };
    }

    private static String ownInstitution(Envelope envelope, Fields fields) {
        fields.optional("fixmedins_code", 30)
                .filter(code -> !code.equals(envelope.institution()))
                .ifPresent(code -> {
                    throw fields.refused("fixmedins_code", "本机构编号 " + envelope.institution(), code);
                });
        return envelope.institution();
    }

    private Task<Outcome.Done> counts(Envelope envelope, Fields fields) {
        var own = ownInstitution(envelope, fields);
        var from = fields.dateTime("stt_begntime");
        var to = fields.optionalEnd("stt_endtime")
                .orElseThrow(() -> fields.refused("stt_endtime", "yyyy-MM-dd HH:mm:ss 格式的日期时间", "未送"));
        if (to.isBefore(from)) {
            throw fields.refused("stt_endtime", "不早于统计开始时间", Times.text(to));
        }
        var withReversals = fields.optionalCode("refdset_flag", 3, NationalCodes.FLAGS, NationalCodes::flag)
                .orElse(false);
        var categories = categories(fields);
        var counts = lists.counts(own, care -> categories.contains(NationalCodes.care(care)), from, to, withReversals);
        var row = OutputRow.of(tables.out(COUNTS, ""))
                .number("needUploadCnt", counts.due())
                .number("uploadedCnt", counts.uploaded());
        return Task.known("", Answer.of(row::write));
    }

    /// A list, or a text with commas.
    private static Set<String> categories(Fields fields) {
        var sent = fields.node().get("medtype_list");
        var categories = new HashSet<String>();
        if (sent != null && sent.isArray()) {
            for (var each : sent) {
                if (each.isContainer()) {
                    throw fields.refused("medtype_list", "医疗类别的列表", "嵌套的列表或对象");
                }
                categories.add(Scalars.text(each));
            }
        } else if (sent != null && (sent.isString() || sent.isNumber())) {
            categories.addAll(List.of(Scalars.text(sent).split("[,，]")));
        }
        categories.removeIf(String::isBlank);
        if (categories.isEmpty()) {
            throw fields.refused("medtype_list", "至少一个医疗类别的列表", "未送");
        }
        return categories;
    }
}

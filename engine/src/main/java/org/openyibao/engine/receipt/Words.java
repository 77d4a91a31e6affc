package org.openyibao.engine.receipt;

import java.util.Arrays;
import java.util.Optional;
import org.openyibao.engine.claim.Admission;
import org.openyibao.engine.claim.Answer;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Bucket;
import org.openyibao.engine.claim.Cause;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.claim.Province;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.Sex;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.policy.Dimension;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.text.Text;

/// The names of things in both languages, for sentences.
final class Words {

    private Words() {}

    /// The constant of an enum by its code; empty where there is none, as in a step that a newer engine
    /// stored.
    static <E extends Enum<E>> Optional<E> byCode(Class<E> type, String code) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equals(code))
                .findFirst();
    }

    /// How a source was seen, by the code that packs write; the code itself where it is another.
    static Text evidence(String code) {
        return switch (code) {
            case "text-seen" -> new Text("已核对原文", "original seen");
            case "copy-seen" -> new Text("已核对转载件", "copy seen");
            case "recall" -> new Text("未核对", "from memory");
            case "seed", "secondary" -> new Text("仅有转述", "reported only");
            case "capture" -> new Text("报文所载", "as captured");
            case "specimen" -> new Text("样例", "specimen");
            default -> Text.same(code);
        };
    }

    static String capitalised(String english) {
        return english.isEmpty() ? english : Character.toUpperCase(english.charAt(0)) + english.substring(1);
    }

    static Text of(LayerKind kind) {
        return new Text(kind.text().zh(), capitalised(kind.text().en()));
    }

    static Text of(Scheme scheme) {
        var english = switch (scheme) {
            case EMPLOYEE -> "Employee medical insurance";
            case RESIDENT -> "Resident medical insurance";
            case PENSION -> "Pension insurance";
        };
        return new Text(scheme.chinese(), english);
    }

    static Text of(VisitKind kind) {
        var english = switch (kind) {
            case OUTPATIENT -> "Outpatient";
            case EMERGENCY -> "Emergency";
            case CHRONIC -> "Outpatient, chronic or special disease";
            case INPATIENT -> "Inpatient";
            case PHARMACY -> "Pharmacy";
        };
        return new Text(kind.chinese(), english);
    }

    static Text of(Place place) {
        var english = switch (place) {
            case HOME -> "at home";
            case FILED -> "at the place of the long-term filing";
            case SAME_PROVINCE -> "elsewhere in the province";
            case OTHER_PROVINCE -> "in another province";
            case OVERSEAS -> "overseas";
        };
        return new Text(place.chinese(), english);
    }

    static Text of(FilingKind filing) {
        var english = switch (filing) {
            case NONE -> "not filed";
            case LONG_TERM -> "filed as long-term resident";
            case REFERRED -> "filed as referred";
            case EMERGENCY -> "counts as filed: emergency";
            case OTHER_TEMPORARY -> "filed as other temporary stay";
        };
        return new Text(filing.chinese(), english);
    }

    static Text of(FilingGround ground) {
        var english = switch (ground) {
            case RESETTLED_RETIREE -> "Resettled retiree";
            case LONG_TERM_RESIDENT -> "Long-term resident";
            case POSTED_WORKER -> "Posted worker";
            case REFERRED -> "Referred";
            case EMERGENCY -> "Emergency";
            case OTHER_TEMPORARY -> "Other temporary stay";
        };
        return new Text(ground.chinese(), english);
    }

    static Text of(FeeCategory category) {
        var english = switch (category) {
            case DRUG -> "drugs";
            case TREATMENT -> "treatment";
            case CONSULTATION -> "consultation";
            case FACILITY -> "facilities";
            case CONSUMABLE -> "consumables";
            case DEVICE -> "devices";
            case VACCINE -> "preventive vaccine";
            case CHECKUP -> "health check-up";
            case TCM_PREVENTIVE -> "preventive Chinese medicine";
        };
        return new Text(category.chinese(), english);
    }

    /// What a condition asks.
    static Text of(Dimension dimension) {
        return switch (dimension) {
            case STATUS -> new Text("人员类别", "Status");
            case STANDING -> new Text("待遇状态", "Standing");
            case ASSISTANCE -> new Text("救助对象", "Assistance");
            case TIER -> new Text("档次", "Tier");
            case CIVIL_SERVANT -> new Text("公务员", "Civil servant");
            case SEX -> new Text("性别", "Sex");
            case VISIT -> new Text("就医类别", "Care");
            case INSTITUTION -> new Text("机构类别", "Institution");
            case LEVEL -> new Text("机构级别", "Level of the institution");
            case PLACE -> new Text("就医地", "Place of care");
            case FILING -> new Text("备案", "Filing");
            case DOCUMENTS -> new Text("材料齐全", "Documents handed in");
            case DESIGNATED -> new Text("定点机构", "Designated");
            case NETWORKED -> new Text("已联网", "Networked");
            case BOUND -> new Text("绑定机构", "Bound institution");
            case REFERRED -> new Text("转诊", "Referred");
            case EMERGENCY -> new Text("急诊抢救", "Emergency");
            case ADMISSION -> new Text("当年住院", "Admission in the year");
            case CAUSE -> new Text("致病原因", "Cause");
            case SETTLED_BY -> new Text("结算方式", "Settled by");
            case PROVINCE -> new Text("就医省份", "Province of care");
            case REGISTERED -> new Text("病种已备案", "Disease registered");
        };
    }

    /// The answer at an index of [Dimension#answers].
    static Text answer(Dimension dimension, int index) {
        var english = dimension.answers().get(index).replace('-', ' ');
        return switch (dimension) {
            case STATUS -> new Text(Status.values()[index].chinese(), english);
            case STANDING -> new Text(Standing.values()[index].chinese(), english);
            case ASSISTANCE -> new Text(Assistance.values()[index].chinese(), english);
            case TIER -> new Text(Tier.values()[index].chinese(), english);
            case SEX -> new Text(Sex.values()[index].chinese(), english);
            case VISIT -> of(VisitKind.values()[index]);
            case INSTITUTION -> new Text(InstitutionKind.values()[index].chinese(), english);
            case LEVEL -> new Text(Level.values()[index].chinese(), english);
            case PLACE -> of(Place.values()[index]);
            case FILING -> of(FilingKind.values()[index]);
            case ADMISSION -> new Text(Admission.values()[index].chinese(), english);
            case CAUSE -> new Text(Cause.values()[index].chinese(), english);
            case SETTLED_BY -> new Text(SettledBy.values()[index].chinese(), english);
            case PROVINCE -> new Text(Province.values()[index].chinese(), english);
            case CIVIL_SERVANT, DOCUMENTS, DESIGNATED, NETWORKED, BOUND, REFERRED, EMERGENCY, REGISTERED ->
                new Text(Answer.values()[index].chinese(), english);
        };
    }

    static Text of(Relation.Group group) {
        return switch (group) {
            case SELF -> of(Relation.SELF);
            case SPOUSE -> of(Relation.SPOUSE);
            case PARENT -> of(Relation.PARENT);
            case CHILD -> of(Relation.CHILD);
            case SIBLING -> of(Relation.SIBLING);
            case GRANDPARENT -> of(Relation.GRANDPARENT);
            case GRANDCHILD -> of(Relation.GRANDCHILD);
            case OTHER -> of(Relation.OTHER);
        };
    }

    static Text of(Bucket bucket) {
        return new Text(
                bucket.chinese(),
                switch (bucket) {
                    case CURRENT -> "this year's money";
                    case PRIOR -> "prior years' money";
                });
    }

    static Text of(Relation relation) {
        var chinese = switch (relation) {
            case SELF -> "本人";
            case SPOUSE -> "配偶";
            case HUSBAND -> "丈夫";
            case WIFE -> "妻子";
            case PARENT -> "父母";
            case FATHER -> "父亲";
            case MOTHER -> "母亲";
            case CHILD -> "子女";
            case SON -> "儿子";
            case DAUGHTER -> "女儿";
            case SIBLING -> "兄弟姐妹";
            case BROTHER -> "兄弟";
            case SISTER -> "姐妹";
            case GRANDPARENT -> "祖父母或外祖父母";
            case GRANDFATHER -> "祖父或外祖父";
            case GRANDMOTHER -> "祖母或外祖母";
            case PATERNAL_GRANDPARENT -> "祖父母";
            case PATERNAL_GRANDFATHER -> "祖父";
            case PATERNAL_GRANDMOTHER -> "祖母";
            case MATERNAL_GRANDPARENT -> "外祖父母";
            case MATERNAL_GRANDFATHER -> "外祖父";
            case MATERNAL_GRANDMOTHER -> "外祖母";
            case GRANDCHILD -> "孙子女或外孙子女";
            case GRANDSON -> "孙子或外孙";
            case GRANDDAUGHTER -> "孙女或外孙女";
            case CHILD_OF_SON -> "孙子女";
            case CHILD_OF_DAUGHTER -> "外孙子女";
            case PARENT_IN_LAW -> "配偶的父母";
            case FATHER_IN_LAW -> "配偶的父亲";
            case MOTHER_IN_LAW -> "配偶的母亲";
            case CHILD_IN_LAW -> "子女的配偶";
            case SON_IN_LAW -> "女婿";
            case DAUGHTER_IN_LAW -> "儿媳";
            case SIBLING_IN_LAW -> "兄弟姐妹的配偶";
            case BROTHER_IN_LAW -> "姐夫或妹夫";
            case SISTER_IN_LAW -> "嫂子或弟媳";
            case UNCLE -> "叔伯舅";
            case AUNT -> "姑姨";
            case NEPHEW -> "侄子或外甥";
            case NIECE -> "侄女或外甥女";
            case COUSIN -> "堂表亲";
            case PARTNER -> "伴侣";
            case FRIEND -> "朋友";
            case OTHER -> "其他";
        };
        return new Text(chinese, relation.toString().replace('-', ' '));
    }
}

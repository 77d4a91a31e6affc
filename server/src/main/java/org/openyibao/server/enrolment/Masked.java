package org.openyibao.server.enrolment;

/// What is shown of a name or number to those who did not ask, with a reason, to see it: enough to know it again
/// by, too little to learn it.
public final class Masked {

    private static final String RESIDENT_CARD = "01";
    private static final int SHORTEST_RESIDENT_CARD = 15;

    private Masked() {}

    /// The first character of a name, and one star for each other: `张*`.
    public static String name(String name) {
        var first = name.offsetByCodePoints(0, Math.min(1, name.codePointCount(0, name.length())));
        return name.substring(0, first) + "*".repeat(name.codePointCount(first, name.length()));
    }

    /// Of a resident identity card the first three characters, which tell the province, and the last four; of another
    /// certificate as [#number]. `type` is the national code of its kind.
    public static String certificate(String type, String certificate) {
        return type.equals(RESIDENT_CARD) && certificate.length() >= SHORTEST_RESIDENT_CARD
                ? certificate.substring(0, 3) + lastOf(certificate.substring(3), 4)
                : number(certificate);
    }

    /// The last quarter of a number of an account or a card, four characters at most.
    public static String number(String number) {
        return lastOf(number, Math.min(4, number.length() / 4));
    }

    private static String lastOf(String text, int shown) {
        return "*".repeat(text.length() - shown) + text.substring(text.length() - shown);
    }
}

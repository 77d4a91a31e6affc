package org.openyibao.server.goods;

/// What a row is about.
public enum Kind {
    STOCKTAKING("stocktaking"),
    CHANGE("change"),
    PURCHASE("purchase"),
    PURCHASE_RETURN("purchase-return"),
    SALE("sale"),
    SALE_RETURN("sale-return");

    private final String code;

    Kind(String code) {
        this.code = code;
    }

    @Override
    public String toString() {
        return code;
    }
}

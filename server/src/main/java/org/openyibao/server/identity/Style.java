package org.openyibao.server.identity;

/// How the gateways of regions have institutions sign what they send.
public enum Style {
    /// Guangdong, Hebei and others: `x-tif-*`, SHA-256 over time, secret and nonce.
    TIF("tif"),
    /// Hunan, Jiangsu and others: `_api_*`, HMAC-SHA1 over these headers.
    CSB("csb"),
    /// `x-ca-*`, HMAC-SM3 over time and body.
    ZHEJIANG("zhejiang"),
    /// `apikey`: the secret itself, without a signature.
    INNER_MONGOLIA("inner-mongolia"),
    /// An access token (OAuth 2), and where the institution has a key for it a signature by SM2 over the input.
    JILIN("jilin");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /// The code in the file of keys.
    @Override
    public String toString() {
        return code;
    }
}

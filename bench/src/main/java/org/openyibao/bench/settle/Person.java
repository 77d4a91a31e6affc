package org.openyibao.bench.settle;

/// An insured person as the hospital knows one: `number` in the scheme, and the number of the certificate.
public record Person(String number, String certificate) {}

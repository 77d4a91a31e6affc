package org.openyibao.bench.report;

/// Milliseconds that so many per cent of the operations took at most.
public record Percentiles(double p50, double p95, double p99, double longest) {

    public Json json() {
        return new Json().put("p50", p50).put("p95", p95).put("p99", p99).put("max", longest);
    }
}

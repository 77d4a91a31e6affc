package org.openyibao.server.policy;

/// A file of a pack: its name seen from the pack's folder (`inpatient.yaml`, `cases/edges.yaml`), and its text.
public record PackFile(String name, String content) {}

package org.openyibao.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `openyibao regions`: the page of what the packs cover.
@Command(name = "regions", sortOptions = false)
public final class Regions implements Callable<Integer> {

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        common.console()
                .line(org.openyibao.engine.policy.Regions.page(policies.folder())
                        .stripTrailing());
        return 0;
    }
}

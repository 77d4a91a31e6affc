package org.openyibao.server.family;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.language.Faults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What comes about by itself: transfers that nobody accepted go back within a minute of their time, and bindings
/// whose end has come are recorded as ended once a day. Several servers may do the same at once: each piece is a
/// transaction that takes effect once.
@Component
class DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);
    private static final long INTERVAL_SECONDS = 60;

    private final Wallets wallets;
    private final Bindings bindings;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("family-due").daemon().factory());
    private LocalDate swept = LocalDate.MIN;

    DueWork(Wallets wallets, Bindings bindings, Clock clock) {
        this.wallets = wallets;
        this.bindings = bindings;
        this.clock = clock;
        timer.scheduleWithFixedDelay(this::run, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        timer.close();
    }

    /// What fails is tried again at the next interval.
    private void run() {
        try {
            due();
        } catch (RuntimeException failure) {
            LOG.warn("what was due in family accounts could not be done\n{}", Faults.withoutData(failure));
        }
    }

    void due() {
        wallets.sendBack();
        var today = BusinessDay.of(clock.instant());
        if (today.isAfter(swept)) {
            bindings.endOver();
            swept = today;
        }
    }
}

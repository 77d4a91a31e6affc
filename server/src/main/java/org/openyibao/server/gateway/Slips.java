package org.openyibao.server.gateway;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// Notes each message that comes in. Serials start at random, so that two servers do not number alike within a second.
@Component
class Slips {

    private final Clock clock;
    private final AtomicLong serial = new AtomicLong(new SecureRandom().nextLong(Slip.SERIALS));

    Slips(Clock clock) {
        this.clock = clock;
    }

    Slip next() {
        return new Slip(ZonedDateTime.now(clock), serial.getAndIncrement());
    }
}

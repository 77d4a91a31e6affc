package org.openyibao.server.api;

import java.util.List;
import java.util.Optional;

/// Which part of a long list is asked for.
record Paging(int offset, int limit) {

    /// From the beginning and `usual` many where not given; at most `most`.
    static Paging of(Optional<Integer> offset, Optional<Integer> limit, int usual, int most) {
        return new Paging(
                Inputs.within("offset", offset, 0, Integer.MAX_VALUE, 0),
                Inputs.within("limit", limit, 1, most, usual));
    }

    <T> List<T> of(List<T> all) {
        return all.stream().skip(offset).limit(limit).toList();
    }
}

package org.openyibao.server.policy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The packs in force as they are written. The files are taken when the book is; they are read when somebody first
/// wants to see them.
@Component
public class Libraries {

    private volatile Map<String, List<PackFile>> files = Map.of();
    private volatile @Nullable Library library;

    Libraries(Policies policies) {
        policies.beforeUse(_ -> {
            files = Library.files(policies.folder());
            library = null;
        });
    }

    public synchronized Library current() {
        var known = library;
        if (known == null) {
            known = Library.of(files);
            library = known;
        }
        return known;
    }
}

package org.openyibao.engine.lint;

import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;

/// One thing that lint found. `id` is stable and unique in the pack: `check:subject`. `rule` is the key of
/// the rule it is about, empty where it is about the whole pack. `condition` gives the facts and dates in
/// the words of the pack, empty where there are none. `bill` is a smallest in-scope amount that shows it.
/// `place` is file and line. `drawing`: bills around that one, decided, where they show what is the matter.
public record Finding(
        Check check,
        String id,
        String pack,
        Optional<String> rule,
        String condition,
        Optional<Fen> bill,
        Text message,
        String place,
        Optional<Drawing> drawing) {}

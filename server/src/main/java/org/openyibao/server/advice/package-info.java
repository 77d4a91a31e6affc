/// Advice on what an institution is about to order (事前提醒, 事中预警), by the catalogue of the place of care and the packs
/// of the person's home, and what the institution answers (反馈).
///
/// Invariants: advice changes nothing of a visit and refuses nobody: whoever goes on is judged when it is settled,
/// by the same rules; a finding is answered by the institution that got it alone. Tables: `advice_finding`,
/// `advice_feedback`. Called by `gateway`; calls `settlement`, `crossregion`, `enrolment`, `registry`, `policy` and
/// `request`.
@NullMarked
package org.openyibao.server.advice;

import org.jspecify.annotations.NullMarked;

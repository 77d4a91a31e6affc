/// Settlement lists (医疗保障基金结算清单): what an institution tells of a settled stay or of chronic care, for payment by
/// diagnosis groups.
///
/// Invariants: a list is kept only where it says of person, days and money what the settlement says; rows are only
/// added, a list sent again is a further version; one that is submitted is not sent again. An institution sees its own
/// only. Content is kept as it was sent and never logged. Tables: `settlement_list`, `settlement_list_status`.
/// Called by `gateway`; calls `settlement`, `enrolment`, `request`, `account` (its business day).
@NullMarked
package org.openyibao.server.settlementlist;

import org.jspecify.annotations.NullMarked;

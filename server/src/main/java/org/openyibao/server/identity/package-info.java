/// Who calls, and who is there: users who sign in, the keys with which institutions sign what they send, the codes and
/// cards that persons show, whom an institution has before it, and who looked at whose record.
///
/// Invariants: an institution signs in one style, with one key, and no two of a style share one; a medical code is
/// taken once, within its minute, and its token names one person to one institution; what a person shows opens the
/// person to that institution until the day is over; no secret, code, token or card is printed, and of passwords and
/// users' tokens hashes alone are kept.
///
/// Tables: `medical_code_key`, `medical_code`, `card`, `presentation`, `users`, `user_event`, `user_token`,
/// `look`. Called by `gateway`, `api`, `settlement`, `imports` and the command line; calls `account` for the
/// official time, `enrolment`, `registry` and `request`.
@NullMarked
package org.openyibao.server.identity;

import org.jspecify.annotations.NullMarked;

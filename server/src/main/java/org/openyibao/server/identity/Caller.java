package org.openyibao.server.identity;

/// Who is signed in and calls.
///
/// @param name  the user's name, under which what is done is kept as done by 经办人 or 复核人
/// @param scope whom or what the role is for: 人员编号 of an insured person, code of a cashier's institution, 统筹区 of a
///              clerk or reviewer (`510000` covers `510300`, `000000` all); empty for the others
public record Caller(String name, Role role, String scope) {}

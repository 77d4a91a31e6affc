/// The words the server speaks: one catalogue, in Chinese and in English.
///
/// Invariant: every key exists in both `messages.properties` (English) and `messages_zh.properties` (Chinese).
/// Any package may call it; it calls none. It owns no table.
@NullMarked
package org.openyibao.server.language;

import org.jspecify.annotations.NullMarked;

/// What is said to people: [Text] holds one sentence in Chinese and in English, [Wording] finds the nearest known word,
/// [Columns] sets text for a terminal.
@NullMarked
package org.openyibao.engine.text;

import org.jspecify.annotations.NullMarked;

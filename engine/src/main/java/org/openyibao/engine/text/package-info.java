/// What is said to people: [Text] holds one sentence in Chinese and in English, [Wording] finds the nearest known word.
@NullMarked
package org.openyibao.engine.text;

import org.jspecify.annotations.NullMarked;

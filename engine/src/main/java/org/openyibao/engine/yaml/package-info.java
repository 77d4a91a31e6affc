/// Reads YAML files into typed values; every complaint names the file, the line, the key, what was expected and what
/// came. The only package of the engine that knows a YAML library.
@NullMarked
package org.openyibao.engine.yaml;

import org.jspecify.annotations.NullMarked;

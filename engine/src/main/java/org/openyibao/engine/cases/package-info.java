/// Case files: decisions worked by hand, read strictly, run against the packs, compared key by key. The format is a
/// public contract.
///
/// [CaseFile] reads a file into [Case]s; a case of kind `visit` holds the claim that the engine decides; [CaseRun] runs
/// files and folders and reports. Called by the command line and by tests.
@NullMarked
package org.openyibao.engine.cases;

import org.jspecify.annotations.NullMarked;

/// Brings institutions, catalogues, the nation's lists, persons, opening balances and households in from CSV files;
/// institutions, catalogues and lists also from spreadsheets, from a folder or as a file that somebody sends. A file is
/// taken whole or not at all, but one of contributions row by row; every complaint names the file, the row and the
/// column. Of every file a line says who brought it in, when, and what came of it. Reads the keys of institutions, too.
///
/// Invariants: lines of imports are only added, and hold nothing of the files' rows.
///
/// Calls `registry`, `catalogue`, `enrolment`, `account`, `facility`, `family`, `identity`, `request`; called by `api`
/// and the command line. Tables: `import`.
@NullMarked
package org.openyibao.server.imports;

import org.jspecify.annotations.NullMarked;

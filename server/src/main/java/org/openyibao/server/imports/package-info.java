/// Brings institutions, catalogues, the nation's lists, persons, opening balances and households in from CSV files;
/// institutions, catalogues and lists also from spreadsheets, from a folder or as a file that somebody sends. A file is
/// taken whole or not at all, but one of contributions row by row; every complaint names the file, the row and the
/// column. Reads the keys of institutions, too.
///
/// Calls `registry`, `catalogue`, `enrolment`, `account`, `facility`, `family`, `identity`; called by `api` and the
/// command line. Tables: none.
@NullMarked
package org.openyibao.server.imports;

import org.jspecify.annotations.NullMarked;

/// Where the server's data lives: a PostgreSQL of its own, started and ended with the server, or one given by address.
///
/// Invariants:
/// - An embedded database flushes before it answers: `fsync`, `synchronous_commit` and `full_page_writes` are on, and
///   no file in the data folder can turn them off.
/// - It listens on 127.0.0.1 alone and asks for a password that only the data folder's owner can read.
/// - One server per data folder, held by a file lock; a database left over from a killed server is ended before
///   another is started on the same files.
/// - It never outlives the server, however the server ends.
/// - What names a person is sealed before it reaches a table, with keys that are not in the database ([DataKeys]); a
///   database is not touched with other keys than those it was sealed with.
///
/// Callers: the commands of `cli`. Business rooms get a `DataSource` and do not know which kind it is, the numbers
/// that they give their rows, and the keys that they seal with. Tables: `server_start`, `data_key`.
@NullMarked
package org.openyibao.server.database;

import org.jspecify.annotations.NullMarked;

/// Where the server's data lives: a PostgreSQL of its own, started and ended with the server, or one given by address.
///
/// Invariants:
/// - An embedded database flushes before it answers: `fsync`, `synchronous_commit` and `full_page_writes` are on, and
///   no file in the data folder can turn them off.
/// - It listens on 127.0.0.1 alone and asks for a password that only the data folder's owner can read.
/// - One server per data folder, held by a file lock; a database left over from a killed server is ended before
///   another is started on the same files.
/// - It never outlives the server, however the server ends.
///
/// Callers: the commands of `cli`. Business rooms get a `DataSource` and do not know which kind it is, and the numbers
/// that they give their rows. Tables: `server_start`.
@NullMarked
package org.openyibao.server.database;

import org.jspecify.annotations.NullMarked;

/// The server: one Spring Boot application, a package a business room.
///
/// This package holds the two ends only: [OpenYibao], where a command line comes in, and [Application], from where
/// Spring finds the rooms. Nothing calls it but `cli`. It owns no table.
@NullMarked
package org.openyibao.server;

import org.jspecify.annotations.NullMarked;

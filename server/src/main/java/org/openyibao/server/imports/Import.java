package org.openyibao.server.imports;

import java.time.Instant;

/// That somebody brought a file in, and what came of it.
///
/// @param id     moves on with every import
/// @param at     when the file was done with
/// @param by     a user, or the command
/// @param kind   what the file holds, or the number of a list of the nation
/// @param name   as it was sent, or the file's, without its folder
/// @param sha256 of its bytes, in hexadecimal; empty where it could not be read
/// @param size   bytes
/// @param taken  rows, those held already just as they are among them
/// @param wrong  how many things were wrong with it
public record Import(
        long id,
        Instant at,
        String by,
        String kind,
        String name,
        String sha256,
        long size,
        long taken,
        long wrong,
        Outcome outcome) {

    /// What came of it.
    public enum Outcome {
        TAKEN("taken"),

        /// Nothing of it was taken: something was wrong with it, or with a file beside it.
        REFUSED("refused"),

        /// The file or the database failed on the way. Of a file of single rows those before that are taken.
        BROKEN_OFF("broken-off");

        private final String code;

        Outcome(String code) {
            this.code = code;
        }

        @Override
        public String toString() {
            return code;
        }
    }
}

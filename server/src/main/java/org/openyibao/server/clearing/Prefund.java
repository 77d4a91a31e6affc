package org.openyibao.server.clearing;

import org.openyibao.engine.money.Fen;

/// What `home` paid `place` ahead (预付金): `deposited` less what was `returned`, of which nettings `used` some.
public record Prefund(String home, String place, Fen deposited, Fen returned, Fen used) {

    public Fen left() {
        return deposited.minus(returned).minus(used);
    }

    /// A movement of it.
    public enum Direction {
        DEPOSIT("deposit"),
        RETURN("return");

        private final String code;

        Direction(String code) {
            this.code = code;
        }

        @Override
        public String toString() {
            return code;
        }
    }
}

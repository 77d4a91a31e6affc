package org.openyibao.server.account;

/// How far a batch is, and whether anybody works on it.
public record BatchState(BatchReport report, Stage stage) {

    public enum Stage {
        RUNNING("running"),
        /// It broke off: begun again, it goes on where it is.
        STOPPED("stopped"),
        FINISHED("finished");

        private final String code;

        Stage(String code) {
            this.code = code;
        }

        /// The code in answers.
        @Override
        public String toString() {
            return code;
        }
    }

    static BatchState of(BatchReport report, boolean isHeld) {
        var atRest = report.finishedAt().isPresent() ? Stage.FINISHED : Stage.STOPPED;
        return new BatchState(report, isHeld ? Stage.RUNNING : atRest);
    }

    Batches.Key key() {
        return new Batches.Key(report.kind(), report.region(), report.period());
    }

    BatchState stopped() {
        return new BatchState(report, Stage.STOPPED);
    }
}

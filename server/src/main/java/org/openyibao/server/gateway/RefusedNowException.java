package org.openyibao.server.gateway;

/// A message is refused as things stand. The same message may have been carried out before, when they stood otherwise:
/// then its first answer holds.
final class RefusedNowException extends InvalidFieldException {

    private static final long serialVersionUID = 1L;

    RefusedNowException(String text) {
        super(text);
    }
}

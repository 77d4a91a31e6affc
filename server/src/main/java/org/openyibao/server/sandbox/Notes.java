package org.openyibao.server.sandbox;

import java.util.List;

/// Whoever knows the tables of the interface says what is to be noted of a message.
public interface Notes {

    List<Note> of(Call call);
}

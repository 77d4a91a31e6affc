/// REST for pages and partners, under `/api`.
///
/// Turns calls into requests of business rooms and their answers into JSON or text; called by no room. Tables: none.
///
/// A controller takes a record as its body ([Inputs] says how strictly it is read) and answers with a record. One that
/// changes something takes a [Call] and returns a [Changed]. Whatever ends a call early comes out as a [Problem]: what
/// a room refuses, as a [RefusedException]. All of it is described at `/api/openapi.json`; a test holds every address,
/// every example and every answer to that.
@NullMarked
package org.openyibao.server.api;

import org.jspecify.annotations.NullMarked;

/// Requests that change something: each is one transaction and takes effect once, however often it is sent.
///
/// A room's door does its work through [Requests], which gives it the transaction, tries again what lost a race, and
/// keeps the request's key, its content and its answer in the same commit as the effect. Refusals are not kept.
/// Tables: `request`. Called by every room that changes something outside the committer; calls no other room.
@NullMarked
package org.openyibao.server.request;

import org.jspecify.annotations.NullMarked;

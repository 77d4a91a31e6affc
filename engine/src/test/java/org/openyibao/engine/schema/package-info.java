/// The JSON Schemas of packs and case files, for editors: `policies/pack.schema.json` and `policies/case.schema.json`.
///
/// Their structure is what the readers say of themselves when they are given something wrong: "known are: ...",
/// "expected ..., got ...", "key ... is missing". So a schema cannot claim what the reader does not do, and a key
/// that a reader learns is missed here. Descriptions, and constraints among keys, are written in the files by hand
/// and kept.
package org.openyibao.engine.schema;

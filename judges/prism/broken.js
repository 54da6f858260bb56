// Documents that are broken on purpose, so that the judge shows that it can find something.
"use strict";

const { Description } = require("./description.js");

// Copies of a document that the calls do not fit, each with the kinds of faults that must be found.
function broken(document) {
  const [path, item] = Object.entries(document.paths).find(([, item]) => item.post?.requestBody);
  const [mediaType, { schema }] = Object.entries(item.post.requestBody.content)[0];
  const field = Object.keys(new Description(document).properties(schema))[0];
  const changed = (change) => {
    const copy = structuredClone(document);
    const { post } = copy.paths[path];
    const body = new Description(copy).resolved(post.requestBody.content[mediaType].schema);
    change(post, body, copy.paths);
    return copy;
  };
  const required = { name: "X-Never-Sent", in: "header", required: true, schema: { type: "string" } };
  const answer = { description: "Another.", content: { "application/json": { schema: { const: true } } } };
  return [
    [["refused"], "a header is required", changed((post) => (post.parameters = [required]))],
    [["refused"], "a field is of another type", changed((_, body) => (body.properties[field] = { type: "array" }))],
    [["undeclared"], "a field is missing", changed((_, body) => delete body.properties[field])],
    [["misdirected", "refused", "uncalled"], "an endpoint is missing", changed((_post, _body, paths) => delete paths[path])],
    [["unreadable"], "an answer is of another type", changed((post) => (post.responses = { 200: answer }))],
  ];
}

module.exports = { broken };

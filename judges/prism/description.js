// An OpenAPI document as a judge of requests sees it: the endpoint that a request is for, and what in it the document
// does not declare. Prism passes over both: it answers for whatever path fits, ignores fields that it does not know, and
// takes JSON inside a form for any text.
"use strict";

const METHODS = ["get", "head", "post", "put", "patch", "delete", "options"];
const FORM = "application/x-www-form-urlencoded";

class Description {
  // `schemas` reads JSON by a schema of the document; see `schemas` below.
  constructor(document, schemas) {
    this.document = document;
    this.schemas = schemas;
    this.operations = Object.entries(document.paths).flatMap(([path, item]) =>
      METHODS.filter((method) => item[method]).map((method) => ({
        key: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        template: path.split("/"),
        parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])],
        content: this.resolved(item[method].requestBody)?.content ?? {},
        pointer: ["paths", path, method],
      })),
    );
  }

  // The path below which the paths of the document lie: that of its server.
  basePath() {
    const url = this.document.servers?.[0]?.url ?? "";
    return new URL(url.replace(/[{}]/g, ""), "http://localhost").pathname.replace(/\/$/, "");
  }

  // The operation that a request is for: of several that fit, the one with the most segments that are no placeholders.
  operationOf(request) {
    const segments = request.path.split("/");
    const placeholders = (operation) => operation.template.filter((part) => part.includes("{")).length;
    const fits = ({ method, template }) =>
      method === request.method &&
      template.length === segments.length &&
      template.every((part, index) => (part.includes("{") ? segments[index] : part === segments[index]));
    return this.operations.filter(fits).sort((one, other) => placeholders(one) - placeholders(other))[0];
  }

  // What a request holds that its operation does not declare, or declares otherwise, each in a sentence.
  undeclared(operation, request) {
    const parameters = operation.parameters.map((parameter) => this.resolved(parameter));
    const declared = (place) => parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
    const query = [...new URLSearchParams(request.query).keys()];
    const unknown = (place, names, known) =>
      names.filter((name) => !known.includes(name)).map((name) => `${place} \`${name}\` is not declared`);
    return [
      ...unknown("query parameter", query, declared("query")),
      ...this.undeclaredInBody(operation, request, unknown),
    ];
  }

  undeclaredInBody(operation, request, unknown) {
    const [mediaType, media] =
      Object.entries(operation.content).find(([type]) => type === request.mediaType) ?? [];
    if (!media) {
      return request.body.length > 0 ? [`a body of \`${request.mediaType}\` is not declared`] : [];
    }
    const properties = this.properties(media.schema);
    if (!properties) return [];
    if (mediaType === FORM) {
      const fields = [...new URLSearchParams(request.body.toString())];
      const names = fields.map(([name]) => name);
      const pointer = [...operation.pointer, "requestBody", "content", mediaType, "schema", "properties"];
      const mistaken = fields.flatMap(([name, text]) =>
        properties[name]?.contentSchema ? this.schemas.faults([...pointer, name, "contentSchema"], text) : [],
      );
      return [...unknown("form field", names, Object.keys(properties)), ...mistaken];
    }
    if (mediaType === "application/json" && request.body.length > 0) {
      return unknown("field", Object.keys(JSON.parse(request.body)), Object.keys(properties));
    }
    return [];
  }

  // The properties that a schema names, by way of references and `allOf`; none for one that names none.
  properties(schema) {
    const own = this.resolved(schema) ?? {};
    const parts = [own.properties, ...(own.allOf ?? []).map((part) => this.properties(part))].filter(Boolean);
    return parts.length > 0 ? Object.assign({}, ...parts) : undefined;
  }

  resolved(value) {
    if (!value?.$ref) return value;
    const steps = value.$ref.replace(/^#\//, "").split("/");
    return steps.reduce((at, step) => at[step.replace(/~1/g, "/").replace(/~0/g, "~")], this.document);
  }
}

// Reads JSON by the schemas of an OpenAPI 3.1 document, which are those of JSON Schema. Earlier versions have no word
// for JSON inside a text.
function schemas(document, Ajv, addFormats) {
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true, logger: false }));
  ajv.addSchema(document, "document", false, false);
  const escaped = (step) => encodeURIComponent(step.replace(/~/g, "~0").replace(/\//g, "~1"));
  return {
    faults(pointer, text) {
      const place = pointer.at(-2);
      let value;
      try {
        value = JSON.parse(text);
      } catch (error) {
        return [`form field \`${place}\` is no JSON: ${error.message}`];
      }
      const reference = `document#/${pointer.map(escaped).join("/")}`;
      const validate = ajv.getSchema(reference) ?? ajv.compile({ $ref: reference });
      if (validate(value)) return [];
      return validate.errors.map((error) => `form field \`${place}\`: ${error.instancePath} ${error.message}`);
    },
  };
}

module.exports = { Description, schemas };

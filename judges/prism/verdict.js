// What does not fit among the calls of the clients, the requests that came of them, and the endpoints that there are.
"use strict";

// What Prism fails at by itself after it has taken a request for valid, with the reason. Each is counted, and one that
// never happens any more is reported.
const TOLERATED = [
  {
    what: /^500: .*Cannot find serializer for/s,
    because: "Prism answers with bytes only where a schema calls them a text, as OpenAPI 3.0 does and 3.1 does not",
  },
  {
    what: /^500: (Too many violations! )?\[(?!.*"location":\["request")/s,
    because: "Prism refuses the answer that it made up: it cuts types off that hold themselves, and heeds neither formats nor the form of keys",
  },
  {
    what: /^500: .*errors#SCHEMA_TOO_COMPLEX/s,
    because: "the type of the answer is larger than what Prism makes up",
  },
  {
    what: /^POST .*expected key to be a number in quotes/s,
    because: "OpenAPI 3.0 cannot say that keys are numbers: Prism makes up others",
  },
];

// The faults, each with its kind, the call or endpoint, and the reason; the faults of Prism's own by their reasons; and
// the endpoints that gave an answer to read.
function verdict(calls, requests, endpoints, description) {
  const faults = [];
  const reached = new Set();
  const answered = new Set();
  const tolerated = new Map(TOLERATED.map(({ because }) => [because, 0]));
  const fault = (kind, where, why) => {
    const known = TOLERATED.find(({ what }) => what.test(why));
    if (known) tolerated.set(known.because, tolerated.get(known.because) + 1);
    else faults.push({ kind, where, why });
  };
  const byName = new Map(calls.map((call) => [call.call, call]));
  for (const request of requests) {
    const operation = description.operationOf(request);
    if (!operation || operation.key !== byName.get(request.call)?.endpoint) {
      fault("misdirected", request.call, `${request.method} ${request.path} is ${operation?.key ?? "no endpoint"}`);
    } else {
      reached.add(operation.key);
      for (const why of description.undeclared(operation, request)) fault("undeclared", request.call, why);
    }
    if (request.violations || request.status >= 400) {
      fault("refused", request.call, `${request.status}: ${request.violations ?? request.answer}`);
    }
  }
  for (const { call, endpoint, outcome, detail } of calls) {
    const sent = requests.filter((request) => request.call === call).length;
    if (sent !== 1) fault("unsent", call, `${sent} requests came of it: ${detail}`);
    else if (outcome === "answered") answered.add(endpoint);
    // The witness knows of what was refused already, and better.
    else if (outcome !== "refused") fault(outcome, call, detail);
  }
  for (const endpoint of endpoints.filter((endpoint) => !reached.has(endpoint))) {
    fault("uncalled", endpoint, "no request came for it");
  }
  return { faults, tolerated, answered };
}

module.exports = { verdict };

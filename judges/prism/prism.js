// Prism as a mock server in a process of its own, and a witness before it: a proxy that keeps each request as it came and
// what Prism made of it. Calls are known by their name in `User-Agent`.
"use strict";

const { spawn } = require("node:child_process");
const http = require("node:http");

const LOOPBACK = "127.0.0.1";
const LISTENING = /Prism is listening on http:\/\/[^:]+:(\d+)/;
// Reading the largest of the documents takes Prism some seconds.
const PATIENCE = 120_000;

// Starts Prism for the document in this file; gives its port and what ends it.
async function startPrism(prism, file) {
  const options = ["mock", "--errors", "--host", LOOPBACK, "--port", "0", file];
  const child = spawn(process.execPath, [prism, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((done) => child.once("exit", done));
  const kill = () => child.kill();
  process.once("exit", kill);
  const stop = () => {
    process.off("exit", kill);
    kill();
    return ended;
  };
  let told = "";
  const port = new Promise((resolve) => {
    const listen = (chunk) => {
      // It goes on to tell of every request.
      if (!LISTENING.test(told)) told += chunk;
      if (LISTENING.test(told)) resolve(Number(LISTENING.exec(told)[1]));
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
  });
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE)));
  const started = await Promise.race([port, ended.then(() => undefined), late]);
  clearTimeout(timer);
  if (started !== undefined) return { port: started, stop };
  await stop();
  throw new Error(`Prism did not start:\n${told}`);
}

// Starts the witness before a server on this port. Paths lie below `basePath` for those who ask.
async function startWitness(port, basePath) {
  const seen = [];
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer(async (request, response) => {
    const body = await collected(request);
    const { pathname, search } = new URL(request.url, `http://${LOOPBACK}`);
    const record = {
      call: request.headers["user-agent"],
      method: request.method,
      path: pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname,
      query: search,
      mediaType: (request.headers["content-type"] ?? "").split(";")[0].trim().toLowerCase(),
      body,
    };
    seen.push(record);
    const { method, headers } = request;
    const path = record.path + search;
    const { status, headers: told, answer } = await asked({ host: LOOPBACK, port, agent, method, path, headers }, body);
    record.status = status;
    record.violations = told["sl-violations"];
    record.answer = answer.toString();
    response.writeHead(status, told).end(answer);
  });
  await new Promise((listening, failed) => server.once("error", failed).listen(0, LOOPBACK, listening));
  const stop = () => {
    agent.destroy();
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { address: `http://${LOOPBACK}:${server.address().port}${basePath}`, seen, stop };
}

// What a server answers. One that breaks off has a status that it would never give.
function asked(options, body) {
  return new Promise((resolve) => {
    const failed = ({ message }) => resolve({ status: 599, headers: {}, answer: Buffer.from(message) });
    const receive = async (answer) =>
      resolve({ status: answer.statusCode, headers: answer.headers, answer: await collected(answer) });
    http
      .request(options, (answer) => receive(answer).catch(failed))
      .on("error", failed)
      .end(body);
  });
}

async function collected(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

module.exports = { startPrism, startWitness };

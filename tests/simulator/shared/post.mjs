import http from 'node:http';
import https from 'node:https';

const keptBodyBytes = 256 * 1024;

/**
 * @typedef {object} Answer
 * @property {number} status   0 = there was no answer
 * @property {string} body     its first 256 KB
 * @property {http.IncomingHttpHeaders} headers
 * @property {string} reason   the status text, or why there was no answer
 */

/**
 * An agent for one address; destroy it when done.
 * @param {string} url
 * @param {number} maxConnections
 */
export function agentFor(url, maxConnections) {
  const options = { keepAlive: true, maxSockets: maxConnections };
  return url.startsWith('https:') ? new https.Agent(options) : new http.Agent(options);
}

/**
 * Sends one request as a platform does: no redirects followed, never throws.
 * @param {string} url
 * @param {object} request
 * @param {string} [request.method]
 * @param {Record<string, string | number>} [request.headers]
 * @param {string | Buffer} [request.body]
 * @param {number} request.timeoutMs
 * @param {http.Agent} [request.agent]
 * @returns {Promise<Answer>}
 */
export function send(url, { method = 'POST', headers = {}, body = '', timeoutMs, agent }) {
  return new Promise((resolve) => {
    const failed = (reason) => resolve({ status: 0, body: '', headers: {}, reason });
    if (!URL.canParse(url)) return failed('Bad URL');
    const call = url.startsWith('https:') ? https.request : http.request;
    const length = body.length ? { 'content-length': Buffer.byteLength(body) } : {};
    const options = { method, agent, headers: { ...headers, ...length }, timeout: timeoutMs };
    const request = call(url, options, (response) => {
      const chunks = [];
      let kept = 0;
      response.on('data', (chunk) => {
        if (kept < keptBodyBytes) chunks.push(chunk);
        kept += chunk.length;
      });
      response.on('end', () => {
        const { statusCode: status, statusMessage: reason } = response;
        resolve({ status, body: String(Buffer.concat(chunks)), headers: response.headers, reason });
      });
      response.on('error', (error) => failed(error.message));
    });
    request.on('timeout', () => request.destroy(new Error('Read timeout expired')));
    request.on('error', (error) => {
      failed(error.code === 'ECONNREFUSED' ? 'Connection refused' : error.message);
    });
    request.end(body);
  });
}

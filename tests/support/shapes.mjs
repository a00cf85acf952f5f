import { readFile } from 'node:fs/promises';

/** The API's own description, and whether answers are what it says. */
export class Shapes {
  /** Names of operations whose answer was looked at. @type {Set<string>} */
  seen = new Set();
  /** What was not as described. @type {string[]} */
  wrong = [];
  #operations = [];

  static async open() {
    const file = new URL('../../web/openapi.json', import.meta.url);
    return new Shapes(JSON.parse(await readFile(file, 'utf8')));
  }

  /** @param {any} document */
  constructor(document) {
    this.schemas = document.components.schemas;
    for (const [path, methods] of Object.entries(document.paths)) {
      const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[0-9]+')}$`);
      for (const [method, entry] of Object.entries(methods)) {
        const [status] = Object.keys(entry.responses).filter((one) => one !== 'default');
        const { schema } = entry.responses[status].content['application/json'];
        const name = entry.operationId;
        this.#operations.push({ name, pattern, method: method.toUpperCase(), status, schema });
      }
    }
  }

  get operations() {
    return this.#operations.map(({ name }) => name);
  }

  /** Looks at everything that this session is answered from now on. */
  watch(session) {
    const ask = session.ask.bind(session);
    session.ask = async (method, path, ...rest) => {
      const answer = await ask(method, path, ...rest);
      this.look(method, path, answer);
      return answer;
    };
    return session;
  }

  look(method, path, { status, body }) {
    const [bare] = path.split('?');
    const found = this.#operations.find((one) => one.method === method && one.pattern.test(bare));
    if (!found) return;
    const good = status < 400;
    if (good) this.seen.add(found.name);
    if (good && String(status) !== found.status) this.wrong.push(`${found.name}: ${status}`);
    this.check(good ? found.schema : { $ref: '#/components/schemas/problem' }, body, found.name);
  }

  /** Adds to `wrong` what of a value is not as its schema says. */
  check(schema, value, where) {
    const problems = this.#problems(schema, value, where);
    this.wrong.push(...problems);
  }

  #problems(schema, value, where) {
    if (schema.$ref) {
      const name = schema.$ref.split('/').pop();
      return this.#problems(this.schemas[name], value, `${where} (${name})`);
    }
    if (schema.anyOf) {
      const all = schema.anyOf.map((one) => this.#problems(one, value, where));
      return all.find((one) => one.length === 0) ?? all[0];
    }
    const wrong = [];
    if (schema.type && ![schema.type].flat().some((type) => isOf(type, value)))
      wrong.push(`${where}: ${JSON.stringify(value)} is no ${schema.type}`);
    if (schema.enum && !schema.enum.includes(value)) wrong.push(`${where}: ${value} is no choice`);
    if (schema.pattern && typeof value === 'string' && !new RegExp(schema.pattern).test(value))
      wrong.push(`${where}: ${value} does not match`);
    if (Array.isArray(value) && schema.items)
      for (const one of value) wrong.push(...this.#problems(schema.items, one, `${where}[]`));
    if (isOf('object', value)) wrong.push(...this.#fields(schema, value, where));
    return wrong;
  }

  #fields(schema, value, where) {
    const { properties, additionalProperties, required = [] } = schema;
    const missing = required.filter((name) => !(name in value));
    const wrong = missing.map((name) => `${where}: ${name} is missing`);
    for (const [name, one] of Object.entries(value)) {
      const of = properties?.[name] ?? additionalProperties;
      if (of) wrong.push(...this.#problems(of, one, `${where}.${name}`));
      else if (properties) wrong.push(`${where}: nobody described ${name}`);
    }
    return wrong;
  }
}

function isOf(type, value) {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object')
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

import { VkError } from './errors.mjs';

/**
 * A reader of the part of VKScript that programs send to `execute`: `var`, `return`, literals,
 * lists, objects, `+`, members, `Args` and calls of `API.section.method({...})`.
 */

const tokenForm =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<word>[A-Za-z_$][\w$]*)|(?<number>\d+(?:\.\d+)?)|(?<string>"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*')|(?<mark>[-+[\]{}(),:;.=@])/y;
const escapes = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', 0: '\0' };
const constants = { true: true, false: false, null: null };

const refuse = (what) => new VkError(12, what);

/** @param {string} literal  with its quotes */
function unquote(literal) {
  return literal
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, code, letter) =>
      code ? String.fromCharCode(Number.parseInt(code, 16)) : (escapes[letter] ?? letter),
    );
}

/** @param {string} code */
function tokenize(code) {
  const tokens = [];
  tokenForm.lastIndex = 0;
  while (tokenForm.lastIndex < code.length) {
    const at = tokenForm.lastIndex;
    const match = tokenForm.exec(code);
    if (!match) throw refuse(`unexpected symbol at position ${at}`);
    const { word, number, string, mark } = match.groups;
    if (word) tokens.push({ kind: 'word', value: word });
    else if (number) tokens.push({ kind: 'value', value: Number(number) });
    else if (string) tokens.push({ kind: 'value', value: unquote(string) });
    else if (mark) tokens.push({ kind: 'mark', value: mark });
  }
  return tokens;
}

/**
 * Turns a program into a list of statements; an expression is a tree of {type, …}.
 */
class Parser {
  #at = 0;

  /** @param {string} code */
  constructor(code) {
    this.tokens = tokenize(code);
  }

  program() {
    const statements = [];
    while (this.#at < this.tokens.length) {
      if (this.#takeMark(';')) continue;
      if (this.#takeWord('return')) {
        statements.push({ type: 'return', value: this.#expression() });
      } else if (this.#takeWord('var')) {
        do statements.push(this.#declaration());
        while (this.#takeMark(','));
      } else {
        statements.push({ type: 'run', value: this.#expression() });
      }
      if (this.#at < this.tokens.length) this.#need(';');
    }
    return statements;
  }

  #declaration() {
    const name = this.#name();
    this.#need('=');
    return { type: 'set', name, value: this.#expression() };
  }

  #expression() {
    let left = this.#member();
    while (this.#takeMark('+')) left = { type: 'add', left, right: this.#member() };
    return left;
  }

  #member() {
    let of = this.#primary();
    for (;;) {
      if (this.#takeMark('.')) of = { type: 'member', of, name: this.#name() };
      else if (this.#takeMark('@')) {
        this.#need('.');
        of = { type: 'column', of, name: this.#name() };
      } else if (this.#takeMark('[')) {
        of = { type: 'index', of, index: this.#expression() };
        this.#need(']');
      } else return of;
    }
  }

  #primary() {
    const token = this.tokens[this.#at++];
    if (!token) throw refuse('unexpected end');
    if (token.kind === 'value') return { type: 'literal', value: token.value };
    if (token.kind === 'word') return this.#word(token.value);
    if (token.value === '-') return { type: 'negative', of: this.#primary() };
    if (token.value === '[')
      return { type: 'list', items: this.#until(']', () => this.#expression()) };
    if (token.value === '{')
      return { type: 'object', fields: this.#until('}', () => this.#field()) };
    if (token.value === '(') {
      const inside = this.#expression();
      this.#need(')');
      return inside;
    }
    throw refuse(`unexpected ${token.value}`);
  }

  #word(word) {
    if (Object.hasOwn(constants, word)) return { type: 'literal', value: constants[word] };
    if (word !== 'API') return { type: 'variable', name: word };
    const path = [];
    while (this.#takeMark('.')) path.push(this.#name());
    this.#need('(');
    const params = this.#until(')', () => this.#expression());
    if (params.length > 1) throw refuse('a method takes one object');
    return { type: 'call', method: path.join('.'), params: params[0] ?? null };
  }

  #field() {
    const token = this.tokens[this.#at++];
    if (token?.kind !== 'word' && token?.kind !== 'value') throw refuse('a field has a name');
    this.#need(':');
    return { name: String(token.value), value: this.#expression() };
  }

  #until(end, readOne) {
    const items = [];
    while (!this.#takeMark(end)) {
      items.push(readOne());
      if (this.#takeMark(',')) continue;
      this.#need(end);
      break;
    }
    return items;
  }

  #name() {
    const token = this.tokens[this.#at++];
    if (token?.kind !== 'word') throw refuse('a name is expected');
    return token.value;
  }

  #takeMark(mark) {
    const token = this.tokens[this.#at];
    if (token?.kind !== 'mark' || token.value !== mark) return false;
    this.#at += 1;
    return true;
  }

  #takeWord(word) {
    const token = this.tokens[this.#at];
    if (token?.kind !== 'word' || token.value !== word) return false;
    this.#at += 1;
    return true;
  }

  #need(mark) {
    if (!this.#takeMark(mark)) throw refuse(`${mark} is expected`);
  }
}

/** @param {any} holder @param {string | number} name */
function fieldOf(holder, name) {
  if (holder === null || typeof holder !== 'object') return null;
  return Object.hasOwn(holder, name) ? holder[name] : null;
}

/** Runs one program. */
class Run {
  #variables = new Map();

  /**
   * @param {Record<string, any>} args
   * @param {(method: string, params: Record<string, any>) => Promise<any>} call
   */
  constructor(args, call) {
    this.#variables.set('Args', args);
    this.call = call;
  }

  async program(statements) {
    for (const { type, name, value } of statements) {
      const result = await this.#value(value);
      if (type === 'return') return result;
      if (type === 'set') this.#variables.set(name, result);
    }
    return null;
  }

  async #value(node) {
    switch (node.type) {
      case 'literal':
        return node.value;
      case 'variable':
        if (!this.#variables.has(node.name)) throw refuse(`${node.name} is not defined`);
        return this.#variables.get(node.name);
      case 'list':
        return this.#list(node.items);
      case 'object':
        return this.#object(node.fields);
      case 'add':
        return (await this.#value(node.left)) + (await this.#value(node.right));
      case 'negative':
        return -(await this.#value(node.of));
      case 'member':
        return fieldOf(await this.#value(node.of), node.name);
      case 'index':
        return fieldOf(await this.#value(node.of), await this.#value(node.index));
      case 'column': {
        const rows = await this.#value(node.of);
        return Array.isArray(rows) ? rows.map((row) => fieldOf(row, node.name)) : null;
      }
      default:
        return this.call(node.method, node.params ? await this.#value(node.params) : {});
    }
  }

  async #list(items) {
    const values = [];
    for (const item of items) values.push(await this.#value(item));
    return values;
  }

  async #object(fields) {
    const object = {};
    for (const { name, value } of fields) object[name] = await this.#value(value);
    return object;
  }
}

/**
 * @param {string} code
 * @param {Record<string, any>} args  what the program sees as `Args`
 * @param {(method: string, params: Record<string, any>) => Promise<any>} call  one method
 */
export async function runScript(code, args, call) {
  return new Run(args, call).program(new Parser(code).program());
}

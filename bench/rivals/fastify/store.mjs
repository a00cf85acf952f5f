import pg from 'pg';

/** Named statements are prepared once per connection. */
const sql = {
  claim: {
    name: 'claim',
    text: `INSERT INTO inbound (project_id, channel_id, event_key, kind, chat_id, message_id, received_at, raw)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
  },
  findClient: {
    name: 'find_client',
    text: `SELECT c.id, h.dialog_id FROM clients c JOIN chats h USING (project_id, id)
           WHERE c.project_id = $1 AND c.channel_id = $2 AND c.external_id = $3`,
  },
  addClient: {
    name: 'add_client',
    text: `INSERT INTO clients (project_id, id, channel_id, external_id, first_name, last_name,
                                username, language, subscribed, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, true, $9) ON CONFLICT DO NOTHING`,
  },
  addChat: {
    name: 'add_chat',
    text: `INSERT INTO chats (project_id, id, channel_id, state, dialog_id, dialogs, unread, waiting_since,
                              unclaimed, activity, last_message, last_kind, last_content, last_status,
                              last_text, last_at, version, created_at)
           VALUES ($1, $2, $3, 0, $4, 1, 0, $5, false, 0, 0, 0, 0, 0, '', $5, 0, $5)`,
  },
  openDialog: {
    name: 'open_dialog',
    text: 'INSERT INTO dialogs (project_id, chat_id, id, opened_at) VALUES ($1, $2, $3, $4)',
  },
  addTimer: {
    name: 'add_timer',
    text: `INSERT INTO timers (project_id, chat_id, kind, generation, due_at)
           VALUES ($1, $2, 0, 1, $3::timestamptz + interval '15 minutes')`,
  },
  countChat: {
    name: 'count_chat',
    text: `INSERT INTO tab_counters (project_id, state, member_id, chats) VALUES ($1, 0, 0, 1)
           ON CONFLICT (project_id, state, member_id, department_id)
           DO UPDATE SET chats = tab_counters.chats + 1`,
  },
  addMessage: {
    name: 'add_message',
    text: `INSERT INTO messages (project_id, chat_id, id, dialog_id, kind, content, status, action,
                                 text, external_id, client_key, error_code, error_text, created_at)
           VALUES ($1, $2, $3, $4, 0, 0, 0, 0, $5, $6, '', '', '', $7)`,
  },
  touchChat: {
    name: 'touch_chat',
    text: `UPDATE chats SET unread = unread + 1, waiting_since = coalesce(waiting_since, $5), activity = $3,
                            last_message = $3, last_kind = 0, last_content = 0, last_status = 0,
                            last_text = $4, last_at = $5, version = version + 1
           WHERE project_id = $1 AND id = $2`,
  },
};

const previewBytes = 200;

/** The first bytes of a text, cut at a code point. */
function preview(text) {
  if (text.length * 3 <= previewBytes) return text;
  const bytes = Buffer.from(text);
  if (bytes.length <= previewBytes) return text;
  let end = previewBytes;
  while ((bytes[end] & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}

/** The rows of a webhook, in one transaction each. */
export class Store {
  constructor(database, connections, newId) {
    this.pool = new pg.Pool({ ...database, max: connections, idleTimeoutMillis: 0 });
    this.newId = newId;
  }

  /** Channels by the key in their webhook's address. */
  async channels() {
    const { rows } = await this.pool.query(
      'SELECT project_id, id, hook_key, secret FROM channels WHERE platform = 0 AND state = 0',
    );
    return new Map(rows.map((row) => [row.hook_key, row]));
  }

  /** Stores a client's text; a repeated update changes nothing. Resolves when it is durable. */
  storeText(channel, update) {
    return this.#transaction(async (db) => {
      const { message } = update;
      const at = new Date();
      const id = this.newId();
      const chat = await this.#chatOf(db, channel, message.from, at);
      const claimed = await this.#run(db, sql.claim, [
        channel.project_id,
        channel.id,
        String(update.update_id),
        0,
        chat.id,
        id,
        at,
        null,
      ]);
      if (claimed.rowCount === 0) return false;
      await this.#run(db, sql.addMessage, [
        channel.project_id,
        chat.id,
        id,
        chat.dialog_id,
        message.text,
        String(message.message_id),
        at,
      ]);
      await this.#run(db, sql.touchChat, [
        channel.project_id,
        chat.id,
        id,
        preview(message.text),
        at,
      ]);
      return true;
    });
  }

  /** Keeps an update that is not understood, with its bytes. */
  keep(channel, update) {
    return this.#run(this.pool, sql.claim, [
      channel.project_id,
      channel.id,
      String(update.update_id),
      1,
      null,
      null,
      new Date(),
      Buffer.from(JSON.stringify(update)),
    ]);
  }

  async #chatOf(db, channel, from, at) {
    const key = [channel.project_id, channel.id, String(from.id)];
    const found = await this.#run(db, sql.findClient, key);
    if (found.rowCount) return found.rows[0];
    const chat = { id: this.newId(), dialog_id: this.newId() };
    const added = await this.#run(db, sql.addClient, [
      channel.project_id,
      chat.id,
      channel.id,
      String(from.id),
      from.first_name,
      from.last_name ?? '',
      from.username ?? '',
      from.language_code ?? '',
      at,
    ]);
    // Another connection has just added the same client, and has committed by now.
    if (added.rowCount === 0) return (await this.#run(db, sql.findClient, key)).rows[0];
    await this.#run(db, sql.addChat, [channel.project_id, chat.id, channel.id, chat.dialog_id, at]);
    await this.#run(db, sql.openDialog, [channel.project_id, chat.id, chat.dialog_id, at]);
    await this.#run(db, sql.addTimer, [channel.project_id, chat.id, at]);
    await this.#run(db, sql.countChat, [channel.project_id]);
    return chat;
  }

  #run(db, statement, values) {
    return db.query({ ...statement, values });
  }

  /** Commits if `work` resolves to true, rolls back otherwise. */
  async #transaction(work) {
    const db = await this.pool.connect();
    try {
      await db.query('BEGIN');
      await db.query((await work(db)) ? 'COMMIT' : 'ROLLBACK');
      db.release();
    } catch (failed) {
      // A connection in an unknown state does not go back to the pool.
      db.release(failed);
      throw failed;
    }
  }
}

import pg from 'pg';

/** Named statements are prepared once per connection. */
const sql = {
  channels: {
    name: 'channels',
    text: 'SELECT project_id, id, token FROM channels WHERE platform = 0 AND state = 0 ORDER BY id',
  },
  page: {
    name: 'page',
    text: `SELECT o.project_id, o.channel_id, o.message_id, o.chat_id, k.external_id AS client, m.text
           FROM outbox o
           JOIN messages m ON m.project_id = o.project_id AND m.chat_id = o.chat_id AND m.id = o.message_id
           JOIN clients k ON k.project_id = o.project_id AND k.id = o.chat_id
           WHERE o.project_id = $1 AND o.channel_id = $2 AND o.author = 0 AND o.message_id > $3
                 AND o.state = 0
           ORDER BY o.message_id LIMIT $4`,
  },
  mark: {
    name: 'mark',
    text: 'UPDATE outbox SET state = 1 WHERE project_id = $1 AND channel_id = $2 AND message_id = $3',
  },
  settle: {
    name: 'settle',
    text: `UPDATE messages SET status = $4, external_id = $5, error_code = $6, error_text = $7
           WHERE project_id = $1 AND chat_id = $2 AND id = $3`,
  },
  drop: {
    name: 'drop',
    text: 'DELETE FROM outbox WHERE project_id = $1 AND channel_id = $2 AND message_id = $3',
  },
  touchChat: {
    name: 'touch_chat',
    text: `UPDATE chats SET last_status = $4, version = version + 1
           WHERE project_id = $1 AND id = $2 AND last_message = $3`,
  },
};

const sentStatus = 3;
const failedStatus = 6;

/** The queue's rows. */
export class Outbox {
  constructor(connections) {
    this.pool = new pg.Pool({ max: connections, idleTimeoutMillis: 0 });
  }

  async channels() {
    return (await this.#run(this.pool, sql.channels, [])).rows;
  }

  /** The next messages of a channel, in their order. */
  async page(channel, after, limit) {
    const key = [channel.project_id, channel.id, after, limit];
    return (await this.#run(this.pool, sql.page, key)).rows;
  }

  /** Durable before the platform is called. */
  markSending(row) {
    return this.#run(this.pool, sql.mark, [row.project_id, row.channel_id, row.message_id]);
  }

  sent(row, externalId) {
    return this.#settle(row, sentStatus, externalId, '', '');
  }

  failed(row, code, reason) {
    return this.#settle(row, failedStatus, '', code, reason);
  }

  async #settle(row, status, externalId, code, reason) {
    const { project_id: project, channel_id: channel, chat_id: chat, message_id: message } = row;
    const db = await this.pool.connect();
    try {
      await db.query('BEGIN');
      await this.#run(db, sql.settle, [project, chat, message, status, externalId, code, reason]);
      await this.#run(db, sql.drop, [project, channel, message]);
      await this.#run(db, sql.touchChat, [project, chat, message, status]);
      await db.query('COMMIT');
      db.release();
    } catch (broken) {
      // A connection in an unknown state does not go back to the pool.
      db.release(broken);
      throw broken;
    }
  }

  #run(db, statement, values) {
    return db.query({ ...statement, values });
  }
}

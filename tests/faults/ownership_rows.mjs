import assert from 'node:assert/strict';

/** Each gives no rows where the tables keep the contract. @type {Record<string, string>} */
const rules = {
  'an active chat has exactly one responsible, others have none': `
    SELECT c.id, c.state, count(p.*) FROM chats c
    LEFT JOIN participants p ON p.project_id = c.project_id AND p.chat_id = c.id AND p.role = 0
    GROUP BY 1, 2 HAVING count(p.*) <> CASE c.state WHEN 1 THEN 1 ELSE 0 END`,
  'the responsible of an active chat is the participant who is it': `
    SELECT c.id FROM chats c JOIN participants p
      ON p.project_id = c.project_id AND p.chat_id = c.id AND p.role = 0
    WHERE p.member_id IS DISTINCT FROM c.responsible`,
  'only active chats have participants and offers': `
    SELECT c.id FROM chats c WHERE c.state <> 1 AND (c.offered_to IS NOT NULL OR EXISTS (
      SELECT FROM participants p WHERE p.project_id = c.project_id AND p.chat_id = c.id))`,
  'an offer has its row, its time and its timer, and no timer is left without one': `
    SELECT c.id FROM chats c
    LEFT JOIN timers t ON t.project_id = c.project_id AND t.chat_id = c.id AND t.kind = 1
    WHERE (c.offered_to IS NULL) <> (t.chat_id IS NULL)
       OR (c.offered_to IS NULL) <> (c.offered_at IS NULL)
       OR c.offered_to IS NOT NULL AND NOT EXISTS (SELECT FROM participants p
            WHERE p.project_id = c.project_id AND p.chat_id = c.id AND p.member_id = c.offered_to)`,
  'a row of who was offered a chat belongs to an offer': `
    SELECT p.chat_id FROM participants p JOIN chats c ON c.project_id = p.project_id
      AND c.id = p.chat_id WHERE p.role = 2 AND p.member_id IS DISTINCT FROM c.offered_to`,
  'who holds chats works in the project': `
    SELECT p.chat_id FROM participants p LEFT JOIN members m ON m.project_id = p.project_id
      AND m.person_id = p.member_id AND m.removed_at IS NULL WHERE m.person_id IS NULL`,
  'chats are in departments that exist': `
    SELECT c.id FROM chats c LEFT JOIN departments d ON d.project_id = c.project_id
      AND d.id = c.department_id WHERE c.department_id <> 0 AND d.id IS NULL`,
  'a chat has as many dialogs as it counts, and only that of a done chat is closed': `
    SELECT c.id FROM chats c JOIN dialogs d ON d.project_id = c.project_id AND d.chat_id = c.id
    GROUP BY c.id, c.state, c.dialogs, c.dialog_id
    HAVING count(*) <> c.dialogs
        OR count(*) FILTER (WHERE d.closed_at IS NULL) <> CASE c.state WHEN 2 THEN 0 ELSE 1 END
        OR max(d.id) <> c.dialog_id`,
  'the counters are the numbers of rows': `
    WITH counted AS (
      SELECT c.state, 0::bigint AS member, c.department_id AS department, count(*) AS chats
      FROM chats c GROUP BY 1, 2, 3
      UNION ALL
      SELECT 1, p.member_id, c.department_id, count(*) FROM participants p
        JOIN chats c ON c.project_id = p.project_id AND c.id = p.chat_id GROUP BY 1, 2, 3
      UNION ALL
      SELECT 3, p.member_id, 0, count(*) FROM participants p WHERE p.role = 0 GROUP BY 1, 2, 3)
    SELECT coalesce(k.state, r.state), coalesce(k.member_id, r.member),
           coalesce(k.department_id, r.department), k.chats, r.chats
    FROM tab_counters k FULL JOIN counted r ON r.state = k.state AND r.member = k.member_id
      AND r.department = k.department_id
    WHERE coalesce(k.chats, 0) <> coalesce(r.chats, 0)`,
};

/** The tables keep the contract and say what the API said. @param {any} walk */
export function compareRows({ postgres, tracks }) {
  for (const [rule, sql] of Object.entries(rules)) {
    assert.equal(postgres.query(sql), '', `broken in the tables: ${rule}`);
  }
  const participants = `SELECT chat_id, member_id, role FROM participants ORDER BY 1, 2`;
  const rows = postgres.query(participants);
  const expected = [...tracks.values()].flatMap(({ id, guess }) => {
    if (guess.state !== 'active') return [];
    const holders = [[guess.responsible, 0], ...guess.added.map((one) => [one, 1])];
    const onlyOffered = guess.offered !== null && !guess.added.includes(guess.offered);
    if (onlyOffered) holders.push([guess.offered, 2]);
    return holders.map(([member, role]) => `${id}|${member}|${role}`);
  });
  const inOrder = (lines) => lines.filter(Boolean).sort();
  assert.deepEqual(inOrder(rows.split('\n')), inOrder(expected), 'participants in the tables');
}

import assert from 'node:assert/strict';
import { released, undepartmented } from './ownership_model.mjs';
import { addPerson } from './ownership_people.mjs';

/**
 * Changes of the whole project that have to do with who holds which chat: rights, the team,
 * departments, the project's own rules. Each is made by the owner and in the model alike.
 */

const toggled = ['new', 'mine', 'others', 'done', 'take'];
const stays = (chat) => ({ next: chat, lines: [] });

/** A manager of the walk, by chance. */
function someManager(walk) {
  const managers = walk.people.filter(({ id }) => !walk.world.people.get(id).chief);
  return walk.random.pick(managers);
}

async function changeRights(walk) {
  const { id, name } = someManager(walk);
  const { forbidden } = walk.world.people.get(id);
  const permission = walk.random.pick(toggled);
  const allowed = forbidden.has(permission);
  const path = `${walk.stage.path}/members/${id}`;
  await walk.stage.owner.patch(path, { permissions: { [permission]: allowed } });
  if (allowed) forbidden.delete(permission);
  else forbidden.add(permission);
  const step = permission === 'mine' && !allowed ? (chat) => released(chat, id) : stays;
  return { what: `${name}: ${permission} is ${allowed ? 'allowed' : 'forbidden'}`, step };
}

async function forbidDepartment(walk) {
  const { id, name } = someManager(walk);
  const some = walk.random.some([...walk.world.departments.keys()], walk.random.below(2));
  const path = `${walk.stage.path}/members/${id}`;
  await walk.stage.owner.patch(path, { forbidden_departments: some });
  walk.world.people.get(id).forbiddenDepartments = new Set(some);
  return { what: `${name} is barred from departments ${some}`, step: stays };
}

async function removeMember(walk) {
  const person = someManager(walk);
  const { id, name } = person;
  const rights = walk.world.people.get(id);
  person.reader.retired = true;
  await walk.stage.owner.do('DELETE', `${walk.stage.path}/members/${id}`);
  walk.people = walk.people.filter((one) => one !== person);
  walk.world.people.delete(id);
  const { status } = await person.session.ask('GET', `${walk.stage.path}/chats?tab=new`);
  assert.ok([401, 404].includes(status), `a removed member still reads: ${status}`);
  await person.disconnect();
  const next = { name: `${name}'`, forbidden: [...rights.forbidden] };
  return { what: `${name} left the team`, step: (chat) => released(chat, id), newcomer: next };
}

async function removeDepartment(walk) {
  const id = walk.random.pick([...walk.world.departments.keys()]);
  const { name } = walk.world.departments.get(id);
  await walk.stage.owner.do('DELETE', `${walk.stage.path}/departments/${id}`);
  walk.world.departments.delete(id);
  for (const [source, to] of walk.world.sources) if (to === id) walk.world.sources.delete(source);
  for (const person of walk.world.people.values()) person.forbiddenDepartments.delete(id);
  const more = { name: `${name}'`, links: name.startsWith('Some') ? ['spring'] : [] };
  return { what: `department ${name} is no more`, step: (c) => undepartmented(c, id), more };
}

async function changeDepartment(walk) {
  const id = walk.random.pick([...walk.world.departments.keys()]);
  const inside = walk.people.filter(() => walk.random.chance(0.4)).map((person) => person.id);
  const path = `${walk.stage.path}/departments/${id}`;
  await walk.stage.owner.patch(path, { members: inside });
  walk.world.departments.get(id).members = inside;
  return { what: `department ${id} is ${inside.length} people's`, step: stays };
}

async function returnToManager(walk) {
  const wish = !walk.world.returnToManager;
  await walk.stage.owner.patch(walk.stage.path, { return_to_manager: wish });
  walk.world.returnToManager = wish;
  return { what: `return_to_manager is ${wish}`, step: stays };
}

const changes = [
  ...[changeRights, changeRights, forbidDepartment, removeMember],
  ...[removeDepartment, changeDepartment, returnToManager],
];

/**
 * One change of the project, between two rounds.
 * @param {any} walk
 * @param {{crash: boolean}} how  whether the server dies right after it has answered
 */
export async function changeWorld(walk, { crash }) {
  walk.changing = true;
  const { what, step, newcomer, more } = await walk.random.pick(changes)(walk);
  if (crash) await walk.die();
  for (const track of walk.tracks.values()) {
    track.note(JSON.stringify(['the project', crash ? `${what}, and the server dies` : what]));
    track.moved(step);
  }
  if (newcomer) await addPerson(walk, newcomer);
  if (more) await walk.addDepartment(more);
  return what;
}

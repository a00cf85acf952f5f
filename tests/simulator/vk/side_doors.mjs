import { abortWhenGone, throughFault } from '../shared/endings.mjs';
import { mediaRoute } from '../shared/files.mjs';
import { readMultipart } from '../shared/params.mjs';
import { baseOf } from './api.mjs';
import { VkError } from './errors.mjs';
import { GatewayError, refusalOf } from './fault_rules.mjs';

/** The ways in that are no methods: the long poll, uploads, media. */

/** What a refused call of these doors answers; the caller's mistakes go to `otherwise`. */
function refuse(error, reply, otherwise) {
  if (error instanceof GatewayError) {
    return reply.code(error.status).type('text/plain').send(error.message);
  }
  if (error instanceof VkError) return reply.send(otherwise(error));
  throw error;
}

function longPollRoute(app, world) {
  app.get('/vk/lp/:group', async (request, reply) => {
    const community = world.accounts.get(request.params.group);
    const gone = abortWhenGone(reply);
    const fault = community?.faults.matchCall('a_check', null);
    if (request.query.act !== 'a_check' || !community) {
      return reply.code(400).send({ error: 'act is a_check' });
    }
    if (fault?.kind === 'long_poll_failed') return community.longPoll.lose(fault.failed);
    try {
      const { ended, result } = await throughFault(fault, {
        ...{ gone, reply },
        refuse: (struck) => refusalOf(struck, baseOf(request)),
        perform: () => community.longPoll.check(request.query, gone),
      });
      return ended ? reply : reply.send(result);
    } catch (error) {
      return refuse(error, reply, (refusal) => refusal.envelope({}, 'a_check'));
    }
  });
}

function recordUpload(community, upload, time, outcome) {
  const kept = community.calls.add({
    ...{ method: `upload ${upload.kind}`, client: upload.peer, params: {}, time },
    ...{ status: 200, outcome, duration_ms: Date.now() - time },
  });
  community.world.changed('call', community, kept);
}

const refusedUpload = (answer) => answer.error !== undefined || answer.photo === '[]';

function uploadRoute(app, world) {
  app.post('/vk/upload/:kind/:id', async (request, reply) => {
    const upload = world.uploads.place(request.params.kind, request.params.id);
    const community = upload && world.accounts.get(String(upload.community));
    if (!community) return reply.code(404).send({ error: 'bad upload url' });
    const begun = Date.now();
    const perform = async () => {
      const parts = request.isMultipart() ? await readMultipart(request) : {};
      return world.uploads.receive(upload, parts);
    };
    try {
      const { ended, result } = await throughFault(
        community.faults.matchCall('upload', upload.peer),
        {
          ...{ gone: abortWhenGone(reply), reply, perform },
          refuse: (struck) => refusalOf(struck, baseOf(request)),
        },
      );
      recordUpload(community, upload, begun, ended ?? (refusedUpload(result) ? 'refused' : 'ok'));
      return ended ? reply : reply.send(result);
    } catch (error) {
      recordUpload(community, upload, begun, error.message);
      return refuse(error, reply, () => world.uploads.refusal(upload));
    }
  });
}

/** Where errors 14 and 17 point. */
function checkPages(app) {
  const svg = (digits) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="130" height="50"><text x="9" y="33">${digits}</text></svg>`;
  app.get('/vk/captcha', (request, reply) =>
    reply.type('image/svg+xml').send(svg(String(request.query.sid).replace(/\D/g, ''))),
  );
  app.get('/vk/validate', (_, reply) => reply.type('text/html').send('<p>Confirm it is you.</p>'));
}

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {import('./world.mjs').VkWorld} world
 */
export function sideDoors(app, world) {
  longPollRoute(app, world);
  uploadRoute(app, world);
  checkPages(app);
  mediaRoute(app, '/vk/media', world.files);
}

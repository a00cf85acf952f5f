import { ControlError } from '../shared/errors.mjs';
import { oauthPage } from '../shared/oauth_page.mjs';
import { CommunityLogin, OAuthError, PersonLogin } from './oauth.mjs';

/** A mistake of whoever asked: OAuth's own form; anything else goes on. */
function refuse(reply, error) {
  if (!(error instanceof OAuthError)) throw error;
  return reply.code(error.status).send(error.body());
}

/** The page and its form. */
function pageRoutes(app, login) {
  app.get(login.path, (request, reply) => {
    try {
      const asked = request.query;
      const page = oauthPage({ ...login.page(asked), action: login.path, hidden: asked });
      return reply.type('text/html').send(page);
    } catch (error) {
      return refuse(reply, error);
    }
  });
  app.post(login.path, (request, reply) => {
    const { person, deny, ...asked } = request.body ?? {};
    try {
      return reply.redirect(302, deny ? login.deny(asked) : login.allow(asked, person));
    } catch (error) {
      return refuse(reply, error);
    }
  });
}

function exchangeRoute(app, url, method, login) {
  const handler = (request, reply) => {
    try {
      return reply.send(login.exchange({ ...request.query, ...request.body }));
    } catch (error) {
      return refuse(reply, error);
    }
  };
  app.route({ method, url, handler });
}

/**
 * What the button "Allow" does, for programs that test.
 * @param {{page: Function, allow: Function, deny: Function, path: string}[]} logins
 * @param {{url?: string, person?: number, deny?: boolean}} wish
 */
function approve(logins, { url, person, deny }) {
  if (!URL.canParse(url ?? '')) throw new ControlError(400, 'url is the address of the page');
  const { pathname, searchParams } = new URL(url);
  const login = logins.find(({ path }) => path === pathname);
  if (!login) throw new ControlError(400, `there is no sign-in page at ${pathname}`);
  const asked = Object.fromEntries(searchParams);
  if (deny) return { redirect: login.deny(asked) };
  const { people } = login.page(asked);
  const chosen = person ?? people.at(0)?.id;
  if (chosen === undefined) throw new ControlError(409, 'nobody could press Allow there');
  return { redirect: login.allow(asked, chosen) };
}

/**
 * `/vk/oauth/…` for tokens of communities, `/vk/id/…` for tokens of people.
 * @param {import('fastify').FastifyInstance} app
 * @param {import('./world.mjs').VkWorld} world
 */
export function oauthRoutes(app, world) {
  const communities = new CommunityLogin(world);
  const people = new PersonLogin(world);
  pageRoutes(app, communities);
  pageRoutes(app, people);
  exchangeRoute(app, '/vk/oauth/access_token', ['GET', 'POST'], communities);
  exchangeRoute(app, '/vk/id/oauth2/auth', ['POST'], people);
  app.post('/control/vk/oauth/approve', (request, reply) => {
    try {
      return reply.send(approve([communities, people], request.body ?? {}));
    } catch (error) {
      return refuse(reply, error);
    }
  });
}

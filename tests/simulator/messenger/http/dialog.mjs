import { oauthPage } from '../../shared/oauth_page.mjs';
import { dialogAnswer, dialogRequest } from '../graph/oauth.mjs';

const paths = ['/messenger/dialog/oauth', '/messenger/:version/dialog/oauth'];

/** @param {any} error  a refusal of the dialog: the person sees it */
const errorPage = (error) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Error</title><h1>Something went wrong</h1><p>${error.message}</p></html>`;

/**
 * The sign-in dialog: a page with a button for each person who administers something.
 * @param {import('fastify').FastifyInstance} app
 * @param {import('../model/world.mjs').Messenger} world
 */
export function dialogRoutes(app, world) {
  const show = (request, reply) => {
    const { client_id, redirect_uri, state = '', scope = '' } = request.query;
    const asked = dialogRequest(world, request.query);
    const page = oauthPage({
      title: 'Log in with Facebook',
      asks: `${asked.app.name} asks for: ${asked.scopes.join(', ') || 'your name'}`,
      action: request.url.split('?')[0],
      hidden: { client_id, redirect_uri, state, scope },
      people: [...world.admins.values()],
    });
    return reply.type('text/html').send(page);
  };
  const decide = (request, reply) => {
    const { person, deny } = request.body ?? {};
    const asked = dialogRequest(world, request.body ?? {});
    const admin = deny ? null : world.admin(person);
    return reply.redirect(302, dialogAnswer(world, asked, admin));
  };
  for (const path of paths) {
    app.get(path, show);
    app.post(path, decide);
  }
  app.setErrorHandler((error, _request, reply) => {
    const status = error.status ?? error.statusCode ?? 500;
    return reply.code(status).type('text/html').send(errorPage(error));
  });
}

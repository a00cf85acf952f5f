import { graphError, invalid } from '../rules/errors.mjs';
import { checkedFields } from './page_edges.mjs';

/** The webhook of an app; only the app's own token may touch it. */
function needOwnToken({ token, target }) {
  if (token.type === 'APP' && token.app_id === target.id) return;
  throw graphError(15, null, {
    message: '(#15) This method must be called with an app access_token.',
  });
}

/** @param {any} params */
function checkObjectName({ object }) {
  if (object !== 'page') throw invalid('Param object must be one of {page}');
}

export const subscriptions = {
  get: (call) => {
    needOwnToken(call);
    const { subscription } = call.target;
    if (!subscription) return { data: [] };
    const { callback_url, active } = subscription;
    const fields = subscription.fields.map((name) => ({ name, version: 'v25.0' }));
    return { data: [{ object: 'page', callback_url, active, fields }] };
  },
  set: async (call) => {
    needOwnToken(call);
    const { params, target } = call;
    checkObjectName(params);
    if (!params.callback_url || !URL.canParse(params.callback_url)) {
      throw graphError(2200, null, { message: '(#2200) callback_url is not a valid URL' });
    }
    const fields = checkedFields(params.fields);
    const { callback_url, verify_token = '' } = params;
    const shaken = await target.subscribe({ callback_url, verify_token, fields });
    if (shaken.ok) return { success: true };
    const seen = `HTTP Status Code = ${shaken.status}; ${shaken.reason}`;
    throw graphError(2200, null, { message: `(#2200) Callback verification failed: ${seen}` });
  },
  remove: (call) => {
    needOwnToken(call);
    call.target.unsubscribe();
    return { success: true };
  },
};

/** `GET /{app}` */
export const readApp = ({ target: { id, name } }) => ({ id, name });

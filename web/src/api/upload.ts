import { BASE, csrfToken } from './http';
import { connectionLost, Problem } from './problem';
import type { Id, ProblemBody, StoredFile } from './types';

/** How a file is shown to the client: a picture in the chat, or a file to open. */
export type UploadAs = 'photo' | 'file';

export interface Uploading {
  done: Promise<StoredFile>;
  /** Gives it up; `done` never settles then. */
  cancel: () => void;
}

/** The refusal as the server or something between us and it has worded it. */
function problemOf(request: XMLHttpRequest): Problem {
  try {
    const body = JSON.parse(request.responseText) as ProblemBody;
    if (typeof body.code === 'string') return new Problem(body);
  } catch {
    // Not ours: only the status can be told.
  }
  if (request.status === 413) return new Problem({ code: 'file.too_large' });
  return new Problem({ code: request.status >= 500 ? 'unavailable' : 'internal' });
}

/**
 * Sends one file to the server. Only XMLHttpRequest says how much has gone; `onProgress` hears
 * shares from 0 to 1. Rejects with `Problem`.
 */
export function upload(
  project: Id,
  file: File,
  as: UploadAs,
  onProgress: (share: number) => void,
): Uploading {
  const request = new XMLHttpRequest();
  const done = new Promise<StoredFile>((resolve, reject) => {
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as StoredFile);
      else reject(problemOf(request));
    };
    request.onerror = () => reject(connectionLost());
  });
  const body = new FormData();
  body.append('file', file, file.name);
  request.open('POST', `${BASE}/projects/${encodeURIComponent(project)}/files?as=${as}`);
  request.setRequestHeader('X-CSRF-Token', csrfToken());
  request.send(body);
  return { done, cancel: () => request.abort() };
}

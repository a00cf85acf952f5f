import { BASE, csrfToken } from './http';
import { connectionLost, Problem } from './problem';
import type { Id, Person, ProblemBody, Project, StoredFile } from './types';

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

/** A form with one file to an address of the API. Only XMLHttpRequest says how much has gone. */
function send<T>(path: string, file: File, onProgress?: (share: number) => void) {
  const request = new XMLHttpRequest();
  const done = new Promise<T>((resolve, reject) => {
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status === 200 || request.status === 201) {
        resolve(JSON.parse(request.responseText) as T);
      } else reject(problemOf(request));
    };
    request.onerror = () => reject(connectionLost());
  });
  const body = new FormData();
  body.append('file', file, file.name);
  request.open('POST', BASE + path);
  request.setRequestHeader('X-CSRF-Token', csrfToken());
  request.send(body);
  return { done, cancel: () => request.abort() };
}

/**
 * Sends one file to the server; `onProgress` hears shares from 0 to 1. Rejects with `Problem`.
 */
export function upload(
  project: Id,
  file: File,
  as: UploadAs,
  onProgress: (share: number) => void,
): Uploading {
  return send<StoredFile>(
    `/projects/${encodeURIComponent(project)}/files?as=${as}`,
    file,
    onProgress,
  );
}

/** The person's own photo (TEAM-1). Rejects with `Problem`. */
export function uploadPhoto(file: File): Promise<Person> {
  return send<Person>('/auth/photo', file).done;
}

/** The project's logo (PRJ-2). Rejects with `Problem`. */
export function uploadLogo(project: Id, file: File): Promise<Project> {
  return send<Project>(`/projects/${encodeURIComponent(project)}/logo`, file).done;
}

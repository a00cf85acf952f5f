import { toProblem } from '../../api/problem';
import type { Id, PlatformRules, StoredFile } from '../../api/types';
import type { upload as Upload, UploadAs, Uploading } from '../../api/upload';
import type { Quoted } from '../../outbox/item';
import { isPicture, MOST_FILES, objection, uploadAs } from './file-rules';

/** A file on its way to the server, there, or refused. */
export interface DraftFile {
  id: number;
  file: File;
  as: UploadAs;
  state: 'waiting' | 'uploading' | 'ready' | 'refused';
  /** From 0 to 1. */
  progress: number;
  /** Code of the refusal. */
  refused: string | null;
  stored: StoredFile | null;
  /** Of pictures: an address of the page's own. */
  preview: string | null;
}

/** What is prepared in a chat beside the words: files, and the message that is answered. */
export interface Draft {
  project: Id;
  files: readonly DraftFile[];
  /** Pictures go as files too. */
  wantsFiles: boolean;
  reply: Quoted | null;
}

export interface DraftsDependencies {
  upload: typeof Upload;
  /** An address under which the page itself can show the file. */
  preview: (file: File) => string;
  forget: (preview: string) => void;
}

const AT_ONCE = 2;
const NOTHING: Draft = { project: '', files: [], wantsFiles: false, reply: null };

/**
 * The files of every chat that are not sent yet. They live as long as the page, so that changing
 * the chat neither stops an upload nor loses its result.
 */
export class Drafts {
  private readonly drafts = new Map<Id, Draft>();
  private readonly running = new Map<number, Uploading>();
  private readonly listeners = new Set<() => void>();
  private lastId = 0;

  constructor(private readonly deps: DraftsDependencies) {}

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Changes identity with its content. */
  of(chat: Id): Draft {
    return this.drafts.get(chat) ?? NOTHING;
  }

  reply(project: Id, chat: Id, reply: Quoted | null): void {
    this.set(chat, { ...this.of(chat), project, reply });
  }

  /** Takes files up to the limit of one message; says how many found no room. */
  add(project: Id, chat: Id, files: readonly File[], rules: PlatformRules | undefined): number {
    const draft = this.of(chat);
    const room = Math.max(0, MOST_FILES - draft.files.length);
    const taken = files.slice(0, room).map((file) => this.prepare(file, rules, draft.wantsFiles));
    this.set(chat, { ...draft, project, files: [...draft.files, ...taken] });
    this.pump();
    return files.length - taken.length;
  }

  /** Pictures that are not sent yet go the other way: what went up already goes up once more. */
  sendAsFiles(chat: Id, wantsFiles: boolean, rules: PlatformRules | undefined): void {
    const draft = this.of(chat);
    const files = draft.files.map((one) => {
      const as = uploadAs(one.file, rules, wantsFiles);
      if (as === one.as || objection(one.file, rules)) return one;
      this.stop(one);
      return { ...one, as, state: 'waiting' as const, progress: 0, refused: null, stored: null };
    });
    this.set(chat, { ...draft, wantsFiles, files });
    this.pump();
  }

  retry(chat: Id, id: number): void {
    this.change(chat, id, { state: 'waiting', progress: 0, refused: null });
    this.pump();
  }

  remove(chat: Id, id: number): void {
    const draft = this.of(chat);
    const gone = draft.files.find((one) => one.id === id);
    if (!gone) return;
    this.discard(gone);
    this.set(chat, { ...draft, files: draft.files.filter((one) => one !== gone) });
    this.pump();
  }

  /** The message went on its way with what was ready. */
  clear(chat: Id): void {
    for (const one of this.of(chat).files) this.discard(one);
    this.drafts.delete(chat);
    this.tell();
    this.pump();
  }

  private prepare(file: File, rules: PlatformRules | undefined, wantsFiles: boolean): DraftFile {
    const refused = objection(file, rules);
    return {
      id: ++this.lastId,
      file,
      as: uploadAs(file, rules, wantsFiles),
      state: refused ? 'refused' : 'waiting',
      progress: 0,
      refused,
      stored: null,
      preview: isPicture(file) ? this.deps.preview(file) : null,
    };
  }

  private discard(one: DraftFile): void {
    this.stop(one);
    if (one.preview) this.deps.forget(one.preview);
  }

  private stop(one: DraftFile): void {
    this.running.get(one.id)?.cancel();
    this.running.delete(one.id);
  }

  private pump(): void {
    for (const [chat, draft] of this.drafts) {
      for (const one of draft.files) {
        if (this.running.size >= AT_ONCE) return;
        if (one.state === 'waiting') this.begin(draft.project, chat, one);
      }
    }
  }

  private begin(project: Id, chat: Id, one: DraftFile): void {
    const current = this.deps.upload(project, one.file, one.as, (progress) => {
      if (this.running.get(one.id) === current) this.change(chat, one.id, { progress });
    });
    this.running.set(one.id, current);
    this.change(chat, one.id, { state: 'uploading' });
    const settle = (parts: Partial<DraftFile>) => {
      // Given up or begun anew meanwhile: this is no longer about the file.
      if (this.running.get(one.id) !== current) return;
      this.running.delete(one.id);
      this.change(chat, one.id, parts);
      this.pump();
    };
    current.done.then(
      (stored) => settle({ state: 'ready', progress: 1, stored }),
      (error: unknown) => settle({ state: 'refused', refused: toProblem(error).code }),
    );
  }

  private change(chat: Id, id: number, parts: Partial<DraftFile>): void {
    const draft = this.of(chat);
    const files = draft.files.map((one) => (one.id === id ? { ...one, ...parts } : one));
    this.set(chat, { ...draft, files });
  }

  private set(chat: Id, draft: Draft): void {
    this.drafts.set(chat, draft);
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

import type { FieldError, Named, ProblemBody } from './types';

/** A refusal of the server; people read the translation of `code`, never `detail`. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly errors: FieldError[];
  /** Who was quicker (`chat.already_taken`). */
  readonly by: Named | null;
  /** Which service holds the bot now (`channel.webhook_in_use`). */
  readonly host: string | null;
  /** Seconds to wait, where the server said so. */
  readonly retryAfter: number | null;

  constructor(body: Partial<ProblemBody> & { code: string }, retryAfter: number | null = null) {
    super(body.detail ?? body.title ?? body.code);
    this.name = 'Problem';
    this.code = body.code;
    this.status = body.status ?? 0;
    this.errors = body.errors ?? [];
    this.by = body.by ?? null;
    this.host = body.host ?? null;
    this.retryAfter = retryAfter ?? body.retry_after ?? null;
  }
}

/** The call may or may not have reached the server: nobody answered. */
export const CONNECTION_LOST = 'connection.lost';

export function connectionLost(): Problem {
  return new Problem({ code: CONNECTION_LOST });
}

export function isConnectionLost(error: unknown): boolean {
  return error instanceof Problem && error.code === CONNECTION_LOST;
}

/** Worth trying again by itself: nothing is wrong with what was asked. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof Problem &&
    [CONNECTION_LOST, 'unavailable', 'rate.limited', 'internal'].includes(error.code)
  );
}

export function toProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem({ code: 'internal', title: String(error) });
}

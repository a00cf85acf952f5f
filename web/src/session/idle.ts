import type { Id } from '../api/types';

/** The part of `localStorage` that is used: all tabs of the browser share it. */
interface Shelf {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

export interface IdleDependencies {
  project: Id;
  person: Id;
  shelf: Shelf;
  now: () => number;
  /** Runs `fn` after `ms` and returns a way to change one's mind. */
  later: (fn: () => void, ms: number) => () => void;
  /** Whether colleagues see this person as away now. */
  isAway: () => boolean;
  setAway: (away: boolean) => Promise<void>;
}

/** Nothing pressed in any tab for this long: the person has gone. */
export const AWAY_AFTER_MS = 10 * 60_000;
/** Every move of the mouse need not be written down. */
const NOTED_EVERY_MS = 5_000;

/** Once that has passed, how often it is looked again. */
const LOOKED_EVERY_MS = 60_000;

const LAST_INPUT = 'switchboard.last-input';

/**
 * Marks a person away who has left the computer, and here again at their first input. What the
 * person said by hand stands: only a mark of its own is taken back, by whichever tab is used.
 */
export class Idle {
  private cancel: (() => void) | null = null;
  private noted = 0;
  private readonly mark: string;

  constructor(private readonly deps: IdleDependencies) {
    this.mark = `switchboard.gone.${deps.person}.${deps.project}`;
  }

  start(): void {
    this.input();
    this.wait();
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
  }

  /** Somebody is at the computer. */
  input(): void {
    const now = this.deps.now();
    if (this.wentByItself()) {
      this.note(now);
      this.comeBack();
    } else if (now - this.noted >= NOTED_EVERY_MS) {
      this.note(now);
    }
  }

  /** The person chose: from now on it is theirs to change. */
  chosen(): void {
    this.deps.shelf.removeItem(this.mark);
  }

  /** Away, and not by the person's own word. */
  wentByItself(): boolean {
    return this.deps.shelf.getItem(this.mark) !== null;
  }

  private note(now: number): void {
    this.noted = now;
    this.deps.shelf.setItem(LAST_INPUT, String(now));
  }

  /** In any tab. */
  private lastInput(): number {
    return Math.max(this.noted, Number(this.deps.shelf.getItem(LAST_INPUT)) || 0);
  }

  private wait(): void {
    const idle = this.deps.now() - this.lastInput();
    const left = idle < AWAY_AFTER_MS ? AWAY_AFTER_MS - idle : LOOKED_EVERY_MS;
    this.cancel = this.deps.later(() => {
      this.look();
      this.wait();
    }, left);
  }

  private look(): void {
    if (this.deps.now() - this.lastInput() < AWAY_AFTER_MS) return;
    if (this.wentByItself() || this.deps.isAway()) return;
    this.deps.shelf.setItem(this.mark, '1');
    // Not told: the next look tries again.
    this.deps.setAway(true).catch(() => this.deps.shelf.removeItem(this.mark));
  }

  private comeBack(): void {
    this.deps.shelf.removeItem(this.mark);
    // Not told: the next input tries again.
    this.deps.setAway(false).catch(() => this.deps.shelf.setItem(this.mark, '1'));
  }
}

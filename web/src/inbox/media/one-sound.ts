let playing: HTMLMediaElement | null = null;

/** One thing sounds at a time: what began before is paused. */
export function startsPlaying(element: HTMLMediaElement): void {
  if (playing && playing !== element) playing.pause();
  playing = element;
}

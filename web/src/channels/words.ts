import type { TFunction } from 'i18next';
import type { Channel, Finding, MessageType } from '../api/types';
import type { Problem } from '../api/problem';
import type { Platform } from '../ui/platforms';

/** Words under `name` for this messenger where it has its own, else those for all. */
export function wordsFor(t: TFunction, name: string, platform: Platform): string {
  const messenger = t(`platforms.name.${platform}`);
  return t([`${name}.${platform}`, `${name}.any`], { messenger });
}

/** What is wrong with a channel and what a person does about it (CHN-10). */
export function troubleText(t: TFunction, platform: Platform, problem: string): string {
  const messenger = t(`platforms.name.${platform}`);
  const names = [`${problem}.${platform}`, `${problem}.any`, 'other'];
  return t(
    names.map((name) => `channels.problem.${name}`),
    { messenger },
  );
}

export interface FindingText {
  says: string;
  /** How to mend it; null where there is nothing to mend. */
  mend: string | null;
}

/** What the doctor found, in words (CHN-14). A code that has none yet is shown as it is. */
export function findingText(t: TFunction, platform: Platform, finding: Finding): FindingText {
  const messenger = t(`platforms.name.${platform}`);
  if (finding.grade === 'good' || !finding.code) {
    return { says: t([`doctor.good.${finding.check}`, 'doctor.good.other']), mend: null };
  }
  const { code } = finding;
  const part = (which: 'says' | 'mend') =>
    t(
      [
        `doctor.${platform}.${code}.${which}`,
        `doctor.any.${code}.${which}`,
        `doctor.other.${which}`,
      ],
      {
        messenger,
        code,
      },
    );
  return { says: part('says'), mend: part('mend') };
}

/** How a channel is, in one word for its colour. */
export function conditionOf(channel: Channel): 'works' | 'trouble' | 'broken' {
  if (channel.state === 'broken') return 'broken';
  return channel.health.problem ? 'trouble' : 'works';
}

/** The refusal is that messages cannot reach this server: it has no public address (CHN-13). */
export function needsAddress(problem: Problem | null): boolean {
  return problem?.errors.some((error) => error.pointer === '/mode') ?? false;
}

/** Clocks that differ more than this make sessions, links and signatures end at odd times. */
const CLOCK_TOLERANCE_MS = 120_000;

/** By how many minutes the server's clock is off this computer's; 0 when they agree (CHN-14). */
export function clockOffMinutes(serverTime: string, here: number): number {
  const off = Math.abs(Date.parse(serverTime) - here);
  return off > CLOCK_TOLERANCE_MS ? Math.round(off / 60_000) : 0;
}

type Tag = MessageType['tags'][number];

/** The tag that the platform takes at that moment; null when it takes none (CHN-5). */
export function tagNow(tags: Tag[], now: number): Tag | null {
  const taken = ({ from, until }: Tag) =>
    Date.parse(from) <= now && (until === null || now < Date.parse(until));
  return tags.find(taken) ?? null;
}

/** Time zones people may choose; the browser knows them all. */
export function timeZones(): string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.includes('UTC') ? zones : ['UTC', ...zones];
}

/** Where this browser is. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** The zone kept by the server stays in the list even when the browser spells it otherwise. */
export function zonesWith(zone: string): string[] {
  const zones = timeZones();
  return zones.includes(zone) ? zones : [zone, ...zones];
}

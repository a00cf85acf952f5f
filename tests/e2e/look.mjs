import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** All that a theme can change: the page is the same one in both. */
const colors = ['color-contrast', 'link-in-text-block'];
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** In an order that changes one thing at a time and ends where it began. */
const ways = [
  { colorScheme: 'light', viewport: desktop },
  { colorScheme: 'dark', viewport: desktop },
  { colorScheme: 'dark', viewport: phone },
  { colorScheme: 'light', viewport: phone },
];

/** What axe has against the screen, in a form that reads well when it fails. */
async function complaints(page, colorScheme, popup) {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  if (colorScheme === 'dark') axe.withRules(colors);
  else axe.withTags(standards);
  // An open menu belongs to its button, not to a region of the page.
  if (popup) axe.disableRules('region');
  // No frames are here; without this every look opens a page of its own.
  const { violations } = await axe.setLegacyMode().analyze();
  const told = ({ target, html, any }) =>
    [target, html.slice(0, 120), ...any.map(({ message }) => message)].join(' ');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(told).join(' | ')}`);
}

/** Everything that the page has asked for and begun to show is there. */
async function settled(page) {
  await expect(page.locator('.mantine-Loader-root')).toHaveCount(0);
  await page.evaluate(async () => {
    // What has just changed is drawn, so that the transitions it begins are known.
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    await frame();
    await frame();
    const ends = (one) =>
      one.playState === 'running' && Number.isFinite(one.effect?.getComputedTiming().endTime);
    const running = document.getAnimations().filter(ends);
    await Promise.allSettled(running.map((animation) => animation.finished));
    await document.fonts.ready;
  });
}

/**
 * What is on the screen now is accessible, light and dark, on a desk and on a phone, and fits the
 * phone's width.
 * @param {import('@playwright/test').Page} page  without movements: `reducedMotion: 'reduce'`
 * @param {string} name  of what is on the screen
 * @param {{popup?: boolean}} [what]  `popup`: a menu is open
 */
export async function lookAt(page, name, { popup = false } = {}) {
  for (const { colorScheme, viewport } of ways) {
    const where = `${name}, ${colorScheme}, ${viewport.width} px`;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    const html = page.locator('html');
    await expect(html).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await settled(page);
    expect.soft(await complaints(page, colorScheme, popup), where).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, `${where}: the width it takes`).toBeLessThanOrEqual(viewport.width);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(desktop);
}

/** Goes to an address, waits for what shows that it is there, and looks. */
export async function visit(page, address, shown) {
  await page.goto(address);
  await expect(shown).toBeVisible();
  await lookAt(page, new URL(address).pathname);
}

import { expect, type Page } from "@playwright/test";

/** Whether what has the focus is in sight, and not behind the line that says what is kept. */
function isFocusSeen(): boolean {
  const one = document.activeElement;
  const { top = 0, bottom = 0 } = (one?.closest("label") ?? one)?.getBoundingClientRect() ?? {};
  const line = document.querySelector(".keep-state:not(:empty)")?.getBoundingClientRect();
  const isHidden = line !== undefined && top >= line.top && bottom <= line.bottom;
  return bottom > 0 && top < innerHeight && !isHidden;
}

/** Goes on with Tab until something of this name has the focus, as who has no pointer does. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  await page.waitForLoadState();
  for (let press = 0; press < 80; press += 1) {
    await page.keyboard.press("Tab");
    const words = await page.evaluate(() => {
      const one = document.activeElement;
      const labels = one instanceof HTMLInputElement ? [...(one.labels ?? [])] : [];
      return `${one?.textContent ?? ""} ${labels.map((label) => label.textContent).join(" ")}`.trim();
    });
    if (!name.test(words)) continue;
    await expect.poll(() => page.evaluate(isFocusSeen), words).toBe(true);
    return;
  }
  throw new Error(`Tab leads to nothing called ${name}`);
}

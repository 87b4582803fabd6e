/** Which share of a bar's trials runs: 1, or what `npm run bars -- --share 0.1` says. */
const share = Number(process.env.BARS_SHARE ?? 1);

/** So many trials of a bar, at least one. */
export function trials(whole: number): number {
  return Math.max(1, Math.round(whole * share));
}

/** Says a bar's figure on the screen. */
export function figure(bar: string, said: string): void {
  process.stdout.write(`${bar}: ${said}${share === 1 ? "" : ` (share ${share})`}\n`);
}

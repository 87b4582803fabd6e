import { escaped } from "../rules";

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** As it is written. */
  readonly said: string;
}

const [WIDTH, ROW, LEFT, TOP] = [460, 30, 158, 54];

/**
 * A chart as a file of its own: what it shows, each value in figures, and whose it is. It brings its ground and its colours, so
 * that it reads the same wherever it is pasted.
 */
export function chartSvg(
  words: { readonly title: string; readonly credit: string },
  bars: readonly Bar[],
): string {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const height = TOP + bars.length * ROW + 34;
  const rows = bars.map(({ label, value, said }, at) => {
    const y = TOP + at * ROW;
    const width = Math.round((value / most) * (WIDTH - LEFT - 70));
    return `<text x="${LEFT - 12}" y="${y + 15}" text-anchor="end" font-size="14">${escaped(label)}</text><rect x="${LEFT}" y="${y}" width="${Math.max(width, 1)}" height="20" fill="#0f4b57"/><text x="${LEFT + Math.max(width, 1) + 8}" y="${y + 15}" font-size="14" font-weight="600">${escaped(said)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="Helvetica Neue, Arial, sans-serif" fill="#14262b" role="img"><title>${escaped(words.title)}</title><rect width="${WIDTH}" height="${height}" fill="#fdfcfa"/><text x="20" y="32" font-size="18" font-weight="600">${escaped(words.title)}</text>${rows.join("")}<text x="20" y="${height - 14}" font-size="12" fill="#46575b">${escaped(words.credit)}</text></svg>`;
}

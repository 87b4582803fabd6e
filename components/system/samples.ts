import type { Entry } from "../sheet";
import type { Answer, Mark } from "../status-mark";

/** The shortest and the longest name that official lists hold, in kind; nobody bears them. */
const NAMES = [
  "Li Ô",
  "Solène Lecœur",
  "Marie-Ange-Philippine de La Rochebrune d’Aubrepierroux-Coatmorvezen",
  "Thu Hà Lương Thaophu",
  "Jean-Loup Orferamel-Aubrepierroux",
] as const;
const MARKS: readonly Mark[] = ["signed", "partly", "declined", "no-public-answer", "not-asked"];

export const ALL_MARKS: readonly Mark[] = [...MARKS, "withdrawn", "disputed", "frozen"];

/** One row of each public status; the last bears nothing but a name. */
export const ENTRIES: readonly Entry[] = NAMES.map((name, at) => ({
  id: `s${at}`,
  number: at + 1,
  name,
  href: "#sheet",
  mark: MARKS[at] ?? "not-asked",
  ...(at < 2 ? { count: { yes: 10 - 2 * at, total: 10 } } : {}),
  ...(at === 3 ? { requests: 4 } : {}),
}));

export const COLUMNS = ENTRIES.map(({ id, number, name, mark }) => {
  const words = name.split(" ");
  return {
    id,
    ...(number === undefined ? {} : { number }),
    short: words.at(-1) ?? name,
    initials: `${name.charAt(0)}${words.at(-1)?.charAt(0) ?? ""}`,
    name,
    mark,
  };
});

export const ANSWERS: readonly (readonly (Answer | null)[])[] = [
  ["yes", "yes", "no", null, null],
  ["yes", "with-reservation", "no", null, null],
];

export const COUNTS = { signed: 445, partly: 67, declined: 15, "no-public-answer": 4614, "not-asked": 1442 };

export const TILES = [0, 1, 3, 8, 21].map((count, at) => ({
  code: `0${at + 1}`,
  label: `0${at + 1}`,
  column: at + 1,
  row: 1,
  count,
  title: `0${at + 1}: ${count}`,
}));

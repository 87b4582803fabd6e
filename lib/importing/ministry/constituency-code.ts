/** The ministry's letters for overseas departments, as INSEE's numbers; ZX and ZZ have none of their own. */
const letters: Readonly<Record<string, string>> = {
  ZA: "971",
  ZB: "972",
  ZC: "973",
  ZD: "974",
  ZM: "976",
  ZN: "988",
  ZP: "987",
  ZS: "975",
  ZW: "986",
  ZX: "ZX",
  ZZ: "ZZ",
};

/** Spellings that name several collectivities or none: Saint-Barthélemy and Saint-Martin vote together, 99 is abroad. */
const together: Readonly<Record<string, string>> = {
  "977": "ZX",
  "978": "ZX",
  "099": "ZZ",
  "99": "ZZ",
  "999": "ZZ",
};

/** Collectivities that are one constituency: files name them without a number. */
const undivided = new Set(["975", "986", "ZX"]);

const departments = new Set<string>([
  ...Array.from({ length: 95 }, (_, i) => String(i + 1).padStart(2, "0")).filter((code) => code !== "20"),
  "2A",
  "2B",
  ...Object.values(letters),
]);

/** A department as INSEE writes it ("1", "2a", "ZA", "099" → "01", "2A", "971", "ZZ"); null if it is none. */
export function canonicalDepartment(text: string): string | null {
  const value = text.trim().toUpperCase();
  const code = letters[value] ?? together[value] ?? value.replace(/^0+(?=..)/, "").padStart(2, "0");
  return departments.has(code) ? code : null;
}

/**
 * The canonical key of a constituency ("78-07", "2A-01", "971-01", "ZX-01", "ZZ-11") from any official spelling:
 * a number beside its department, or both in one code, with or without leading zeros; null if it is none.
 */
export function constituencyKey(code: string, department = ""): string | null {
  const value = code.trim().toUpperCase().replace(/[\s_]/g, "");
  const within = canonicalDepartment(department);
  if (department.trim() !== "" && within === null) return null;
  if (within && value === "") return undivided.has(within) ? key(within, "1") : null;
  if (within && /^\d{1,2}$/.test(value)) return key(within, value);
  const parts = /^([0-9A-Z]{1,3})[-.](\d{1,3})$/.exec(value);
  const splits = parts ? [[parts[1] ?? "", parts[2] ?? ""] as const] : splitsOf(value);
  for (const [prefix, number] of splits) {
    const found = canonicalDepartment(prefix);
    if (found && (!within || found === within)) {
      const made = key(found, number);
      if (made) return made;
    }
  }
  return null;
}

/**
 * The ways to cut one code into department and number, the likeliest first: overseas three and two, INSEE two and
 * three ("01004"), the ministry's padded three and two ("00101"), two and two, one and two.
 */
function splitsOf(value: string): (readonly [string, string])[] {
  const cut = (length: number) => [value.slice(0, length), value.slice(length)] as const;
  if (!/^([0-9]|Z[A-Z]|0?2[AB])/.test(value)) return [];
  if (/^Z[A-Z]\d{1,3}$/.test(value) || /^2[AB]\d{1,3}$/.test(value)) return [cut(2)];
  if (/^02[AB]\d{1,3}$/.test(value)) return [cut(3)];
  if (/^9[79]\d{3}$/.test(value) || /^98\d{3}$/.test(value)) return [cut(3)];
  if (/^\d{5}$/.test(value)) return value.startsWith("00") ? [cut(3)] : [cut(2), cut(3)];
  if (/^\d{4}$/.test(value)) return [cut(2)];
  return /^\d{3}$/.test(value) ? [cut(1)] : [];
}

/** The Nord had 24, the most any department ever had. */
const most = 24;

function key(department: string, number: string): string | null {
  const value = Number(number);
  return value >= 1 && value <= most ? `${department}-${String(value).padStart(2, "0")}` : null;
}

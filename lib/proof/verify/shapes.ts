import { jcs } from "../canonical/jcs";
import type { EventStatement, Level, SignatureStatement } from "../statement/statement";

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

const text: Check = (value) => typeof value === "string";
const words: Check = (value) => typeof value === "string" && value !== "";
const count: Check = (value) => typeof value === "number" && Number.isSafeInteger(value) && value >= 1;
const one =
  (...allowed: readonly (string | number | boolean)[]): Check =>
  (value) =>
    allowed.some((known) => known === value);
const like =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === "string" && pattern.test(value);
const list =
  (item: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(item);

/** An object with these names, perhaps some of the optional ones, and no other: what nobody reads proves nothing. */
const exact = (required: Shape, optional: Shape = {}): Check => {
  const checks = new Map(Object.entries({ ...optional, ...required }));
  const needed = Object.keys(required);
  return (value) =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    needed.every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, inner]) => checks.get(name)?.(inner) === true);
};

/** A text by language, at least in one. */
const translated: Check = (value) =>
  typeof value === "object" && value !== null && Object.entries(value).every(([, said]) => text(said));
const hash = like(/^sha256:[0-9a-f]{64}$/);
const day = like(/^\d{4}-\d{2}-\d{2}$/);
const instant = like(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
const version = one(1);
const base64url = like(/^[A-Za-z0-9_-]+$/);
const level = one("A1", "A2", "A3", "A4", "A5");
const how = one("call-back", "identity-seen");

const passkey = exact({
  kind: one("passkey"),
  credential: base64url,
  public_key: base64url,
  authenticator_data: base64url,
  client_data: base64url,
  signature: base64url,
});

const EVIDENCE: readonly Check[] = [
  exact({ kind: one("paper"), pages: (value) => list(hash)(value) && JSON.stringify(value) !== "[]" }),
  exact({ kind: one("public-statement"), url: like(/^https?:\/\/\S+$/), quote: words, day, snapshot: hash }),
  exact({ kind: one("attested"), how, day }),
];

const signature = exact(
  {
    v: version,
    type: one("signature"),
    form: hash,
    candidate: exact(
      {
        id: words,
        candidacy: words,
        name: words,
        role: one("candidate", "substitute"),
        election: exact({ id: words, name: words }),
        constituency: exact({ code: words, name: words }),
      },
      { ticket: words },
    ),
    revision: count,
    answers: list(
      exact({ engagement: count, value: one("yes", "with-reservation", "no") }, { comment: words }),
    ),
    language: words,
    method: one("personal-link", "paper", "public-statement", "attested", "passkey"),
    level,
    evidence: text,
    signed_at: instant,
  },
  {
    proof: (value) => EVIDENCE.some((check) => check(value)),
    delegate: exact({ name: words, function: words }),
    entered: day,
  },
);

const event = exact(
  {
    v: version,
    type: one("withdrawal", "dispute", "resolution", "lapse", "attestation"),
    ref: hash,
    at: instant,
  },
  {
    reason: words,
    act: one("attested", "countersigned"),
    how: one("call-back", "identity-seen", "passkey"),
    proof: passkey,
    level,
    day,
    by: list(words),
    ground: one("never-signed", "not-authorised"),
    outcome: one("stands", "does-not-stand"),
    entered: day,
  },
);

/** The words of a form version, as its leaf holds them. */
export interface FormText {
  readonly id: string;
  readonly version: number;
  readonly by: readonly string[];
  readonly text: {
    readonly title: Readonly<Record<string, string>>;
    readonly minimum: number | "all";
    /** What a signature needs before it counts. */
    readonly requires?: { readonly level?: Level; readonly countersignature?: true };
    readonly themes: readonly {
      readonly title: Readonly<Record<string, string>>;
      readonly engagements: readonly {
        readonly number: number;
        readonly title: Readonly<Record<string, string>>;
        readonly text: Readonly<Record<string, string>>;
      }[];
    }[];
  };
}

const form = exact(
  {
    v: version,
    type: one("form"),
    id: words,
    version: count,
    by: list(words),
    text: exact(
      {
        title: translated,
        introduction: translated,
        validity: translated,
        minimum: (value) => value === "all" || count(value),
        themes: list(
          exact({
            title: translated,
            engagements: list(
              exact({ lineage: words, number: count, title: translated, text: translated, why: translated }),
            ),
          }),
        ),
      },
      { requires: exact({}, { level: one("A2", "A3", "A4", "A5"), countersignature: one(true) }) },
    ),
  },
  { prev: hash },
);

/** The kinds of leaves that stand in the log, each with the names it may hold and no other. */
const LEAVES: Readonly<Record<string, Check>> = {
  form,
  signature: exact({
    v: version,
    type: text,
    form: hash,
    commit: hash,
    day,
    level,
  }),
  withdrawal: exact({ v: version, type: text, ref: hash, commit: hash }),
  dispute: exact({ v: version, type: text, ref: hash, commit: hash }),
  resolution: exact({ v: version, type: text, ref: hash, commit: hash }),
  lapse: exact({ v: version, type: text, ref: hash, commit: hash }),
  attestation: exact({ v: version, type: text, ref: hash, commit: hash }),
  erasure: exact({
    v: version,
    type: text,
    ref: hash,
    reason: one("art17", "identity-fraud", "court-order"),
  }),
  seal: exact({ v: version, type: text, key: hash }, { ended: one(true) }),
  key: exact({ v: version, type: text, old: words, new: words, sig_old: words, sig_new: words }),
};

/** Canonical JSON as a value, or undefined; another spelling of it, a name twice included, is refused. */
export function parseCanonical(said: string): unknown {
  try {
    const value: unknown = JSON.parse(said);
    return jcs(value) === said ? value : undefined;
  } catch {
    return undefined;
  }
}

const isSignature = (value: unknown): value is SignatureStatement => signature(value);
const isEvent = (value: unknown): value is EventStatement => event(value);
const isForm = (value: unknown): value is FormText => form(value);

/** The statement of a canonical text; null where it is none. */
export function parseStatement(said: string): SignatureStatement | null {
  const value = parseCanonical(said);
  return isSignature(value) ? value : null;
}

/** The statement of a text whose commitment was checked, and which therefore is the one spelling already. */
export function readStatement(said: string): SignatureStatement | EventStatement | null {
  try {
    const value: unknown = JSON.parse(said);
    return isSignature(value) || isEvent(value) ? value : null;
  } catch {
    return null;
  }
}

export function parseEvent(said: string): EventStatement | null {
  const value = parseCanonical(said);
  return isEvent(value) ? value : null;
}

/** The words of a version's leaf; null where it is none. */
export function parseForm(said: string): FormText | null {
  const value = parseCanonical(said);
  return isForm(value) ? value : null;
}

/** What a leaf of the log refers to: kind, and the leaf, version or nothing before it; null where it is no leaf of ours. */
export interface LeafFacts {
  readonly type: string;
  /** `sha256:…` of the leaf that this one needs before it. */
  readonly needs: string | null;
  /** Of a `key` leaf: both keys with what each signed. */
  readonly handover?: Handover;
  /** Of a `seal` leaf: the name of the key that it announces, or ends. */
  readonly seal?: { readonly name: string; readonly isEnd: boolean };
}

/** One key of the log hands over to another: verifier keys, and signatures in base64. */
export interface Handover {
  readonly old: string;
  readonly new: string;
  readonly sig_old: string;
  readonly sig_new: string;
}

const isHandover = (value: unknown): value is Handover => LEAVES.key?.(value) === true;
const isSeal = (value: unknown): value is { readonly key: string; readonly ended?: true } =>
  LEAVES.seal?.(value) === true;

const SHORT =
  /^\{"commit":"sha256:[0-9a-f]{64}",(?:"day":"\d{4}-\d{2}-\d{2}","form":"(sha256:[0-9a-f]{64})","level":"A[1-5]","type":"signature"|"ref":"(sha256:[0-9a-f]{64})","type":"(withdrawal|dispute|resolution|lapse|attestation)"),"v":1\}$/;

/** What the most frequent leaves refer to, told by their one spelling alone; null where the text is to be read whole. */
export function shortLeaf(said: string): LeafFacts | null {
  const [, of, ref, type] = SHORT.exec(said) ?? [];
  if (of) return { type: "signature", needs: of };
  return ref && type ? { type, needs: ref } : null;
}

export function parseLeaf(said: string): LeafFacts | null {
  const value = parseCanonical(said);
  if (typeof value !== "object" || value === null) return null;
  const { type, ref, form: of } = { type: "", ref: null, form: null, ...value };
  if (!Object.hasOwn(LEAVES, type) || LEAVES[type]?.(value) !== true) return null;
  const needs = type === "signature" ? of : ref;
  return {
    type,
    needs: typeof needs === "string" ? needs : null,
    ...(isHandover(value) ? { handover: value } : {}),
    ...(isSeal(value) ? { seal: { name: value.key, isEnd: value.ended === true } } : {}),
  };
}

#!/usr/bin/env node
// Built from bin/verify/main.ts by `npm run verifier`; AGPL-3.0-or-later.

// bin/verify/main.ts
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

// lib/proof/log/bytes.ts
function utf8(text2) {
  return new TextEncoder().encode(text2);
}
function joined(...parts2) {
  const whole = new Uint8Array(parts2.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts2) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
function sameBytes(one3, other) {
  if (one3.length !== other.length) return false;
  for (let at = 0; at < one3.length; at += 1) if (one3[at] !== other[at]) return false;
  return true;
}
function toBase64(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
function fromBase64(text2) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text2) || text2.length % 4 !== 0) return null;
  const bytes = Uint8Array.from(atob(text2), (character) => character.charCodeAt(0));
  return toBase64(bytes) === text2 ? bytes : null;
}
function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
function fromHex(text2) {
  return Uint8Array.from(text2.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
function fromDecimal(text2) {
  const number = /^(0|[1-9]\d{0,15})$/.test(text2) ? Number(text2) : Number.NaN;
  return Number.isSafeInteger(number) ? number : null;
}

// lib/proof/log/merkle.ts
async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}
function leafHash(leaf) {
  return sha256(joined(Uint8Array.of(0), leaf));
}
function nodeHash(left, right) {
  return sha256(joined(Uint8Array.of(1), left, right));
}
var half = (size) => Math.floor(size / 2);
var isOdd = (size) => size % 2 === 1;
async function rootByInclusion(leaf, index, size, proof) {
  if (!(index >= 0 && index < size)) return null;
  let [at, last, root] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return null;
    if (isOdd(at) || at === last) {
      root = await nodeHash(sibling, root);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else root = await nodeHash(root, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? root : null;
}

// lib/proof/log/note.ts
var ED25519 = 1;
var COSIGNATURE = 4;
var LINE = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u;
var MOST_SIGNATURES = 64;
async function keyIdOf(name, type, publicKey) {
  return (await sha256(joined(utf8(`${name}
`), Uint8Array.of(type), publicKey))).slice(0, 4);
}
async function parseVerifierKey(text2) {
  const [, name = "", id2, encoded = ""] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text2) ?? [];
  const bytes = fromBase64(encoded);
  const type = bytes?.[0];
  if (!bytes || type === void 0 || bytes.length !== 33) return null;
  const publicKey = bytes.slice(1);
  const keyId = await keyIdOf(name, type, publicKey);
  return toHex(keyId) === id2 ? { name, keyId, type, publicKey } : null;
}
function parseLine(line) {
  const [, name = "", encoded = ""] = LINE.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  return bytes && bytes.length > 4 ? { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) } : null;
}
function parseSignatures(lines) {
  if (!lines.endsWith("\n")) return null;
  const parsed = lines.slice(0, -1).split("\n").map(parseLine);
  const signatures = parsed.filter((one3) => one3 !== null);
  return signatures.length === parsed.length && parsed.length <= MOST_SIGNATURES ? signatures : null;
}
function parseNote(note) {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || new RegExp("(?!\\n)\\p{Cc}|\\p{Surrogate}", "u").test(note)) return null;
  const signatures = parseSignatures(note.slice(end + 2));
  return signatures && { text: note.slice(0, end + 1), signatures };
}
function isBy(key, { name, keyId }) {
  return key.name === name && sameBytes(key.keyId, keyId);
}
async function isEd25519(publicKey, signature2, message) {
  const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, signature2, message);
}

// lib/proof/log/tiles.ts
var FULL = 256;
function indexPath(index) {
  const groups = String(index).padStart(Math.ceil(String(index).length / 3) * 3, "0").match(/\d{3}/g);
  return (groups ?? []).map((group, at, all) => at < all.length - 1 ? `x${group}` : group).join("/");
}
function tilePath({ level: level2, index, width }) {
  return `tile/${level2}/${indexPath(index)}${width < FULL ? `.p/${width}` : ""}`;
}
function widthAt(size, { level: level2, index }) {
  const height = level2 === "entries" ? 0 : level2;
  return Math.max(0, Math.min(FULL, Math.floor(size / FULL ** height) - index * FULL));
}
function entryBounds(bundle) {
  const bounds = [];
  for (let at = 0; at < bundle.length; ) {
    const [high, low] = [bundle[at], bundle[at + 1]];
    if (high === void 0 || low === void 0) return null;
    const end = at + 2 + high * 256 + low;
    if (end > bundle.length) return null;
    bounds.push([at + 2, end]);
    at = end;
  }
  return bounds;
}

// lib/proof/canonical/jcs.ts
var UNSEEN = new RegExp("(?![\\n\\t])\\p{Cc}|[\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]", "u");
var ALL_UNSEEN = new RegExp(UNSEEN, "gu");
function hasUnseen(text2) {
  return UNSEEN.test(text2);
}
function words(value) {
  if (new RegExp("\\p{Surrogate}", "u").test(value)) throw new TypeError("canonical text: a lone surrogate");
  if (value !== value.normalize("NFC")) throw new TypeError("canonical text: not in normal form C");
  if (hasUnseen(value)) throw new TypeError("canonical text: a control or invisible character");
  return JSON.stringify(value);
}
function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
function jcs(value) {
  if (typeof value === "string") return words(value);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isSafeInteger(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, jcs).join(",")}]`;
  if (typeof value !== "object" || value === null || !isPlain(value))
    throw new TypeError("canonical text: neither text, boolean, safe integer, list nor plain object");
  if (Object.getOwnPropertySymbols(value).length > 0) throw new TypeError("canonical text: a symbol as name");
  const entries = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
  return `{${entries.map(([name, held]) => `${words(name)}:${jcs(held)}`).join(",")}}`;
}

// lib/proof/rotating/leaf.ts
var words2 = (old, next) => utf8(`signataires-key/v1
${old}
${next}
`);
async function isHandover(leaf) {
  for (const [vkey, signature2] of [
    [leaf.old, leaf.sig_old],
    [leaf.new, leaf.sig_new]
  ]) {
    const [key, bytes] = [await parseVerifierKey(vkey), fromBase64(signature2)];
    if (!key || bytes?.length !== 64) return false;
    if (!await isEd25519(key.publicKey, bytes, words2(leaf.old, leaf.new))) return false;
  }
  return true;
}

// lib/proof/log/checkpoint.ts
function parseCheckpoint(text2) {
  const [origin = "", length = "", encoded = "", ...rest] = text2.split("\n");
  const [size, root] = [fromDecimal(length), fromBase64(encoded)];
  if (origin === "" || size === null || root?.length !== 32 || rest.length !== 1 || rest[0] !== "")
    return null;
  return { origin, size, root };
}
function cosignedMessage(text2, seconds) {
  return utf8(`cosignature/v1
time ${seconds}
${text2}`);
}
function timeOf({ signature: signature2 }) {
  if (signature2.length !== 72) return null;
  const seconds = Number(new DataView(signature2.buffer, signature2.byteOffset).getBigUint64(0));
  return Number.isSafeInteger(seconds) ? seconds : null;
}
async function holds(key, one3, text2) {
  if (key.type === ED25519)
    return one3.signature.length === 64 && isEd25519(key.publicKey, one3.signature, utf8(text2));
  const seconds = key.type === COSIGNATURE ? timeOf(one3) : null;
  if (seconds === null) return false;
  return isEd25519(key.publicKey, one3.signature.slice(8), cosignedMessage(text2, seconds));
}
async function signersOf(note, keys) {
  const found = /* @__PURE__ */ new Set();
  for (const one3 of note.signatures) {
    const key = keys.find((known) => isBy(known, one3));
    if (!key) continue;
    if (!await holds(key, one3, note.text)) return null;
    found.add(key);
  }
  return [...found];
}

// lib/proof/verify/checkpoint.ts
async function trustedCheckpoint(note, { logs, witnesses, isQuorum }, since = 0) {
  const checkpoint = parseCheckpoint(note.text);
  if (!checkpoint) return "checkpoint-unreadable";
  const ours = logs.filter(
    ({ name, until }) => name === checkpoint.origin && checkpoint.size <= (until ?? checkpoint.size)
  );
  const signers = await signersOf(note, [...ours, ...witnesses.map(({ key: key2 }) => key2)]);
  const key = ours.find((log) => signers?.includes(log));
  if (!signers || !key) return "not-signed-by-log";
  const cosigned = witnesses.filter((witness) => signers.includes(witness.key));
  if (!isQuorum(new Set(cosigned.map(({ name }) => name)))) return "too-few-witnesses";
  const fresh = cosigned.filter(
    (witness) => note.signatures.some((line) => isBy(witness.key, line) && (timeOf(line) ?? 0) >= since)
  );
  if (since > 0 && !isQuorum(new Set(fresh.map(({ name }) => name)))) return "too-old";
  return { checkpoint, key, witnesses: cosigned.map(({ name }) => name) };
}

// lib/proof/verify/shapes.ts
var text = (value) => typeof value === "string";
var words3 = (value) => typeof value === "string" && value !== "";
var count = (value) => typeof value === "number" && Number.isSafeInteger(value) && value >= 1;
var one = (...allowed) => (value) => allowed.some((known) => known === value);
var like = (pattern) => (value) => typeof value === "string" && pattern.test(value);
var list = (item) => (value) => Array.isArray(value) && value.every(item);
var exact = (required, optional = {}) => {
  const checks = new Map(Object.entries({ ...optional, ...required }));
  const needed = Object.keys(required);
  return (value) => typeof value === "object" && value !== null && !Array.isArray(value) && needed.every((name) => Object.hasOwn(value, name)) && Object.entries(value).every(([name, inner]) => checks.get(name)?.(inner) === true);
};
var translated = (value) => typeof value === "object" && value !== null && Object.entries(value).every(([, said2]) => text(said2));
var hash = like(/^sha256:[0-9a-f]{64}$/);
var day = like(/^\d{4}-\d{2}-\d{2}$/);
var instant = like(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
var version = one(1);
var base64url = like(/^[A-Za-z0-9_-]+$/);
var level = one("A1", "A2", "A3", "A4", "A5");
var how = one("call-back", "identity-seen");
var passkey = exact({
  kind: one("passkey"),
  credential: base64url,
  public_key: base64url,
  authenticator_data: base64url,
  client_data: base64url,
  signature: base64url
});
var EVIDENCE = [
  exact({ kind: one("paper"), pages: (value) => list(hash)(value) && JSON.stringify(value) !== "[]" }),
  exact({ kind: one("public-statement"), url: like(/^https?:\/\/\S+$/), quote: words3, day, snapshot: hash }),
  exact({ kind: one("attested"), how, day })
];
var signature = exact(
  {
    v: version,
    type: one("signature"),
    form: hash,
    candidate: exact(
      {
        id: words3,
        candidacy: words3,
        name: words3,
        role: one("candidate", "substitute"),
        election: exact({ id: words3, name: words3 }),
        constituency: exact({ code: words3, name: words3 })
      },
      { ticket: words3 }
    ),
    revision: count,
    answers: list(
      exact({ engagement: count, value: one("yes", "with-reservation", "no") }, { comment: words3 })
    ),
    language: words3,
    method: one("personal-link", "paper", "public-statement", "attested", "passkey"),
    level,
    evidence: text,
    signed_at: instant
  },
  {
    proof: (value) => EVIDENCE.some((check) => check(value)),
    delegate: exact({ name: words3, function: words3 }),
    entered: day
  }
);
var event = exact(
  {
    v: version,
    type: one("withdrawal", "dispute", "resolution", "lapse", "attestation"),
    ref: hash,
    at: instant
  },
  {
    reason: words3,
    act: one("attested", "countersigned"),
    how: one("call-back", "identity-seen", "passkey"),
    proof: passkey,
    level,
    day,
    by: list(words3),
    ground: one("never-signed", "not-authorised"),
    outcome: one("stands", "does-not-stand"),
    entered: day
  }
);
var form = exact(
  {
    v: version,
    type: one("form"),
    id: words3,
    version: count,
    by: list(words3),
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
              exact({ lineage: words3, number: count, title: translated, text: translated, why: translated })
            )
          })
        )
      },
      { requires: exact({}, { level: one("A2", "A3", "A4", "A5"), countersignature: one(true) }) }
    )
  },
  { prev: hash }
);
var LEAVES = {
  form,
  signature: exact({
    v: version,
    type: text,
    form: hash,
    commit: hash,
    day,
    level
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
    reason: one("art17", "identity-fraud", "court-order")
  }),
  seal: exact({ v: version, type: text, key: hash }, { ended: one(true) }),
  key: exact({ v: version, type: text, old: words3, new: words3, sig_old: words3, sig_new: words3 })
};
function parseCanonical(said2) {
  try {
    const value = JSON.parse(said2);
    return jcs(value) === said2 ? value : void 0;
  } catch {
    return void 0;
  }
}
var isSignature = (value) => signature(value);
var isForm = (value) => form(value);
function parseStatement(said2) {
  const value = parseCanonical(said2);
  return isSignature(value) ? value : null;
}
function parseForm(said2) {
  const value = parseCanonical(said2);
  return isForm(value) ? value : null;
}
var isHandover2 = (value) => LEAVES.key?.(value) === true;
var isSeal = (value) => LEAVES.seal?.(value) === true;
var SHORT = /^\{"commit":"sha256:[0-9a-f]{64}",(?:"day":"\d{4}-\d{2}-\d{2}","form":"(sha256:[0-9a-f]{64})","level":"A[1-5]","type":"signature"|"ref":"(sha256:[0-9a-f]{64})","type":"(withdrawal|dispute|resolution|lapse|attestation)"),"v":1\}$/;
function shortLeaf(said2) {
  const [, of, ref, type] = SHORT.exec(said2) ?? [];
  if (of) return { type: "signature", needs: of };
  return ref && type ? { type, needs: ref } : null;
}
function parseLeaf(said2) {
  const value = parseCanonical(said2);
  if (typeof value !== "object" || value === null) return null;
  const { type, ref, form: of } = { type: "", ref: null, form: null, ...value };
  if (!Object.hasOwn(LEAVES, type) || LEAVES[type]?.(value) !== true) return null;
  const needs = type === "signature" ? of : ref;
  return {
    type,
    needs: typeof needs === "string" ? needs : null,
    ...isHandover2(value) ? { handover: value } : {},
    ...isSeal(value) ? { seal: { name: value.key, isEnd: value.ended === true } } : {}
  };
}

// lib/proof/verify/audit.ts
var wrong = (problem, index) => ({
  verdict: "invalid",
  problem,
  ...index === void 0 ? {} : { index }
});
function tileHolds({ read }, tile, hashes) {
  const bytes = read(tilePath(tile));
  if (bytes?.length !== hashes.length * 32) return false;
  for (const [at, hash2] of hashes.entries())
    for (let byte = 0; byte < 32; byte += 1) if (bytes[at * 32 + byte] !== hash2[byte]) return false;
  return true;
}
function perfect(hashes, { node }) {
  let row = hashes;
  while (row.length > 1) {
    const next = [];
    for (let at = 0; at < row.length; at += 2) {
      const [left, right] = [row[at], row[at + 1]];
      if (left && right) next.push(node(left, right));
    }
    row = next;
  }
  return row[0] ?? new Uint8Array();
}
function checkTiles(exported, size, leaves) {
  const { hasher: hasher2 } = exported;
  let [hashes, rest] = [leaves, []];
  for (let level2 = 0; hashes.length > 0; level2 += 1) {
    const next = [];
    for (let index = 0; index * 256 < hashes.length; index += 1) {
      const part = hashes.slice(index * 256, index * 256 + 256);
      const tile = { level: level2, index, width: widthAt(size, { level: level2, index }) };
      if (!tileHolds(exported, tile, part)) return tile;
      if (part.length === 256) next.push(perfect(part, hasher2));
      else rest = [...part.map((hash2) => ({ height: 8 * level2, hash: hash2 })), ...rest];
    }
    hashes = next;
  }
  return rest;
}
function rootOf(rest, { node, empty }) {
  const edge = [];
  for (const one3 of rest) {
    let top = one3;
    for (let left = edge.at(-1); left?.height === top.height; left = edge.at(-1)) {
      edge.pop();
      top = { height: top.height + 1, hash: node(left.hash, top.hash) };
    }
    edge.push(top);
  }
  const last = edge.pop();
  return last ? edge.reduceRight((right, { hash: hash2 }) => node(hash2, right), last.hash) : empty();
}
var plain = new TextDecoder("latin1");
var utf82 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
function leafOf(entry) {
  try {
    return parseLeaf(utf82.decode(entry));
  } catch {
    return null;
  }
}
var brief = (hash2) => new DataView(hash2.buffer, hash2.byteOffset).getUint32(0) * 65536 + (hash2[4] ?? 0) * 256 + (hash2[5] ?? 0);
function danglingAt(hashes, needs, { hex }) {
  const open = new Map(needs);
  const briefs = new Set([...needs.keys()].map((name) => Number.parseInt(name.slice(7, 19), 16)));
  for (const [index, hash2] of hashes.entries()) {
    if (!briefs.has(brief(hash2))) continue;
    const name = `sha256:${hex(hash2)}`;
    if (index < (open.get(name) ?? 0)) open.delete(name);
  }
  return open.size === 0 ? null : [...open.values()].reduce((one3, other) => Math.min(one3, other));
}
function readLeaves({ read, hasher: hasher2 }, size) {
  const [hashes, needs] = [[], /* @__PURE__ */ new Map()];
  const handovers = [];
  for (let index = 0; index * 256 < size; index += 1) {
    const width = widthAt(size, { level: "entries", index });
    const bundle = read(tilePath({ level: "entries", index, width }));
    const bounds = bundle && entryBounds(bundle);
    if (!bounds) return wrong("tile-missing", index * 256);
    if (bounds.length !== width) return wrong("tile-differs", index * 256);
    const text2 = plain.decode(bundle);
    for (const [start, end] of bounds) {
      const entry = bundle.subarray(start, end);
      const leaf = shortLeaf(text2.slice(start, end)) ?? leafOf(entry);
      if (!leaf) return wrong("entry-malformed", hashes.length);
      if (leaf.handover) handovers.push([hashes.length, leaf.handover]);
      if (leaf.needs && !needs.has(leaf.needs)) needs.set(leaf.needs, hashes.length);
      hashes.push(hasher2.leaf(entry));
    }
  }
  const dangling = danglingAt(hashes, needs, hasher2);
  return dangling === null ? { hashes, handovers } : wrong("entry-refers-to-nothing", dangling);
}
async function auditLog(exported, policy, since) {
  const bytes = exported.read("checkpoint");
  const note = bytes && parseNote(new TextDecoder().decode(bytes));
  if (!note) return wrong("no-checkpoint");
  const trusted = await trustedCheckpoint(note, policy, since);
  if (typeof trusted === "string") return wrong(trusted);
  const { origin, size, root } = trusted.checkpoint;
  const leaves = readLeaves(exported, size);
  if (!("hashes" in leaves)) return leaves;
  for (const [index, handover] of leaves.handovers)
    if (!await isHandover(handover)) return wrong("key-not-handed-over", index);
  const rest = checkTiles(exported, size, leaves.hashes);
  if (!Array.isArray(rest)) return wrong("tile-differs", rest.index * 256 ** (Number(rest.level) + 1));
  return sameBytes(rootOf(rest, exported.hasher), root) ? { verdict: "valid", origin, size } : wrong("root-differs");
}

// lib/proof/verify/later-in-log.ts
var utf83 = new TextDecoder();
function laterInLog(read, size) {
  const [facts, seals] = [/* @__PURE__ */ new Map(), /* @__PURE__ */ new Map()];
  for (let first = 0; first < size; first += 256) {
    const at = { level: "entries", index: first / 256 };
    const bundle = read(tilePath({ ...at, width: widthAt(size, at) }));
    for (const [place, [start, end]] of ((bundle && entryBounds(bundle)) ?? []).entries()) {
      const said2 = utf83.decode(bundle?.subarray(start, end));
      const leaf = shortLeaf(said2) ?? parseLeaf(said2);
      const index = first + place;
      if (leaf?.seal?.isEnd && !seals.has(leaf.seal.name)) seals.set(leaf.seal.name, index);
      if (leaf?.needs && leaf.type !== "signature")
        facts.set(leaf.needs, [...facts.get(leaf.needs) ?? [], { kind: leaf.type, index }]);
    }
  }
  return { facts, seals };
}

// lib/proof/verify/policy.ts
function enough(kind, members) {
  const needed = kind === "any" ? 1 : kind === "all" ? members.length : /^[1-9]\d?$/.test(kind) ? Number(kind) : 0;
  if (needed === 0 || needed > members.length) return null;
  return (names2) => members.filter((member) => member(names2)).length >= needed;
}
async function parsePolicy(file) {
  const logs = [];
  const witnesses = [];
  const known = /* @__PURE__ */ new Map();
  let quorum = null;
  for (const line of file.split("\n")) {
    const [word, first = "", ...rest] = line.replace(/#.*/, "").trim().split(/\s+/);
    if (!word) continue;
    if (quorum) return null;
    if (word === "log") {
      const key = await parseVerifierKey(first);
      if (!key || rest.length > 1) return null;
      const until = fromDecimal(/# until (\d+)$/.exec(line)?.[1] ?? "");
      logs.push(until === null ? key : { ...key, until });
    } else if (word === "witness") {
      const key = await parseVerifierKey(rest[0] ?? "");
      if (!key || known.has(first) || first === "none" || rest.length > 2) return null;
      witnesses.push({ name: first, key, ...rest[1] ? { url: rest[1] } : {} });
      known.set(first, (names2) => names2.has(first));
    } else if (word === "group") {
      const [kind = "", ...members] = rest;
      const each = members.flatMap((name) => known.get(name) ?? []);
      const group = each.length === members.length ? enough(kind, each) : null;
      if (!group || known.has(first) || first === "none") return null;
      known.set(first, group);
    } else if (word === "quorum") {
      quorum = first === "none" ? () => true : known.get(first) ?? null;
      if (!quorum || rest.length > 0) return null;
    } else return null;
  }
  return quorum && logs.length > 0 ? { logs, witnesses, isQuorum: quorum } : null;
}

// lib/proof/log/proof-file.ts
var HEADER = "c2sp.org/tlog-proof@v1";
var MOST_HASHES = 63;
function parseProof(file) {
  const end = file.indexOf("\n\n");
  const [header, line = "", ...encoded] = file.slice(0, Math.max(end, 0)).split("\n");
  const index = line.startsWith("index ") ? fromDecimal(line.slice(6)) : null;
  const hashes = encoded.map(fromBase64).filter((hash2) => hash2?.length === 32);
  const checkpoint = parseNote(file.slice(end + 2));
  if (header !== HEADER || index === null || !checkpoint) return null;
  if (hashes.length !== encoded.length || hashes.length > MOST_HASHES) return null;
  return { index, hashes: hashes.filter((hash2) => hash2 !== null), checkpoint };
}

// lib/proof/seal/der.ts
var TAGS = { integer: 2, octets: 4, oid: 6, sequence: 48, set: 49, optional: 160 };
function lengthAt(bytes, at) {
  const first = bytes[at];
  if (first === void 0) return null;
  if (first < 128) return { length: first, start: at + 1 };
  const count2 = first & 127;
  if (count2 < 1 || count2 > 3 || at + 1 + count2 > bytes.length) return null;
  const length = bytes.slice(at + 1, at + 1 + count2).reduce((sum, byte) => sum * 256 + byte, 0);
  const shortest = length < 128 ? 0 : length < 256 ? 1 : length < 65536 ? 2 : 3;
  return shortest === count2 ? { length, start: at + 1 + count2 } : null;
}
function readDer(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length; ) {
    const size = lengthAt(bytes, at + 1);
    const end = size ? size.start + size.length : Number.NaN;
    if (!size || !(end <= bytes.length)) return null;
    found.push({ tag: bytes[at] ?? 0, value: bytes.slice(size.start, end), whole: bytes.slice(at, end) });
    at = end;
  }
  return found;
}
function der(tag, ...parts2) {
  const value = joined(...parts2);
  const { length } = value;
  const size = length < 128 ? [length] : length < 256 ? [129, length] : [130, length >> 8, length & 255];
  return joined(Uint8Array.of(tag, ...size), value);
}
function inside(element, tag) {
  return element?.tag === tag ? readDer(element.value) ?? [] : [];
}
function derSignature(raw) {
  const number = (digits) => {
    const from = Math.max(
      0,
      digits.findIndex((byte) => byte !== 0)
    );
    const shortest = digits.slice(from);
    return der(TAGS.integer, (shortest[0] ?? 0) > 127 ? joined(Uint8Array.of(0), shortest) : shortest);
  };
  return der(TAGS.sequence, number(raw.slice(0, 32)), number(raw.slice(32)));
}
function rawSignature(bytes) {
  const numbers2 = inside(readDer(bytes)?.[0], TAGS.sequence);
  const raw = new Uint8Array(64);
  for (const [n, { tag, value }] of numbers2.entries()) {
    const digits = value[0] === 0 ? value.slice(1) : value;
    if (tag !== TAGS.integer || digits.length > 32) return null;
    raw.set(digits, n * 32 + 32 - digits.length);
  }
  return numbers2.length === 2 && sameBytes(bytes, derSignature(raw)) ? raw : null;
}

// lib/proof/seal/cms.ts
var SIGNED_DATA = "2a864886f70d010702";
var CONTENT_TYPE = "2a864886f70d010903";
var DATA = "2a864886f70d010701";
var MESSAGE_DIGEST = "2a864886f70d010904";
var SIGNING_CERTIFICATE_V2 = "2a864886f70d010910022f";
var EC_PUBLIC_KEY = "2a8648ce3d0201";
var P256 = "2a8648ce3d030107";
var SHA256 = "608648016503040201";
var ECDSA_SHA256 = "2a8648ce3d040302";
var sha2562 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
var idOf = (element) => element?.tag === TAGS.oid ? toHex(element.value) : "";
var id = (hex) => der(TAGS.oid, fromHex(hex));
var one2 = der(TAGS.integer, Uint8Array.of(1));
function spelled(certificate, { attributes, signature: signature2 }) {
  const [body] = inside(certificate, TAGS.sequence);
  const [, serial, , issuer] = inside(body, TAGS.sequence);
  const digest2 = der(TAGS.sequence, id(SHA256));
  const signer = der(
    TAGS.sequence,
    one2,
    der(TAGS.sequence, issuer?.whole ?? new Uint8Array(), serial?.whole ?? new Uint8Array()),
    digest2,
    attributes.whole,
    der(TAGS.sequence, id(ECDSA_SHA256)),
    der(TAGS.octets, signature2)
  );
  const signed = der(
    TAGS.sequence,
    one2,
    der(TAGS.set, digest2),
    der(TAGS.sequence, id(DATA)),
    der(TAGS.optional, certificate.whole),
    der(TAGS.set, signer)
  );
  return der(TAGS.sequence, id(SIGNED_DATA), der(TAGS.optional, signed));
}
function parts(cms) {
  const [, content] = inside(readDer(cms)?.[0], TAGS.sequence);
  const [, , , certificates, signers] = inside(inside(content, TAGS.optional)[0], TAGS.sequence);
  const [certificate] = inside(certificates, TAGS.optional);
  const [, , , attributes, , signature2] = inside(inside(signers, TAGS.set)[0], TAGS.sequence);
  if (!certificate || attributes?.tag !== TAGS.optional || !signature2) return null;
  const signer = { attributes, signature: signature2.value };
  return sameBytes(cms, spelled(certificate, signer)) ? { certificate, signer } : null;
}
function attribute({ attributes }, id2) {
  const found = inside(attributes, TAGS.optional).map((each) => inside(each, TAGS.sequence)).filter(([name]) => idOf(name) === id2);
  const values = inside(found[0]?.[1], TAGS.set);
  return found.length === 1 && values.length === 1 ? values[0] : void 0;
}
function keyOf(certificate) {
  const [body] = inside(certificate, TAGS.sequence);
  const key = inside(body, TAGS.sequence).find((field) => {
    const [type, curve] = inside(inside(field, TAGS.sequence)[0], TAGS.sequence);
    return idOf(type) === EC_PUBLIC_KEY && idOf(curve) === P256;
  });
  return key?.whole ?? null;
}
async function names(value, certificate) {
  const [first] = inside(inside(inside(value, TAGS.sequence)[0], TAGS.sequence)[0], TAGS.sequence);
  return first?.tag === TAGS.octets && sameBytes(first.value, await sha2562(certificate.whole));
}
async function verifyCms(cms, content) {
  const found = parts(cms);
  const spki = found && keyOf(found.certificate);
  if (!found || !spki) return null;
  const { certificate, signer } = found;
  const digest2 = attribute(signer, MESSAGE_DIGEST);
  if (idOf(attribute(signer, CONTENT_TYPE)) !== DATA) return null;
  if (digest2?.tag !== TAGS.octets || !sameBytes(digest2.value, await sha2562(content))) return null;
  if (!await names(attribute(signer, SIGNING_CERTIFICATE_V2), certificate)) return null;
  const raw = rawSignature(signer.signature);
  if (!raw) return null;
  const signed = signer.attributes.whole.slice();
  signed[0] = TAGS.set;
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("spki", spki, algorithm, false, ["verify"]).catch(() => null);
  if (!key) return null;
  return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, raw, signed) ? spki : null;
}

// lib/proof/seal/seal-leaf.ts
async function sealLeaf(spki) {
  return jcs({ v: 1, type: "seal", key: await sealName(spki) });
}
async function sealName(spki) {
  return `sha256:${toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", spki)))}`;
}

// lib/proof/seal/sealed-file.ts
var latin1 = (bytes) => new TextDecoder("latin1").decode(bytes);
function sealOf(bytes, text2) {
  const ranges = [...text2.matchAll(/\/ByteRange \[0 (\d{1,9}) +(\d{1,9}) +(\d{1,9}) *\]/g)];
  const [from, to, rest] = (ranges.at(-1)?.slice(1) ?? []).map(Number);
  if (from === void 0 || to === void 0 || rest === void 0) return null;
  if (to <= from || to + rest !== bytes.length) return null;
  const digits = /^<([0-9A-F]+)>$/.exec(text2.slice(from, to))?.[1];
  if (!digits || digits.length % 2 > 0) return null;
  const padded = fromHex(digits);
  const end = padded.findLastIndex((byte) => byte !== 0) + 1;
  for (let size = end; size <= Math.min(end + 2, padded.length); size += 1) {
    const cms = padded.slice(0, size);
    if (readDer(cms)?.length === 1) return { covered: joined(bytes.slice(0, from), bytes.slice(to)), cms };
  }
  return null;
}
async function inflated(bytes) {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    return null;
  }
}
async function attached(bytes, text2) {
  const streams = text2.matchAll(
    /\/Type \/EmbeddedFile\n[^<>]*(?:<<[^<>]*>>)?[^<>]*\/Length (\d{1,9})\n\/Filter \/FlateDecode\n>>\nstream\n/g
  );
  const files = [...streams].map((found) => {
    const start = found.index + found[0].length;
    return inflated(bytes.slice(start, start + Number(found[1])));
  });
  return (await Promise.all(files)).filter((file) => file !== null);
}
async function readSealedFile(bytes) {
  const text2 = latin1(bytes);
  const seal = sealOf(bytes, text2);
  return seal && { ...seal, files: await attached(bytes, text2) };
}

// lib/proof/receipt/zip.ts
var LARGEST_ZIP = 4 * 1024 * 1024;
var MOST_FILES = 16;
var CRC = Uint32Array.from({ length: 256 }, (_, start) => {
  let crc = start;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 3988292384 ^ crc >>> 1 : crc >>> 1;
  return crc;
});
function crc32(bytes) {
  let crc = 4294967295;
  for (const byte of bytes) crc = (CRC[(crc ^ byte) & 255] ?? 0) ^ crc >>> 8;
  return (crc ^ 4294967295) >>> 0;
}
function numbers(...fields) {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return bytes;
}
function said({ name, bytes }) {
  const size = bytes.length;
  return numbers(
    ...[
      [2, 10],
      [2, 2048],
      [2, 0],
      [2, 0],
      [2, 33],
      [4, crc32(bytes)],
      [4, size],
      [4, size]
    ],
    ...[
      [2, utf8(name).length],
      [2, 0]
    ]
  );
}
function writeZip(files) {
  const bodies = [];
  const directory = [];
  let at = 0;
  for (const file of files) {
    const [name, header] = [utf8(file.name), said(file)];
    const body = joined(numbers([4, 67324752]), header, name, file.bytes);
    directory.push(
      joined(
        numbers([4, 33639248], [2, 10]),
        header,
        numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, at]),
        name
      )
    );
    bodies.push(body);
    at += body.length;
  }
  const index = joined(...directory);
  const count2 = files.length;
  const end = numbers(
    [4, 101010256],
    [2, 0],
    [2, 0],
    [2, count2],
    [2, count2],
    [4, index.length],
    [4, at],
    [2, 0]
  );
  return joined(...bodies, index, end);
}
function fileAt(zip, at) {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
  if (at + 30 > zip.length || view.getUint32(at, true) !== 67324752) return null;
  const [size, length] = [view.getUint32(at + 18, true), view.getUint16(at + 26, true)];
  const start = at + 30 + length;
  const end = start + size;
  if (end > zip.length) return null;
  const name = new TextDecoder().decode(zip.subarray(at + 30, start));
  return { file: { name, bytes: zip.slice(start, end) }, end };
}
function readZip(zip) {
  if (zip.length > LARGEST_ZIP) return null;
  const files = [];
  for (let found = fileAt(zip, 0); found && files.length < MOST_FILES; found = fileAt(zip, found.end))
    files.push(found.file);
  return files.length > 0 && sameBytes(writeZip(files), zip) ? files : null;
}

// lib/proof/receipt/receipt.ts
var NAMES = ["statement.json", "salt", "form.json", "receipt.tlog-proof", "log.vkey"];
function textOf({ bytes }) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
function readReceipt(zip) {
  const files = readZip(zip);
  if (files?.map(({ name }) => name).join() !== NAMES.join()) return null;
  const [statement, salt, form2, proof, keys] = files.map(textOf);
  if (!statement || !form2 || !proof || !keys || !/^[0-9a-f]{64}\n$/.test(salt ?? "")) return null;
  if (!keys.endsWith("\n")) return null;
  return { statement, salt: salt?.slice(0, 64) ?? "", form: form2, proof, keys: keys.slice(0, -1).split("\n") };
}

// lib/proof/statement/commitment.ts
var SALT_BYTES = 32;
function commitment(salt, canonical) {
  if (salt.length !== SALT_BYTES) throw new RangeError("a salt has 32 bytes");
  return sha256(joined(utf8("signataires-commit/v1\n"), salt, utf8(canonical)));
}

// lib/proof/statement/leaf.ts
function dayOf(instant2) {
  return instant2.slice(0, 10);
}
async function leafName(leaf) {
  return `sha256:${toHex(await leafHash(utf8(leaf)))}`;
}
async function leafOf2(statement, canonical, salt) {
  const commit = `sha256:${toHex(await commitment(salt, canonical))}`;
  return jcs(statement.type === "signature" ? ofSignature(statement, commit) : ofEvent(statement, commit));
}
function ofSignature({ form: form2, level: level2, signed_at, entered }, commit) {
  return { v: 1, type: "signature", form: form2, commit, day: entered ?? dayOf(signed_at), level: level2 };
}
function ofEvent({ type, ref }, commit) {
  return { v: 1, type, ref, commit };
}

// lib/proof/verify/receipt.ts
var invalid = (problem) => ({ verdict: "invalid", problem });
function answersAll({ answers }, { text: text2 }) {
  const numbers2 = text2.themes.flatMap(({ engagements }) => engagements.map(({ number }) => number));
  return numbers2.length === answers.length && answers.every(
    ({ engagement, value, comment }, at) => engagement === numbers2[at] && (value !== "with-reservation" || comment !== void 0)
  );
}
async function ownPolicy({ keys }) {
  const logs = await Promise.all(keys.map(parseVerifierKey));
  const all = logs.filter((key) => key !== null);
  return all.length === logs.length ? { logs: all, witnesses: [], isQuorum: () => true } : null;
}
async function policyFor(zip) {
  const receipt = readReceipt(zip);
  return receipt && ownPolicy(receipt);
}
async function trustedProof(receipt, leaf, policy) {
  const proof = parseProof(receipt.proof);
  if (!proof) return "proof";
  const trusted = await trustedCheckpoint(proof.checkpoint, policy);
  if (typeof trusted === "string") return trusted;
  const { size, root } = trusted.checkpoint;
  const found = await rootByInclusion(await leafHash(utf8(leaf)), proof.index, size, proof.hashes);
  return found && sameBytes(found, root) ? { trusted, index: proof.index } : "not-in-log";
}
async function verifyReceipt(bytes, policy) {
  if (!sameBytes(bytes.slice(0, 4), Uint8Array.of(80, 75, 3, 4)))
    return { verdict: "unknown", problem: "no-receipt" };
  const receipt = readReceipt(bytes);
  if (!receipt) return invalid("archive");
  const [statement, form2] = [parseStatement(receipt.statement), parseForm(receipt.form)];
  if (!statement) return invalid("statement");
  if (!form2) return invalid("form");
  if (await leafName(receipt.form) !== statement.form) return invalid("other-form");
  if (!answersAll(statement, form2)) return invalid("answers");
  if (!Object.hasOwn(form2.text.title, statement.language)) return invalid("language");
  const [own, salt] = [await ownPolicy(receipt), fromHex(receipt.salt)];
  if (!own) return invalid("keys");
  const leaf = await leafOf2(statement, receipt.statement, salt);
  const proven = await trustedProof(receipt, leaf, policy ?? own);
  if (typeof proven === "string") return invalid(proven);
  const { trusted, index } = proven;
  return {
    verdict: "valid",
    statement,
    form: form2,
    formHash: statement.form,
    index,
    leaf: await leafName(leaf),
    size: trusted.checkpoint.size,
    log: trusted.key,
    isKeyGiven: policy !== void 0,
    witnesses: trusted.witnesses,
    isSealed: false
  };
}

// lib/proof/verify/sealed.ts
var begins = (bytes, text2) => sameBytes(bytes.slice(0, text2.length), utf8(text2));
async function isAnnounced(spki, proof, policy) {
  const read = parseProof(new TextDecoder().decode(proof));
  const trusted = read && await trustedCheckpoint(read.checkpoint, policy);
  if (!read || !trusted || typeof trusted === "string") return false;
  const { size, root } = trusted.checkpoint;
  const found = await rootByInclusion(
    await leafHash(utf8(await sealLeaf(spki))),
    read.index,
    size,
    read.hashes
  );
  return found !== null && sameBytes(found, root);
}
async function verifySealed(bytes, policy, ended) {
  const sealed = await readSealedFile(bytes);
  if (!sealed) return invalid("not-sealed");
  const spki = await verifyCms(sealed.cms, sealed.covered);
  if (!spki) return invalid("seal-broken");
  const [zip, ...others] = sealed.files.filter((file) => begins(file, "PK"));
  const [proof, ...more] = sealed.files.filter((file) => begins(file, "c2sp.org/tlog-proof"));
  if (!zip || !proof || others.length + more.length > 0) return invalid("archive");
  const verdict = await verifyReceipt(zip, policy);
  if (verdict.verdict !== "valid") return verdict;
  const trusted = policy ?? await policyFor(zip);
  if (!trusted || !await isAnnounced(spki, proof, trusted)) return invalid("seal-unknown");
  const end = ended?.origin === verdict.log.name ? ended.at.get(await sealName(spki)) : void 0;
  if (end !== void 0 && verdict.index >= end) return invalid("seal-ended");
  return { ...verdict, isSealed: true };
}
function verifyFile(bytes, policy, ended) {
  return begins(bytes, "%PDF-") ? verifySealed(bytes, policy, ended) : verifyReceipt(bytes, policy);
}

// lib/proof/verify/since.ts
function dayIn(instant2, language) {
  const locale = language === "fr" ? "fr-FR" : "en-GB";
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(instant2));
}
var KINDS = {
  withdrawn: { fr: "retirée", en: "withdrawn" },
  disputed: { fr: "contestée", en: "disputed" },
  stands: {
    fr: "contestation examinée, la signature tient",
    en: "dispute examined, the signature stands"
  },
  "does-not-stand": {
    fr: "contestation examinée, la signature n’est pas de cette personne",
    en: "dispute examined, the signature is not that person’s"
  },
  lapsed: { fr: "caduque", en: "lapsed" },
  attested: { fr: "attestée", en: "attested" },
  countersigned: { fr: "contresignée", en: "countersigned" },
  renamed: { fr: "nom corrigé depuis", en: "name corrected since" },
  erased: { fr: "effacée", en: "erased" },
  withdrawal: { fr: "retirée", en: "withdrawn" },
  dispute: { fr: "contestée", en: "disputed" },
  resolution: {
    fr: "contestation tranchée, l’issue se lit sur la page publique",
    en: "dispute decided, the outcome is on the public page"
  },
  lapse: { fr: "caduque", en: "lapsed" },
  attestation: { fr: "attestée ou contresignée", en: "attested or countersigned" },
  erasure: { fr: "effacée", en: "erased" }
};
var HARMLESS = ["attested", "countersigned", "stands", "renamed", "attestation", "resolution"];
function toldOf({ kind, day: day2, index }, language) {
  const what = KINDS[kind]?.[language] ?? kind;
  if (day2)
    return language === "fr" ? `${what} le ${dayIn(day2, language)}` : `${what} on ${dayIn(day2, language)}`;
  return language === "fr" ? `${what} (entrée ${index})` : `${what} (entry ${index})`;
}
function sinceIn(since, language) {
  if (!since) return [];
  if (since.facts.length > 0) {
    const all = since.facts.map((fact) => toldOf(fact, language)).join(language === "fr" ? " ; " : "; ");
    return [language === "fr" ? `Depuis : ${all}.` : `Since: ${all}.`];
  }
  if ("size" in since)
    return [
      language === "fr" ? `Depuis : ni retrait ni contestation parmi les ${since.size} entrées de ce journal.` : `Since: neither withdrawal nor dispute among the ${since.size} entries of this log.`
    ];
  const day2 = dayIn(since.day, language);
  return [
    language === "fr" ? `Depuis : ni retrait ni contestation au ${day2}, d’après la liste que porte cette page.` : `Since: neither withdrawal nor dispute until ${day2}, by the list that this page carries.`
  ];
}
function lastBlow(since) {
  const facts = since?.facts ?? [];
  const answered = facts.findLastIndex(({ kind }) => kind === "stands");
  return facts.findLast(
    ({ kind }, at) => !HARMLESS.includes(kind) && !(kind === "disputed" && at < answered)
  );
}
function endOf(since, language) {
  if (!since) return "";
  const last = lastBlow(since);
  if (!last) return language === "fr" ? ", non retiré" : ", not withdrawn";
  const told2 = toldOf(last, language);
  return language === "fr" ? ` ; depuis : ${told2}` : `; since: ${told2}`;
}

// lib/proof/verify/words.ts
var PROBLEMS = {
  "no-receipt": {
    fr: "Ce fichier n’est pas un reçu de Signataires : rien ne peut en être dit.",
    en: "This file is no receipt of Signataires: nothing can be said of it."
  },
  policy: {
    fr: "Le fichier d’exigences n’en est pas un : il faut des lignes log, witness, group et quorum.",
    en: "The policy file is none: it wants lines log, witness, group and quorum."
  },
  archive: {
    fr: "L’archive est abîmée ou a été refaite : ce n’est plus, à l’octet près, celle qui a été émise.",
    en: "The archive is damaged or was made again: it is no longer, to the byte, the one that was issued."
  },
  statement: {
    fr: "La déclaration n’a pas la forme d’une déclaration : quelque chose y a été changé.",
    en: "The statement has not the form of a statement: something in it was changed."
  },
  form: {
    fr: "Le texte du formulaire n’a pas la forme d’un formulaire : quelque chose y a été changé.",
    en: "The text of the form has not the form of a form: something in it was changed."
  },
  "other-form": {
    fr: "Le texte joint n’est pas celui que la déclaration désigne : une lettre au moins diffère.",
    en: "The text enclosed is not the one that the statement names: one letter at least differs."
  },
  answers: {
    fr: "Les réponses ne correspondent pas aux engagements du texte joint.",
    en: "The answers do not match the engagements of the text enclosed."
  },
  language: {
    fr: "La déclaration nomme une langue dans laquelle le texte n’existe pas.",
    en: "The statement names a language in which the text does not exist."
  },
  keys: { fr: "La clé du journal jointe est abîmée.", en: "The log’s key enclosed is damaged." },
  proof: { fr: "La preuve d’inscription est abîmée.", en: "The proof of inclusion is damaged." },
  "not-in-log": {
    fr: "Le journal public ne contient pas cette déclaration : le nom, le jour, une réponse ou un autre détail y diffère.",
    en: "The public log does not hold this statement: the name, the day, an answer or another detail differs."
  },
  "not-sealed": {
    fr: "Le sceau ne couvre pas tout le fichier : quelque chose y a été ajouté, ou ce PDF n’a jamais été scellé.",
    en: "The seal does not cover the whole file: something was added to it, or this PDF was never sealed."
  },
  "seal-broken": {
    fr: "Le sceau ne correspond plus au fichier : quelque chose y a été changé.",
    en: "The seal no longer matches the file: something in it was changed."
  },
  "seal-unknown": {
    fr: "Ce PDF porte un sceau que le journal n’annonce pas : un autre que la plateforme l’a apposé.",
    en: "This PDF bears a seal that the log does not announce: somebody else than the platform put it there."
  },
  "seal-ended": {
    fr: "Ce PDF porte un sceau de la plateforme qui ne comptait plus quand cette signature est entrée au journal.",
    en: "This PDF bears a seal of the platform that no longer counted when this signature entered the log."
  },
  "checkpoint-unreadable": { fr: "Le relevé du journal est abîmé.", en: "The log’s checkpoint is damaged." },
  "not-signed-by-log": {
    fr: "Le relevé du journal n’est pas signé par une clé admise.",
    en: "The log’s checkpoint is not signed by an accepted key."
  },
  "too-few-witnesses": {
    fr: "Trop peu de témoins indépendants ont contresigné le relevé du journal.",
    en: "Too few independent witnesses cosigned the log’s checkpoint."
  },
  "too-old": {
    fr: "Le relevé du journal est trop ancien pour ce que vous exigez.",
    en: "The log’s checkpoint is older than you accept."
  }
};
var LEVELS = {
  A1: {
    fr: "par un lien envoyé à une adresse que l’ONG tenait d’une source nommée",
    en: "by a link sent to an address that the NGO held from a named source"
  },
  A2: { fr: "sur papier, transcrit par deux personnes", en: "on paper, transcribed by two people" },
  A3: {
    fr: "par une déclaration sur son canal officiel, citée avec son adresse",
    en: "by a statement on the official channel, quoted with its address"
  },
  A4: { fr: "attesté par deux membres de l’ONG", en: "attested by two members of the NGO" },
  A5: { fr: "par une clé d’accès sur la déclaration même", en: "by a passkey over the statement itself" }
};
function counted({ statement }) {
  const { answers } = statement;
  return { yes: answers.filter(({ value }) => value === "yes").length, total: answers.length };
}
function requiredIn(requires, language) {
  const { level: level2, countersignature } = requires ?? {};
  const french = [
    ...level2 ? [`le niveau ${level2} au moins`] : [],
    ...countersignature ? ["le contreseing de l’association"] : []
  ];
  const english = [
    ...level2 ? [`level ${level2} at least`] : [],
    ...countersignature ? ["the association’s countersignature"] : []
  ];
  if (french.length === 0) return [];
  return language === "fr" ? [`Pour compter, le formulaire demande ${french.join(" et ")}.`] : [`To count, the form asks for ${english.join(" and ")}.`];
}
function provenIn(proven, language) {
  const { statement, form: form2, index, size, witnesses, log, isSealed } = proven;
  const { candidate, level: level2, entered, delegate } = statement;
  const { yes, total } = counted(proven);
  const who = `${candidate.name}, ${candidate.constituency.name}, ${candidate.election.name}`;
  const title = form2.text.title[language] ?? form2.text.title[statement.language] ?? "";
  const french = [
    `Qui : ${who}${candidate.role === "substitute" ? " (suppléance)" : ""}.`,
    `Quoi : la version ${form2.version} de « ${title} », par ${form2.by.join(", ")} ; ${yes} engagements sur ${total} sans réserve.`,
    `Quand : le ${dayIn(statement.signed_at, language)}${entered ? `, inscrit au journal plus tard, le ${dayIn(entered, language)}` : ""}.`,
    `Comment : niveau ${level2}, ${LEVELS[level2].fr}.${delegate ? ` Signé par délégation par ${delegate.name}, ${delegate.function}.` : ""}`,
    ...requiredIn(form2.text.requires, language),
    `Où : entrée ${index} du journal « ${log.name} », sous un relevé de ${size} entrées signé par sa clé${witnesses.length > 0 ? ` et contresigné par ${witnesses.join(", ")}` : ""}.`,
    ...isSealed ? [
      "Sceau : celui de la plateforme, annoncé par le journal, sur tout le fichier ; ce n’est pas un certificat de la personne."
    ] : []
  ];
  const english = [
    `Who: ${who}${candidate.role === "substitute" ? " (substitute)" : ""}.`,
    `What: version ${form2.version} of “${title}”, by ${form2.by.join(", ")}; ${yes} of ${total} engagements without reservation.`,
    `When: on ${dayIn(statement.signed_at, language)}${entered ? `, entered into the log later, on ${dayIn(entered, language)}` : ""}.`,
    `How: level ${level2}, ${LEVELS[level2].en}.${delegate ? ` Signed as a delegate by ${delegate.name}, ${delegate.function}.` : ""}`,
    ...requiredIn(form2.text.requires, language),
    `Where: entry ${index} of the log “${log.name}”, under a checkpoint of ${size} entries signed by its key${witnesses.length > 0 ? ` and cosigned by ${witnesses.join(", ")}` : ""}.`,
    ...isSealed ? [
      "Seal: the platform’s, announced by the log, over the whole file; it is no certificate of the person."
    ] : []
  ];
  return language === "fr" ? french : english;
}
function unprovenIn({ isKeyGiven, witnesses, log }, language, since) {
  const key = `${log.name}+${Array.from(log.keyId, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  const french = [
    ...isKeyGiven ? [] : [`La clé du journal (${key}) a été lue dans le reçu : comparez-la à celle que le site publie.`],
    ...witnesses.length > 0 ? [] : ["Aucun témoin indépendant n’a été exigé."],
    ...since ? [] : [
      "Ce qui s’est passé depuis (retrait, contestation) se lit sur la page publique ou dans le journal."
    ],
    "Un journal n’empêche pas son exploitant d’inventer une signature : voyez comment la personne a été reconnue."
  ];
  const english = [
    ...isKeyGiven ? [] : [`The log’s key (${key}) was read in the receipt: compare it with the one that the site publishes.`],
    ...witnesses.length > 0 ? [] : ["No independent witness was asked for."],
    ...since ? [] : ["What happened since (withdrawal, dispute) is read on the public page or in the log."],
    "A log does not keep its operator from inventing a signature: see how the person was recognised."
  ];
  return language === "fr" ? french : english;
}
function wordsOf(verdict, language, since = null) {
  if (verdict.verdict !== "valid") {
    const head = {
      invalid: { fr: "Non valide.", en: "Not valid." },
      unknown: { fr: "Impossible à dire.", en: "Cannot tell." }
    }[verdict.verdict][language];
    return { title: `${head} ${PROBLEMS[verdict.problem][language]}`, proven: [], unproven: [] };
  }
  const { name } = verdict.statement.candidate;
  const day2 = dayIn(verdict.statement.signed_at, language);
  const end = endOf(since, language);
  const title = {
    fr: `Valide : signé par ${name} le ${day2}${end}.`,
    en: `Valid: signed by ${name} on ${day2}${end}.`
  }[language];
  const proven = [...provenIn(verdict, language), ...sinceIn(since, language)];
  return { title, proven, unproven: unprovenIn(verdict, language, since) };
}
function auditWords(verdict, language) {
  if (verdict.verdict === "valid") {
    const { size, origin } = verdict;
    return language === "fr" ? `Valide : les ${size} entrées du journal « ${origin} » donnent la racine signée.` : `Valid: the ${size} entries of the log “${origin}” give the signed root.`;
  }
  const at = verdict.index === void 0 ? "" : language === "fr" ? ` (entrée ${verdict.index})` : ` (entry ${verdict.index})`;
  return language === "fr" ? `Non valide${at} : ${verdict.problem}.` : `Not valid${at}: ${verdict.problem}.`;
}

// bin/verify/main.ts
var USAGE = `node verify.mjs FILE… [--policy FILE] [--log DIR] [--max-age HOURS] [--lang fr|en] [--json]

Checks receipts of signatures, and with --log a whole export of the log, without a network; both together tell what the log
says of each receipt since.
Exit code: 0 all valid, 1 one is invalid, 2 one cannot be told.
`;
var CannotTell = class extends Error {
};
var digest = (...parts2) => {
  const hash2 = createHash("sha256");
  for (const part of parts2) hash2.update(part);
  return new Uint8Array(hash2.digest());
};
var hasher = {
  leaf: (data) => digest(Uint8Array.of(0), data),
  node: (left, right) => digest(Uint8Array.of(1), left, right),
  empty: () => digest(),
  hex: (hash2) => Buffer.from(hash2.buffer, hash2.byteOffset, hash2.length).toString("hex")
};
function bytesOf(path) {
  try {
    return new Uint8Array(readFileSync(path));
  } catch {
    throw new CannotTell(`${path}: cannot be read`);
  }
}
async function policyOf(path) {
  if (path === void 0) return void 0;
  const policy = await parsePolicy(new TextDecoder().decode(bytesOf(path)));
  if (!policy) throw new CannotTell(`${path}: not a policy file (log, witness, group and quorum lines)`);
  return policy;
}
var reading = (folder) => (path) => {
  try {
    return new Uint8Array(readFileSync(join(folder, path)));
  } catch {
    return null;
  }
};
async function auditOf(folder, policy, hours) {
  if (!policy) throw new CannotTell("--log wants --policy FILE with a line `log <key>`: whose log is it?");
  const since = hours === void 0 ? void 0 : Math.floor(Date.now() / 1e3) - Number(hours) * 3600;
  return auditLog({ read: reading(folder), hasher }, policy, since);
}
function knownFrom(folder, audit) {
  if (!folder || audit?.verdict !== "valid") return null;
  const { origin, size } = audit;
  const { facts, seals } = laterInLog(reading(folder), size);
  const sinceOf = (verdict) => verdict.verdict === "valid" && verdict.log.name === origin && verdict.index < size ? { size, facts: facts.get(verdict.leaf) ?? [] } : null;
  return { ended: { origin, at: seals }, sinceOf };
}
var EXIT = { valid: 0, invalid: 1, unknown: 2 };
function show(path, verdict, language, since) {
  const { title, proven, unproven } = wordsOf(verdict, language, since);
  console.log(`${path}: ${title}`);
  for (const line of proven) console.log(`  ✓ ${line}`);
  for (const line of unproven) console.log(`  · ${line}`);
}
function told(verdict) {
  if (verdict.verdict !== "valid" || !("statement" in verdict)) return verdict;
  const { form: form2, log, ...rest } = verdict;
  return { ...rest, form: { id: form2.id, version: form2.version, by: form2.by }, log: log.name };
}
async function run(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      policy: { type: "string" },
      log: { type: "string" },
      "max-age": { type: "string" },
      lang: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean" }
    }
  });
  if (values.help || positionals.length === 0 && !values.log) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const spoken = values.lang ?? process.env.LC_ALL ?? process.env.LANG ?? "";
  const language = spoken.startsWith("en") ? "en" : "fr";
  const policy = await policyOf(values.policy);
  const results = [];
  const audit = values.log ? await auditOf(values.log, policy, values["max-age"]) : void 0;
  const known = knownFrom(values.log, audit);
  for (const file of positionals) {
    const verdict = await verifyFile(bytesOf(file), policy, known?.ended);
    const since = known?.sinceOf(verdict) ?? null;
    results.push({ file, verdict, since });
    if (!values.json) show(file, verdict, language, since);
  }
  if (values.log && audit) {
    results.push({ file: values.log, verdict: audit });
    if (!values.json) console.log(`${values.log}: ${auditWords(audit, language)}`);
  }
  if (values.json) {
    const said2 = results.map(({ file, verdict, since }) => {
      return { file, ...told(verdict), ...since ? { since: since.facts } : {} };
    });
    console.log(JSON.stringify(said2, null, 2));
  }
  const codes = results.map(({ verdict }) => EXIT[verdict.verdict]);
  return codes.includes(1) ? 1 : codes.includes(2) ? 2 : 0;
}
process.removeAllListeners("warning");
run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
);

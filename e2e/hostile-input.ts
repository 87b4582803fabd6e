/** What strangers send: everything but what a door expects. */

const LONG = "x".repeat(100_000);

/** A generator of numbers from 0 to 1 that says the same at each run (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** So many of a list, others at each call. */
export function some<T>(random: () => number, list: readonly T[], count: number): T[] {
  const rest = [...list];
  return Array.from(
    { length: Math.min(count, rest.length) },
    () => rest.splice(Math.floor(random() * rest.length), 1)[0],
  ).filter((one) => one !== undefined);
}

/** Parts of an address as they stand on the wire, well formed or not. */
export const SEGMENTS = [
  "%00",
  "%E0%A4%A",
  "%ZZ",
  "%",
  "%C0%80",
  "%ED%A0%80",
  "%F0%9F%92%A9",
  "%E2%80%AE",
  "..%2f..%2fetc%2fpasswd",
  "%2e%2e",
  "__proto__",
  "constructor",
  "-1",
  "0",
  "99999999999999999999",
  "2147483648",
  "NaN",
  "null",
  "00000000-0000-4000-8000-000000000000",
  "0000000000-x",
  "'%20OR%201=1--",
  "%7B%7B7*7%7D%7D",
  "a".repeat(3000),
  "%F0%9F%98%80".repeat(200),
];

const TEXTS = [
  "",
  "\0",
  "\u202eabc",
  "\ud800",
  "💩",
  "__proto__",
  "null",
  "-1",
  "1e309",
  "2026-99-99",
  "'; --",
  "{{7*7}}",
];
export const VALUES = [
  ...TEXTS,
  LONG,
  "[object Object]",
  "00000000-0000-4000-8000-000000000000",
  "\r\nSet-Cookie: a=b",
];

/** Query strings, raw. */
export const QUERIES = [
  "q=%00",
  "q=%E0%A4%A",
  "q=%",
  "q&q&q=1&q=2",
  "q[]=1&q[a]=2",
  "__proto__=1&constructor.prototype.x=1",
  "form=%ED%A0%80&compare=%00&compare=1&engagement=-1&add=__proto__&page=NaN&theme=1e309",
  "page=99999999999999999999&theme=-1&kind=__proto__&reason=constructor&as=toString&sort=__proto__&state=%00",
  "page=2147483648&election=%00&all=%FF&lang=__proto__&what=constructor&status=__proto__&party=%00&department=%00",
  `q=${"%F0%9F%98%80".repeat(500)}`,
  `${"a=1&".repeat(3000)}q=x`,
];

export interface Body {
  readonly type: string | null;
  readonly bytes: Buffer;
}

const FORM = "application/x-www-form-urlencoded";
const body = (type: string | null, text: string | Buffer): Body => ({ type, bytes: Buffer.from(text) });

/** Bodies that no form of ours sends; each holds a field that no door knows. */
export const BODIES: readonly Body[] = [
  body(FORM, "{not}"),
  body(FORM, "[]"),
  body(FORM, "__proto__=x&constructor.prototype.y=1&a.b.c.d.e.f=1&a=2&toString=3"),
  body(FORM, `intrus=${LONG}`),
  body(FORM, "%E0%A4%A=%ZZ&%=%&intrus=%FF%FE"),
  body(FORM, "%00=%00&intrus=%00"),
  body(FORM, Buffer.from([0x69, 0x3d, 0xff, 0xfe, 0xc0, 0x80, 0x26, 0xed, 0xa0, 0x80, 0x3d, 0x31])),
  body(FORM, `${"intrus=1&".repeat(5000)}x=1`),
  body(`${FORM}; charset=utf-7`, "+ADw-intrus=1"),
  body("application/json", "{not}"),
  body("application/json", "[]"),
  body("application/json", "null"),
  body("application/json", '{"__proto__":{"intrus":1},"constructor":{"prototype":{"x":1}}}'),
  body("application/json", '{"answers":[],"intrus":{"a":null},"key":1e309}'),
  body("application/json", "[".repeat(20_000)),
  body("application/json", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  body("text/plain", "intrus=1"),
  body("message/rfc822", "From: x\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n--a"),
  body("multipart/form-data", "--x\r\n\r\nintrus"),
  body("multipart/form-data; boundary=x", '--x\r\nContent-Disposition: form-data; name="intrus"\r\n\r\n1'),
  body(
    "multipart/form-data; boundary=x",
    '--x\r\nContent-Disposition: form-data; name="$ACTION_REF_1"\r\n\r\n\r\n--x\r\nContent-Disposition: form-data; name="$ACTION_1:0"\r\n\r\n{not}\r\n--x--\r\n',
  ),
  body(
    "multipart/form-data; boundary=x",
    `--x\r\nContent-Disposition: form-data; name="$ACTION_ID_${"0".repeat(42)}"\r\n\r\n\r\n--x--\r\n`,
  ),
  body(null, "intrus=1"),
  body("\u00e9/\u00e9", "intrus=1"),
];

/** Fields that a page's own form holds, filled with what it does not expect, and one that it does not know. */
export function misfilled(random: () => number, html: string): Body {
  const names = [...html.matchAll(/<(?:input|textarea|select)[^>]* name="([^"]+)"/g)].map(
    ([, name = ""]) => name,
  );
  const fields = new URLSearchParams({ intrus: "1" });
  for (const name of new Set(names)) {
    const [value = ""] = some(random, VALUES, 1);
    fields.append(random() < 0.2 ? `${name}.x` : name, value.slice(0, 20_000));
    if (random() < 0.2) fields.append(name, "again");
  }
  return body(FORM, fields.toString());
}

const part = (name: string, value: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

/** What a script would send to an action: React's own notation, pointing at what is not there. */
const REPLIES = [
  '[{"kind":"idle"},"$K1"]',
  '["$@1"]',
  '["$F99"]',
  '["$Q1","$W1","$i1"]',
  '["$undefined","$n99999999999999999999","$D2026-99-99"]',
  '{"__proto__":{"x":1},"then":"$1:constructor:constructor"}',
  '"$1:__proto__:then"',
  '"$B1"',
  "null",
  "$",
];

/** A page's own actions, as it names them, called with what they do not expect and a field that they do not know. */
export function misacted(random: () => number, html: string): Body[] {
  const hidden = [...html.matchAll(/<input type="hidden" name="(\$ACTION_[^"]+)"(?: value="([^"]*)")?/g)];
  const own = hidden.map(([, name = "", value = ""]) => part(name, value.replaceAll("&quot;", '"')));
  const broken = hidden.map(([, name = "", value = ""]) => part(name, value.replaceAll("&quot;", "'")));
  const [value = ""] = some(random, VALUES, 1);
  const rest = `${part("intrus", "1")}${part("id", value.slice(0, 1000))}${part("__proto__", "1")}--x--\r\n`;
  const pointing = hidden.map(([, name = "", value = ""]) =>
    part(name, /:[1-9]$/.test(name) ? (some(random, REPLIES, 1)[0] ?? "") : value.replaceAll("&quot;", '"')),
  );
  return [own, broken, pointing].map((parts) =>
    body("multipart/form-data; boundary=x", parts.join("") + rest),
  );
}

/** The same actions as a script calls them: their id in a header, by the id that the page names. */
export function miscalled(
  random: () => number,
  html: string,
): { readonly id: string; readonly body: Body }[] {
  const ids = [...html.matchAll(/&quot;id&quot;:&quot;([0-9a-f]{42})/g)].map(([, id = ""]) => id);
  return some(random, ids, 1).flatMap((id) =>
    some(random, REPLIES, 3).map((reply, at) => ({
      id,
      body:
        at === 0
          ? body("text/plain;charset=UTF-8", reply)
          : body("multipart/form-data; boundary=x", `${part("1_intrus", "1")}${part("0", reply)}--x--\r\n`),
    })),
  );
}

/** Headers that pretend. */
export function disguises(own: string): readonly Readonly<Record<string, string>>[] {
  return [
    { origin: own, "sec-fetch-site": "same-origin" },
    { origin: own },
    { origin: "null" },
    { origin: "https://foreign.example" },
    {},
    {
      origin: own,
      "x-forwarded-host": "forwarded.example",
      "x-forwarded-proto": "gopher",
      forwarded: "host=forwarded.example",
    },
    {
      origin: own,
      "accept-language": "__proto__;q=9,%00",
      "accept-encoding": "br;q=0,zz",
      range: "bytes=9-1",
      "if-none-match": "W/",
    },
    {
      origin: own,
      cookie: "signataires-session=%E0%A4%A; __proto__=1; =;;;",
      "x-request-id": "../../x",
      "next-action": "0".repeat(42),
    },
    { origin: own, "next-action": "x", "next-router-state-tree": "%7Bnot", rsc: "1" },
    { origin: own, rsc: "1", "next-router-state-tree": "[]", "next-router-prefetch": "1" },
  ];
}

const LINE = "HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";

/** What no client library would send at all. */
export const RAW = [
  `GET /fr/\u00ff\u00fe ${LINE}\r\n`,
  `GET /fr/\0 ${LINE}\r\n`,
  `GET http://foreign.example/fr ${LINE}\r\n`,
  `GET //foreign.example/fr ${LINE}\r\n`,
  `GET /\\foreign.example ${LINE}\r\n`,
  `GET fr ${LINE}\r\n`,
  `OPTIONS * ${LINE}\r\n`,
  `GET /fr ${LINE}Host: foreign.example\r\n\r\n`,
  "GET /fr HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n",
  "GET /fr HTTP/1.1\r\nHost: a b@c:99999999\r\nConnection: close\r\n\r\n",
  "GET /fr HTTP/1.0\r\n\r\n",
  `GET /fr ${LINE}X: ${"y".repeat(70_000)}\r\n\r\n`,
  `POST /fr/login ${LINE}Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  `POST /fr/login ${LINE}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
  `POST /fr/login ${LINE}Content-Length: -1\r\n\r\n`,
  "\u0016\u0003\u0001\u0002\0\u0001",
];

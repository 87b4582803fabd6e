import pg from "pg";
import { type Door, document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { configuredOrigin } from "@/lib/core/origin";
import {
  acceptAllDocument,
  acceptAllForm,
  answersDocument,
  answersForm,
  approveForm,
  keepDoor,
  reviewDocument,
} from "../answering/documents";
import * as acts from "../documents";
import { handOverDocument, handOverForm, nameForm, readyForm, revokeForm } from "../preparing/documents";
import { confirmDocument, doneDocument, signForm } from "../signing/documents";

/** The pages behind a link, by the last part of their address. */
export const GET: Record<string, Door> = {
  "": document(acts.openDocument),
  answers: document(answersDocument),
  "accept-all": document(acceptAllDocument),
  review: document(reviewDocument),
  confirm: document(confirmDocument),
  done: document(doneDocument),
  withdraw: document(acts.withdrawDocument),
  decline: document(acts.declineDocument),
  "not-me": document(acts.notMeDocument),
  stop: document(acts.stopDocument),
  prepare: document(handOverDocument),
};
export const POST: Record<string, Door> = {
  answers: form(answersForm),
  "accept-all": form(acceptAllForm),
  confirm: form(signForm),
  withdraw: form(acts.withdrawForm),
  decline: form(acts.declineForm),
  "not-me": form(acts.notMeForm),
  stop: form(acts.stopForm),
  review: form(approveForm),
  prepare: form(handOverForm),
  revoke: form(revokeForm),
  name: form(nameForm),
  ready: form(readyForm),
};
const RENEW = form(acts.renewForm);

export interface Answered {
  readonly status: number;
  readonly html: string;
  /** Without tags. */
  readonly text: string;
  readonly headers: Headers;
}

async function answered(response: Response | undefined): Promise<Answered> {
  if (!response) throw new Error("there is no such door");
  const html = await response.text();
  const text = html.replace(/<[^>]+>/g, " ").replace(/[\s\u00a0]+/g, " ");
  return { status: response.status, html, text, headers: response.headers };
}

/** Opens a page behind this link. */
export async function get(token: string, path = "", locale = "fr"): Promise<Answered> {
  const [page = ""] = path.split("?");
  const request = new Request(`${configuredOrigin()}/${locale}/sign/${token}${path && `/${path}`}`);
  return answered(await GET[page]?.(request, { params: Promise.resolve({ locale, token }) }));
}

/** Presses a button of a page behind this link. */
export async function post(token: string, path: string, fields: Record<string, string> = {}, locale = "fr") {
  const [page = ""] = path.split("?");
  const request = new Request(`${configuredOrigin()}/${locale}/sign/${token}/${path}`, {
    method: "POST",
    headers: { origin: configuredOrigin(), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });
  const door = page === "renew" ? RENEW : POST[page];
  return answered(await door?.(request, { params: Promise.resolve({ locale, token }) }));
}

/** Keeps answers as the script of the page does. */
export async function keepBy(token: string, fields: Record<string, string>) {
  const request = new Request(`${configuredOrigin()}/api/v1/keep/${token}`, {
    method: "POST",
    headers: { origin: configuredOrigin(), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });
  const response = await keepDoor(request, { params: Promise.resolve({ token }) });
  return { status: response.status, body: JSON.parse((await response.text()) || "{}") };
}

/** The hidden fields of a page, as its button sends them. */
export function hidden(html: string): Record<string, string> {
  const found = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return Object.fromEntries(found.map(([, name = "", value = ""]) => [name, value]));
}

/** A digest of every row of every table. */
export async function checksum(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  const sums: string[] = [];
  for (const { name } of rows) {
    const sum = await client.query(
      `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM ${name} t`,
    );
    sums.push(`${name} ${sum.rows[0]?.sum}`);
  }
  await client.end();
  return sums.join("\n");
}

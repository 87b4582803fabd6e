import type { Door } from "@/lib/core/document";
import { document } from "@/lib/core/document";
import { download } from "@/lib/core/download";
import { comparisonDocument } from "../ballots/comparing/documents";
import { constituencyDocument } from "../ballots/documents";
import { candidacyDocument } from "../candidacies/documents";
import { dataDocument } from "../data/documents";
import { constituenciesDocument, electionDocument, electionsDocument } from "../elections/documents";
import { wallDocument } from "../elections/wall/documents";
import { searchDocument } from "../finder/documents";
import { departmentDocument, departmentsDocument } from "../finder/listing/documents";
import { formDocument, formsDocument, signatoriesDownload, versionDocument } from "../forms/documents";
import { groupsDocument } from "../forms/groups/documents";
import { homeDocument } from "../home/documents";
import { organizationDocument } from "../organizations/documents";
import {
  accessibilityDocument,
  legalDocument,
  methodDocument,
  nowhereDocument,
  privacyDocument,
} from "../pages/documents";
import { personDocument } from "../people/documents";
import { yearsDocument } from "../people/years/documents";
import { placeDocument } from "../places/documents";
import { writeDocument } from "../writing/documents";

/** The public doors by the pattern of their address after the language, as `app/` has them. */
const DOORS: readonly (readonly [RegExp, Door])[] = [
  [/^$/, document(homeDocument)],
  [/^\/search$/, document(searchDocument)],
  [/^\/find$/, document(departmentsDocument)],
  [/^\/find\/(?<department>[^/]+)$/, document(departmentDocument)],
  [/^\/data$/, document(dataDocument)],
  [/^\/constituencies$/, document(constituenciesDocument)],
  [/^\/elections$/, document(electionsDocument)],
  [/^\/elections\/(?<slug>[^/]+)$/, document(electionDocument)],
  [/^\/elections\/(?<slug>[^/]+)\/wall(?:\/(?<form>[^/]+))?$/, document(wallDocument)],
  [/^\/elections\/(?<slug>[^/]+)\/(?<area>[^/]+)$/, document(constituencyDocument)],
  [
    /^\/elections\/(?<slug>[^/]+)\/(?<area>[^/]+)\/compare(?:\/(?!themes\/)(?<form>[^/]+))?(?:\/themes\/(?<theme>[^/]+))?$/,
    document(comparisonDocument),
  ],
  [/^\/places\/(?<scheme>[^/]+)\/(?<code>[^/]+)$/, document(placeDocument)],
  [/^\/people\/(?<id>[^/]+)$/, document(personDocument)],
  [/^\/people\/(?<id>[^/]+)\/years$/, document(yearsDocument)],
  [/^\/candidacies\/(?<id>[^/]+)$/, document(candidacyDocument)],
  [/^\/candidacies\/(?<id>[^/]+)\/write$/, document(writeDocument)],
  [/^\/forms$/, document(formsDocument)],
  [/^\/forms\/(?<slug>[^/]+)$/, document(formDocument)],
  [/^\/forms\/(?<slug>[^/]+)\/signatories\.csv$/, download(signatoriesDownload)],
  [/^\/forms\/(?<slug>[^/]+)\/parties$/, document(groupsDocument("parties"))],
  [/^\/forms\/(?<slug>[^/]+)\/departments$/, document(groupsDocument("departments"))],
  [/^\/forms\/(?<slug>[^/]+)\/versions\/(?<number>[^/]+)$/, document(versionDocument)],
  [/^\/organizations\/(?<slug>[^/]+)$/, document(organizationDocument)],
  [/^\/method$/, document(methodDocument)],
  [/^\/legal$/, document(legalDocument)],
  [/^\/privacy$/, document(privacyDocument)],
  [/^\/accessibility$/, document(accessibilityDocument)],
  [/^\//, document(nowhereDocument)],
];

export interface Read {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** What a reader sees: tags off, spaces as one. */
  readonly text: string;
}

/** Reads a public address such as "/fr/search?q=78700" as a browser would. */
export async function read(address: string): Promise<Read> {
  const url = new URL(address, "http://localhost:3000");
  const [, locale = "fr", path = ""] = /^\/(\w+)(.*?)\/?$/.exec(url.pathname) ?? [];
  for (const [pattern, door] of DOORS) {
    const found = pattern.exec(path);
    if (!found) continue;
    const entries = Object.entries(found.groups ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, decodeURIComponent(value)]);
    const params = Promise.resolve({ locale, ...Object.fromEntries(entries) });
    const response = await door(new Request(url), { params });
    const html = await response.text();
    const text = html
      .replace(/<(style|script|title)[^>]*>.*?<\/\1>/gs, " ")
      .replace(/<\/?sup>/g, "")
      .replace(/<[^>]+>/g, " ")
      .replace(/&#x27;/g, "'")
      .replace(/&amp;/g, "&")
      .replace(/[\s\u00a0]+/g, " ");
    return { status: response.status, headers: response.headers, html, text };
  }
  throw new Error(`no door answers ${address}`);
}

import type { DocumentSpec, Moved, Visit } from "@/lib/core/document";
import { type Locale, localized, preferredLocale } from "@/lib/core/i18n/locale";
import { type Translator, translator } from "@/lib/core/i18n/translator";
import { secondsToWaitHere } from "@/lib/core/limits";
import { configuredOrigin } from "@/lib/core/origin";
import { sourceOf } from "@/lib/core/peer";
import { problem } from "@/lib/core/problem";
import { report } from "@/lib/core/report";
import { placesOfAddress } from "@/lib/places/addresses/queries";
import { addressIn } from "@/lib/places/addresses/rules";
import { findPlaces } from "@/lib/places/queries";
import { publicHasOutlines } from "../outlines/queries";
import { type PublicElection, publicCurrentElection } from "../queries";
import { areaTitle, fullName } from "../rules";
import { publicParties, publicPeople } from "./queries";
import { addressChoices, type Choice, choicesOf, unknownCode } from "./rules";
import { LONGEST_QUERY, typedQuery } from "./schema";
import { SearchPage } from "./ui/search";

export interface SearchView {
  readonly typed: string;
  /** Full key of what is wrong with the words typed, where something is. */
  readonly wrong: string | null;
  readonly election: PublicElection | null;
  readonly choices: readonly Choice[];
  /** Whether the words typed are an address: then the places that it may lie in are offered. */
  readonly isAddress: boolean;
  /** The postcode typed, where no commune has it. */
  readonly unknownCode: string | null;
  /** Whether outlines are known on which a reader's device can find itself. */
  readonly hasOutlines: boolean;
}

interface Found extends Pick<SearchView, "election" | "choices" | "isAddress" | "unknownCode"> {
  /** Whether nothing else can be meant than the one choice, where there is one. */
  readonly isSure: boolean;
}

async function find(typed: string, most?: 8 | 20): Promise<Found> {
  const election = await publicCurrentElection();
  const address = addressIn(typed);
  if (address) {
    const { places, isSure } = await placesOfAddress(address, election?.id ?? null);
    const choices = addressChoices(places, election?.slug ?? null);
    return { election, choices, isAddress: true, isSure, unknownCode: null };
  }
  const [places, people, parties] = await Promise.all([
    findPlaces(typed, election?.id ?? null),
    publicPeople(typed, most),
    publicParties(typed),
  ]);
  const choices = choicesOf(typed, { places, people, parties }, election?.slug ?? null);
  const unknown = unknownCode(typed, places);
  return { election, choices, isAddress: false, isSure: unknown === null, unknownCode: unknown };
}

/** The one box: nothing found, one thing (the reader is taken there), or a choice that the address keeps. */
export async function loadSearch(visit: Visit<Record<string, string>>): Promise<SearchView | Moved> {
  const given = visit.search.get("q") ?? "";
  const typed = typedQuery.safeParse(given);
  if (!typed.success) {
    const wrong = given.trim() === "" ? null : (typed.error.issues[0]?.message ?? null);
    const election = await publicCurrentElection();
    const hasOutlines = election !== null && (await publicHasOutlines(election.id));
    return {
      typed: given.slice(0, LONGEST_QUERY),
      wrong,
      election,
      choices: [],
      isAddress: false,
      unknownCode: null,
      hasOutlines,
    };
  }
  const { isSure, ...found } = await find(typed.data);
  const [only] = found.choices;
  if (only && isSure && found.choices.length === 1)
    return { moved: `/${visit.locale}${only.path}`, status: 303 };
  const hasOutlines = found.election !== null && (await publicHasOutlines(found.election.id));
  return { typed: typed.data, wrong: null, ...found, hasOutlines };
}

export const searchDocument: DocumentSpec<Record<string, string>, SearchView> = {
  load: loadSearch,
  view: SearchPage,
  isOwn: ({ isAddress }) => isAddress,
  limit: { name: "search", points: 1200, seconds: 60 },
};

function told(choice: Choice, locale: Locale): Record<string, string> {
  const url = `${configuredOrigin()}/${locale}${choice.path}`;
  if (choice.kind === "place") {
    const { area, postcodes, alias } = choice.place;
    const also = alias ? translator(locale)("directory.finder.alias", { alias }) : "";
    const detail = [area.parent?.name, postcodes.slice(0, 3).join(", "), also].filter(Boolean).join(", ");
    return {
      kind: area.level,
      name: areaTitle(area, locale),
      detail,
      scheme: area.scheme,
      code: area.code,
      url,
    };
  }
  if (choice.kind === "party") {
    const { name, slug, candidacies } = choice.party;
    const detail = translator(locale)("directory.finder.nominees", { count: candidacies });
    return { kind: "party", name, detail, id: slug, url };
  }
  const { person, area, electionName, candidacyId, role, panelNumber } = choice.person;
  const panel =
    panelNumber === null ? "" : translator(locale)("directory.finder.panel", { number: panelNumber });
  const words = [areaTitle(area, locale), localized(electionName, locale).text, panel];
  const detail = words.filter(Boolean).join(", ");
  return { kind: role, name: fullName(person), detail, id: candidacyId, url };
}

// A school or a town hall shares one address and types all at once; a harvester asks for more.
const QUESTIONS = { name: "questions", points: 6000, seconds: 60 };

interface Asked {
  readonly locale: Locale;
  readonly t: Translator;
  readonly typed: ReturnType<typeof typedQuery.safeParse>;
}

/** Answers a question put to the one box as JSON; what throws is a problem with a reference. */
async function answered(request: Request, door: string, answer: (asked: Asked) => Promise<Response>) {
  const search = new URL(request.url).searchParams;
  const locale = preferredLocale(search.get("lang") ?? request.headers.get("accept-language"));
  const t = translator(locale);
  try {
    const wait = await secondsToWaitHere(QUESTIONS, sourceOf(request.headers));
    if (wait) return problem(429, t("components.error.429.title"), t("components.error.429.text"), wait);
    return await answer({ locale, t, typed: typedQuery.safeParse(search.get("q") ?? undefined) });
  } catch (error) {
    const { reference, isUnavailable } = report(error, { path: `api/v1/${door}` });
    return problem(
      isUnavailable ? 503 : 500,
      t(`components.error.${isUnavailable ? 503 : 500}.title`),
      t("components.error.reference", { reference }),
    );
  }
}

/** An address is its writer's own: no cache keeps the answer. */
const headersOf = (isAddress: boolean) => ({
  "Cache-Control": isAddress ? "no-store" : "public, max-age=60",
  "Access-Control-Allow-Origin": "*",
  Vary: "Accept-Language",
});

/** `GET /api/v1/lookup?q=`: the same choices as JSON; what is wrong as an RFC 9457 problem. */
export function lookup(request: Request): Promise<Response> {
  return answered(request, "lookup", async ({ locale, t, typed }) => {
    if (!typed.success)
      return problem(
        400,
        t("directory.finder.bad"),
        t(typed.error.issues[0]?.message ?? "directory.finder.missing"),
      );
    const { choices, isSure, isAddress } = await find(typed.data);
    const status = choices.length === 0 ? "none" : choices.length === 1 && isSure ? "found" : "choose";
    return Response.json(
      { status, choices: choices.map((choice) => told(choice, locale)) },
      { headers: headersOf(isAddress) },
    );
  });
}

const MOST_SUGGESTIONS = 8;

/** `GET /api/v1/suggest?q=`: the likeliest choices while one types; words that cannot be searched suggest nothing. */
export function suggest(request: Request): Promise<Response> {
  return answered(request, "suggest", async ({ locale, t, typed }) => {
    const found = typed.success ? await find(typed.data, MOST_SUGGESTIONS) : null;
    const choices = (found?.choices ?? []).slice(0, MOST_SUGGESTIONS).map((choice) => {
      const { name = "", detail = "" } = told(choice, locale);
      return { name, detail, href: `/${locale}${choice.path}` };
    });
    return Response.json(
      { said: t("directory.finder.suggested", { count: choices.length }), choices },
      { headers: headersOf(found?.isAddress ?? false) },
    );
  });
}

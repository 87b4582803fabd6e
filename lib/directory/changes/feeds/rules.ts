import { Feed } from "feed";
import { escaped, tagOf } from "../rules";

/** One entry of a feed, in the reader's language. */
export interface Entry {
  /** Names the fact within the site. */
  readonly key: string;
  readonly title: string;
  readonly details: readonly string[];
  /** Absolute address of the page that holds it. */
  readonly link: string;
  readonly at: Date;
}

export interface Told {
  readonly title: string;
  readonly description: string;
  /** Absolute address of the page that the feed follows. */
  readonly page: string;
  readonly origin: string;
  readonly locale: string;
  readonly author: string;
  /** When its newest entry became known. */
  readonly updated: Date;
  readonly entries: readonly Entry[];
}

const html = (details: readonly string[]) => details.map((one) => `<p>${escaped(one)}</p>`).join("");

function feedOf(
  { title, description, page, origin, locale, author, updated, entries }: Told,
  own: string,
): Feed {
  const made = new Feed({
    id: own,
    title,
    description,
    link: page,
    feed: own,
    language: locale,
    author: { name: author, link: origin },
    generator: false,
    updated,
  });
  for (const { key, title: said, details, link, at } of entries)
    made.addItem({
      id: tagOf(origin, at, key),
      title: said,
      link,
      date: at,
      published: at,
      content: html(details),
    });
  return made;
}

/** An Atom feed (RFC 4287); the same facts give the same bytes. */
export function atomOf(told: Told, own: string): string {
  // The library takes titles for HTML.
  const entries = told.entries.map((entry) => ({ ...entry, title: escaped(entry.title) }));
  return feedOf({ ...told, entries }, own)
    .atom1()
    .replace(
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${told.locale}">`,
    );
}

/** A JSON Feed 1.1. */
export function jsonFeedOf(
  { title, description, page, locale, author, origin, entries }: Told,
  own: string,
): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title,
    description,
    home_page_url: page,
    feed_url: own,
    language: locale,
    authors: [{ name: author, url: origin }],
    items: entries.map((entry) => ({
      id: tagOf(origin, entry.at, entry.key),
      url: entry.link,
      title: entry.title,
      content_text: entry.details.join("\n") || entry.title,
      date_published: entry.at.toISOString(),
    })),
  });
}

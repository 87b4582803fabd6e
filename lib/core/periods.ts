/**
 * For how many days what only serves for a time is kept. One place: the nightly job deletes by these numbers, and the page
 * on privacy tells them.
 */
export const DAYS = {
  /** Login links and sessions, after their end. */
  login: 1,
  /** Keys of requests that were answered. */
  requests: 2,
  /** Mails of the outbox with their address, after they were accepted or refused; the record of a request stays without it. */
  mails: 90,
  /** Answers prepared and never signed, after the form has closed. */
  drafts: 180,
} as const;

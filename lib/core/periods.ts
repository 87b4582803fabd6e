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
  /** Addresses of candidates, after the last form of the NGO for that election: three years, as the CNIL advises for contacts. */
  contacts: 1095,
  /** Notes of calls and of requests, after the form has closed; tellings of strangers that nobody decided, after they came. */
  notes: 180,
  /** What another server said of a mail that came back; that it came back stays. */
  bounces: 180,
  /** What the journal tells of an act beyond who did what and when. */
  journal: 1095,
  /** Reports of errors, after they were closed. */
  reports: 365,
} as const;

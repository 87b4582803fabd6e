/** Every act that the journal knows, by room; a test holds this list against what commands record. */
export const ACTS = {
  organizations: "set-up invite invite-ngo remove review change-role describe name-party log-in log-out",
  elections:
    "create edit add-candidacy correct status substitute nominate nomination-event contest contest-event channel channel-ended decide-pair merge-persons undo-merge",
  importing:
    "begin reread check commit abandon undo areas candidates results persons row-mend row-leave-out row-sure row-restore",
  forms:
    "create clone vary begin-draft close-at publish coalition-invited coalition-consented coalition-declined coalition-cancelled coalition-left",
  signatures:
    "start sign passkey notify ask-contest dispute propose-resolution set-aside-resolution resolve withdraw decline report-not-me stop-contact send-link hand-over say-name tell-ready revoke-preparation keep-told-refusal rehearse rehearse-end record paper-receive paper-transcribe paper-cover paper-publish paper-set-aside quote-record quote-confirm quote-set-aside attest-record attest-confirm attest-drop countersign erasure-ask erasure-propose erasure-confirm erasure-refuse",
  outreach:
    "keep-contacts add-contact stop-address send-link log-contact write-message start-mailing pace-mailing pause-mailing resume-mailing cancel-mailing send-trial doubt-sent doubt-again bounce-hard bounce-soft bounce-complaint set-limits assign-calls unassign-calls settle-call undo-call suggest-contact decide-suggestion claim-candidacy decide-claim mail-rehearsal",
  citizens: "report-error close-report",
  publication: "webhook-add webhook-replay webhook-resume webhook-secret webhook-remove",
} as const;

export const ROOMS = Object.keys(ACTS).filter((room): room is keyof typeof ACTS => room in ACTS);
const KNOWN = new Set(ROOMS.flatMap((room) => ACTS[room].split(" ").map((act) => `${room}.${act}`)));

/** The act by which its words are found; "other" for one that this list does not have. */
export function actOf(action: string): string {
  return KNOWN.has(action) ? action : "other";
}

/** What of an act's before and after is told: short facts, and never an address or a key. */
const TOLD = [
  "role",
  "number",
  "status",
  "state",
  "verdict",
  "channel",
  "outcome",
  "name",
  "reason",
  "note",
] as const;

export interface Change {
  readonly field: (typeof TOLD)[number];
  readonly before: string | null;
  readonly after: string | null;
}

const SECRET = /@|[\w-]{32,}/;

function valueIn(json: unknown, field: string): string | null {
  if (typeof json !== "object" || json === null) return null;
  const value = new Map<string, unknown>(Object.entries(json)).get(field);
  if (typeof value !== "string" && typeof value !== "number") return null;
  const said = String(value).slice(0, 200);
  return said === "" || SECRET.test(said) ? null : said;
}

export function changesOf(before: unknown, after: unknown): readonly Change[] {
  return TOLD.map((field) => ({
    field,
    before: valueIn(before, field),
    after: valueIn(after, field),
  })).filter((change) => change.before !== change.after);
}

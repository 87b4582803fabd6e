import { randomUUID } from "node:crypto";
import { OPERATOR, type Rows, TEXT } from "@/lib/core/testing/permissions";
import * as candidacies from "@/lib/elections/candidacies/commands";
import * as channels from "@/lib/elections/channels/commands";
import * as elections from "@/lib/elections/commands";
import * as corrections from "@/lib/elections/corrections/commands";
import * as editing from "@/lib/elections/editing/commands";
import * as nominations from "@/lib/elections/nominations/commands";
import * as persons from "@/lib/elections/persons/commands";

const fact = {
  status: "announced",
  date: new Date("2026-01-02"),
  until: undefined,
  sourceTitle: "Essai",
  sourceUrl: undefined,
  note: undefined,
} as const;

/** Who may give each command of this room. */
export const rows: Rows<
  typeof elections &
    typeof persons &
    typeof candidacies &
    typeof nominations &
    typeof corrections &
    typeof channels &
    typeof editing
> = {
  addChannel: {
    may: OPERATOR,
    run: (ctx, { candidacyId }) =>
      channels.addChannel(ctx, {
        candidacyId,
        kind: "website",
        url: "https://essai.example/",
        date: fact.date,
        sourceTitle: fact.sourceTitle,
        sourceUrl: undefined,
      }),
  },
  editElection: {
    may: OPERATOR,
    run: (ctx) =>
      editing.editElection(ctx, {
        electionId: randomUUID(),
        name: { fr: "Essai", en: "Trial" },
        rounds: { first: fact.date, second: undefined },
      }),
  },
  endChannel: { may: OPERATOR, run: (ctx) => channels.endChannel(ctx, { channelId: randomUUID() }) },
  addStatus: {
    may: OPERATOR,
    run: (ctx, { candidacyId }) => candidacies.addStatus(ctx, { candidacyId, ...fact }),
  },
  correctCandidacy: {
    may: OPERATOR,
    run: (ctx) =>
      corrections.correctCandidacy(ctx, {
        candidacyId: randomUUID(),
        givenName: "Essai",
        familyName: "Essai",
        gender: undefined,
        panelNumber: undefined,
        nuanceCode: undefined,
        nuanceLabel: undefined,
        partyLabel: undefined,
        areaCode: "absent",
        reason: "Essai",
        date: fact.date,
        sourceTitle: fact.sourceTitle,
        sourceUrl: undefined,
      }),
  },
  setSubstitute: {
    may: OPERATOR,
    run: (ctx) =>
      candidacies.setSubstitute(ctx, {
        candidacyId: randomUUID(),
        givenName: "",
        familyName: "",
        gender: undefined,
        ...fact,
      }),
  },
  addCandidacy: {
    may: OPERATOR,
    run: (ctx, { electionId }) =>
      candidacies.addCandidacy(ctx, {
        electionId,
        areaCode: "absent",
        givenName: "Essai",
        familyName: "Essai",
        gender: undefined,
        partyLabel: undefined,
        panelNumber: undefined,
        isHomonym: undefined,
        ...fact,
      }),
  },
  nominateByName: {
    may: ["editor", "owner", "other-owner", ...OPERATOR],
    run: (ctx, { candidacyId }) =>
      nominations.nominateByName(ctx, {
        candidacyId,
        party: "Absent",
        isNew: undefined,
        kind: "support",
        ...fact,
      }),
  },
  addContest: {
    may: ["editor", "owner", "other-owner", ...OPERATOR],
    run: (ctx) =>
      nominations.addContest(ctx, {
        candidacyId: randomUUID(),
        party: "Absent",
        isNew: undefined,
        title: "Essai",
        registered: undefined,
        voters: undefined,
        contenders: [],
        turnouts: [],
        otherDate: undefined,
        ...fact,
        kind: "vote",
      }),
  },
  addContestEvent: {
    may: ["editor", "owner", "other-owner", ...OPERATOR],
    run: (ctx) =>
      nominations.addContestEvent(ctx, {
        contestId: randomUUID(),
        otherDate: undefined,
        ...fact,
        kind: "vote",
      }),
  },
  findMatches: { may: OPERATOR, run: persons.findMatches },
  decidePair: {
    may: OPERATOR,
    run: (ctx) => persons.decidePair(ctx, { pairId: randomUUID(), decision: "later" }),
  },
  joinPersons: {
    may: OPERATOR,
    run: (ctx) => persons.joinPersons(ctx, { personId: randomUUID(), other: "0000000000" }),
  },
  undoMerge: { may: OPERATOR, run: (ctx) => persons.undoMerge(ctx, { mergeId: randomUUID() }) },
  createElection: {
    may: OPERATOR,
    run: (ctx) =>
      elections.createElection(ctx, {
        name: TEXT,
        kind: "general",
        country: "FR",
        areaScheme: "fr-constituency",
        timeZone: "Europe/Paris",
        parentId: undefined,
        rounds: [{ pollingDate: new Date("2027-06-06"), closesAt: "20:00", exceptions: [] }],
      }),
  },
  addNomination: {
    may: ["editor", "owner", "other-owner", ...OPERATOR],
    run: (ctx, { candidacyId, organizationId }) =>
      elections.addNomination(ctx, { candidacyId, organizationId, kind: "nomination", ...fact }),
  },
  addNominationEvent: {
    may: ["editor", "owner", "other-owner", ...OPERATOR],
    run: (ctx) => elections.addNominationEvent(ctx, { nominationId: randomUUID(), ...fact }),
  },
};

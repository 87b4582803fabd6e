import { randomUUID } from "node:crypto";
import { db } from "@/lib/core/db";
import { ACCOUNTS, AUTHORS, OWN_LINK, type Rows } from "@/lib/core/testing/permissions";
import { aSealKey } from "@/lib/proof/testing/seal-key";
import * as answering from "@/lib/signatures/answering/commands";
import * as attesting from "@/lib/signatures/attesting/commands";
import * as signatures from "@/lib/signatures/commands";
import * as countersigning from "@/lib/signatures/countersigning/commands";
import * as disputing from "@/lib/signatures/disputing/commands";
import * as resolving from "@/lib/signatures/disputing/resolving/commands";
import * as erasing from "@/lib/signatures/erasing/commands";
import * as links from "@/lib/signatures/links/commands";
import * as paper from "@/lib/signatures/paper/commands";
import * as passkeys from "@/lib/signatures/passkeys/commands";
import * as preparing from "@/lib/signatures/preparing/commands";
import * as quoting from "@/lib/signatures/quoting/commands";
import * as receipts from "@/lib/signatures/receipts/commands";
import * as recording from "@/lib/signatures/recording/commands";
import * as rehearsal from "@/lib/signatures/rehearsal/commands";
import * as sealing from "@/lib/signatures/sealing/commands";
import * as signing from "@/lib/signatures/signing/commands";
import * as stating from "@/lib/signatures/stating/commands";
import { aContact } from "@/prisma/factories";
import { contested, proposed } from "./disputes";
import { anErasure, aSigned } from "./erasures";
import { anAttestation, aPaper, aPhoto, aQuote } from "./papers";

const shown = { hash: "0".repeat(64), answersHash: "0".repeat(64), revision: 1, locale: "fr" } as const;

/** Who may give each command of this room. */
export const rows: Rows<
  typeof signatures &
    typeof disputing &
    typeof resolving &
    typeof answering &
    typeof erasing &
    typeof links &
    typeof attesting &
    typeof countersigning &
    typeof paper &
    typeof quoting &
    typeof passkeys &
    typeof preparing &
    typeof receipts &
    typeof recording &
    typeof signing &
    typeof rehearsal &
    typeof sealing &
    typeof stating
> = {
  sealReceipts: {
    may: ["system"],
    run: async (ctx) => sealing.sealReceipts(ctx, { key: await aSealKey() }),
  },
  tellOfSignatures: { may: ["system"], run: (ctx) => disputing.tellOfSignatures(ctx) },
  contest: {
    may: ACCOUNTS,
    run: (ctx) => disputing.contest(ctx, { token: "x".repeat(43), ground: "never-signed" }),
  },
  contestOwn: {
    may: OWN_LINK,
    run: (ctx) => disputing.contestOwn(ctx, { revision: 1, ground: "never-signed" }),
  },
  askContest: {
    may: ACCOUNTS,
    run: (ctx) => disputing.askContest(ctx, { signature: "none", locale: "fr" }),
  },
  recordDispute: {
    may: AUTHORS,
    run: async (ctx, world) => {
      const { publicId } = await contested(world);
      return disputing.recordDispute(ctx, { signature: publicId, ground: "never-signed" });
    },
  },
  proposeResolution: {
    may: ["owner"],
    run: async (ctx, world) => {
      const { eventId } = await contested(world);
      return resolving.proposeResolution(ctx, { eventId, outcome: "stands", note: "Vérifié." });
    },
  },
  decideResolution: {
    may: ["owner"],
    run: async (ctx, world) => {
      const decisionId = await proposed(world);
      return resolving.decideResolution(ctx, { decisionId, verdict: "set-aside" });
    },
  },
  askErasure: { may: OWN_LINK, run: (ctx) => erasing.askErasure(ctx, {}) },
  proposeErasure: {
    may: AUTHORS,
    run: async (ctx, world) =>
      erasing.proposeErasure(ctx, { signature: (await aSigned(world)).publicId, reason: "art17" }),
  },
  confirmErasure: {
    may: AUTHORS,
    run: async (ctx, world) =>
      erasing.confirmErasure(ctx, { requestId: await anErasure((await aSigned(world)).id) }),
  },
  refuseErasure: {
    may: AUTHORS,
    run: async (ctx, world) =>
      erasing.refuseErasure(ctx, { requestId: await anErasure((await aSigned(world)).id), note: "Essai" }),
  },
  forgetDrafts: { may: ["system"], run: (ctx) => erasing.forgetDrafts(ctx) },
  removeFiles: { may: ["system"], run: (ctx) => erasing.removeFiles(ctx, { files: [] }) },
  putPasskey: {
    may: OWN_LINK,
    run: (ctx) => {
      const device = { authenticator: "AA", client: "AA", signature: "AA" };
      return passkeys.putPasskey(ctx, { credential: "AA", attestation: "", enrolment: "", ...device });
    },
  },
  logEarlier: { may: ["system"], run: (ctx) => stating.logEarlier(ctx) },
  createLinks: {
    may: [...AUTHORS, "system"],
    run: (ctx, { formId, candidacyId }) =>
      db().$transaction((tx) => links.createLinks(tx, ctx, formId, [{ candidacyId, role: "candidate" }])),
  },
  linkFor: {
    may: [...AUTHORS, "system"],
    run: async (ctx, { formId, candidacyId, organizationId }) => {
      const { id: contactId } = await aContact(db(), { candidacyId, organizationId });
      const who = { candidacyId, role: "candidate", contactId } as const;
      return db().$transaction((tx) => links.linkFor(tx, ctx, formId, who));
    },
  },
  keepToldRefusal: {
    may: [...AUTHORS, "system"],
    run: (ctx, { formId, candidacyId }) =>
      db().$transaction((tx) =>
        signatures.keepToldRefusal(tx, ctx, { formId, candidacyId, role: "candidate" }),
      ),
  },
  startRehearsal: { may: AUTHORS, run: (ctx, { formId }) => rehearsal.startRehearsal(ctx, { formId }) },
  endRehearsal: {
    may: [...AUTHORS, "system"],
    run: (ctx, { formId }) => rehearsal.endRehearsal(ctx, { formId }),
  },
  saveRehearsed: {
    may: ACCOUNTS,
    run: (ctx) => rehearsal.saveRehearsed(ctx, { token: "r~x", theme: 1, answers: {} }),
  },
  acceptRehearsed: { may: ACCOUNTS, run: (ctx) => rehearsal.acceptRehearsed(ctx, { token: "r~x" }) },
  signRehearsed: {
    may: ACCOUNTS,
    run: (ctx) => rehearsal.signRehearsed(ctx, { ...shown, key: randomUUID(), token: "r~x" }),
  },
  renewLink: {
    may: ACCOUNTS,
    run: (ctx) => links.renewLink(ctx, { token: "x".repeat(43), locale: "fr" }),
  },
  reachForm: { may: OWN_LINK, run: (ctx, { formId }) => links.reachForm(ctx, { formId, locale: "fr" }) },
  saveAnswers: {
    may: [...OWN_LINK, "assistant"],
    run: (ctx) => answering.saveAnswers(ctx, { theme: 0, answers: {} }),
  },
  acceptAll: { may: [...OWN_LINK, "assistant"], run: (ctx) => answering.acceptAll(ctx, {}) },
  approve: { may: OWN_LINK, run: (ctx) => answering.approve(ctx, { answersHash: "0".repeat(64) }) },
  handOver: { may: OWN_LINK, run: (ctx) => preparing.handOver(ctx, { madeFor: undefined }) },
  revokePreparation: {
    may: OWN_LINK,
    run: async (ctx) => {
      const made = await preparing.handOver(ctx, { madeFor: undefined });
      return preparing.revokePreparation(ctx, { linkId: made.ok ? made.value.linkId : randomUUID() });
    },
  },
  sayName: { may: ["assistant"], run: (ctx) => preparing.sayName(ctx, { name: "Inès Essai" }) },
  tellReady: { may: ["assistant"], run: (ctx) => preparing.tellReady(ctx, { locale: "fr" }) },
  sign: { may: OWN_LINK, run: (ctx) => signing.sign(ctx, { ...shown, key: randomUUID() }) },
  withdraw: { may: OWN_LINK, run: (ctx) => signatures.withdraw(ctx, { revision: 1, reason: undefined }) },
  decline: {
    may: OWN_LINK,
    run: (ctx) => signatures.decline(ctx, { isPublic: undefined, reason: undefined }),
  },
  reportNotMe: { may: OWN_LINK, run: (ctx) => signatures.reportNotMe(ctx, {}) },
  queueReceipt: {
    may: [...OWN_LINK, ...AUTHORS, "system"],
    run: (ctx, { candidacyId, ...world }) => {
      const formId = ctx.actor.kind === "link" ? ctx.actor.formId : world.formId;
      const whose = { formId, candidacyId, role: "candidate" } as const;
      const nobody = { signatureId: randomUUID(), locale: "fr", address: null, manageLinkId: null } as const;
      return db().$transaction((tx) => receipts.queueReceipt(tx, ctx, { whose, ...nobody }));
    },
  },
  recordSignature: {
    may: AUTHORS,
    run: (ctx, { formId, candidacyId, organizationId }) => {
      const of = { formId, versionId: randomUUID(), candidacyId, role: "candidate", organizationId } as const;
      const how = {
        method: "paper",
        level: "A2",
        evidence: "",
        signedOn: "2026-01-01",
        locale: "fr",
      } as const;
      const proof = { kind: "paper", pages: [] } as const;
      return db().$transaction((tx) =>
        recording.recordSignature(tx, ctx, { ...of, ...how, answers: {}, proof }),
      );
    },
  },
  recordQuote: {
    may: AUTHORS,
    run: (ctx, { formId }) => {
      const of = { formId, candidacy: "nobody", role: "candidate", locale: "fr", language: "fr" } as const;
      const said = {
        url: "https://essai.example/",
        channel: "Son site",
        quote: "Je signe.",
        saidOn: "2026-01-01",
      };
      return quoting.recordQuote(ctx, {
        ...of,
        ...said,
        answers: {},
        snapshot: undefined,
        pasted: "Je signe.",
      });
    },
  },
  confirmQuote: {
    may: AUTHORS,
    run: async (ctx, world) => quoting.confirmQuote(ctx, { quoteId: await aQuote(world) }),
  },
  setQuoteAside: {
    may: AUTHORS,
    run: async (ctx, world) => quoting.setQuoteAside(ctx, { quoteId: await aQuote(world), reason: "Ironie" }),
  },
  attest: {
    may: AUTHORS,
    run: (ctx, { formId }) =>
      attesting.attest(ctx, { formId, signature: "nobody", how: "call-back", day: "2026-01-01" }),
  },
  tellIfCounts: {
    may: [...OWN_LINK, ...AUTHORS, "system"],
    run: async (ctx, world) => {
      const formId = ctx.actor.kind === "link" ? ctx.actor.formId : world.formId;
      const { id: signatureId } = await contested({ ...world, formId });
      return db().$transaction((tx) => countersigning.tellIfCounts(tx, ctx, signatureId));
    },
  },
  countersign: {
    may: AUTHORS,
    run: (ctx, { formId }) => countersigning.countersign(ctx, { formId, signatures: ["nobody"] }),
  },
  confirmAttestation: {
    may: AUTHORS,
    run: async (ctx, world) =>
      attesting.confirmAttestation(ctx, { attestationId: await anAttestation(world) }),
  },
  dropAttestation: {
    may: AUTHORS,
    run: async (ctx, world) => attesting.dropAttestation(ctx, { attestationId: await anAttestation(world) }),
  },
  receivePaper: {
    may: AUTHORS,
    run: async (ctx, { formId }) => {
      const of = { formId, candidacy: "nobody", role: "candidate", code: "00000000" } as const;
      const shown = { locale: "fr", language: "fr", received: "Par courrier" } as const;
      return paper.receivePaper(ctx, { ...of, ...shown, files: [await aPhoto()] });
    },
  },
  transcribe: {
    may: AUTHORS,
    run: async (ctx, world) =>
      paper.transcribe(ctx, { paperId: await aPaper(world), signedOn: "2026-01-01", answers: {} }),
  },
  coverPage: {
    may: AUTHORS,
    run: async (ctx, world) =>
      paper.coverPage(ctx, { paperId: await aPaper(world), position: 9, covers: [] }),
  },
  publishPaper: {
    may: AUTHORS,
    run: async (ctx, world) => paper.publishPaper(ctx, { paperId: await aPaper(world) }),
  },
  setPaperAside: {
    may: AUTHORS,
    run: async (ctx, world) =>
      paper.setPaperAside(ctx, { paperId: await aPaper(world), reason: "Illisible" }),
  },
  stopContact: { may: OWN_LINK, run: (ctx) => signatures.stopContact(ctx, {}) },
};

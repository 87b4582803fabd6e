import { randomUUID } from "node:crypto";
import { db } from "@/lib/core/db";
import { ACCOUNTS, type Rows } from "@/lib/core/testing/permissions";
import * as organizations from "@/lib/organizations/commands";
import * as login from "@/lib/organizations/login/commands";
import * as parties from "@/lib/organizations/parties/commands";
import * as review from "@/lib/organizations/review/commands";
import * as setup from "@/lib/organizations/setup/commands";

/** Who may give each command of this room. `makeLoginLink` is shared inside a transaction: no door leads to it. */
export const rows: Rows<
  typeof organizations & Omit<typeof login, "makeLoginLink"> & typeof setup & typeof parties & typeof review
> = {
  partyNamed: {
    may: ["editor", "owner", "other-owner", "operator", "system"],
    run: (ctx) => parties.partyNamed(ctx, { tx: db(), name: "Parti d’essai", mayMake: true }),
  },
  reviewOrganization: {
    may: ["operator"],
    run: (ctx) =>
      review.reviewOrganization(ctx, { organizationId: randomUUID(), decision: "approve", note: "" }),
  },
  inviteOrganization: {
    may: ["operator"],
    run: (ctx) =>
      review.inviteOrganization(ctx, {
        organization: `Essai ${randomUUID()}`,
        website: "",
        name: "Essai",
        email: `${randomUUID()}@membres.example`,
      }),
  },
  inviteMember: {
    may: ["owner"],
    run: (ctx, { organizationId }) =>
      organizations.inviteMember(ctx, {
        organizationId,
        name: "Essai",
        email: `${randomUUID()}@membres.example`,
        role: "viewer",
      }),
  },
  changeRole: {
    may: ["owner"],
    run: (ctx, { organizationId }) =>
      organizations.changeRole(ctx, { organizationId, userId: randomUUID(), role: "viewer" }),
  },
  removeMember: {
    may: ["owner"],
    run: (ctx, { organizationId }) =>
      organizations.removeMember(ctx, { organizationId, userId: randomUUID() }),
  },
  describeOrganization: {
    may: ["owner"],
    run: (ctx, { organizationId }) =>
      organizations.describeOrganization(ctx, {
        organizationId,
        name: "Essai",
        website: "",
        phone: "",
        replyTo: "essai@garanties.example",
      }),
  },
  askLogin: {
    may: ACCOUNTS,
    run: (ctx) => login.askLogin(ctx, { email: "essai@garanties.example", locale: "fr" }),
  },
  logIn: { may: [], run: (ctx) => login.logIn(ctx, { token: "x".repeat(43), browser: "y" }) },
  logOut: {
    may: ["caller", "viewer", "editor", "owner", "other-owner", "operator"],
    run: (ctx) => login.logOut(ctx),
  },
  setUp: {
    may: [],
    run: (ctx) =>
      setup.setUp(ctx, {
        name: "Essai",
        email: "essai@garanties.example",
        organization: "Essai",
        website: "",
        replyTo: "essai@garanties.example",
        locale: "fr",
      }),
  },
};

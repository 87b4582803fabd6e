import { randomUUID } from "node:crypto";
import { ACCOUNTS, type Rows } from "@/lib/core/testing/permissions";
import * as organizations from "@/lib/organizations/commands";
import * as login from "@/lib/organizations/login/commands";
import * as setup from "@/lib/organizations/setup/commands";

/** Who may give each command of this room. `makeLoginLink` is shared inside a transaction: no door leads to it. */
export const rows: Rows<typeof organizations & Omit<typeof login, "makeLoginLink"> & typeof setup> = {
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

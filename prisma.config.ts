import { defineConfig } from "prisma/config";

/** For `prisma generate` here and `prisma migrate deploy` elsewhere; this project's own way is `npm run migrate`. */
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://unset" },
});
